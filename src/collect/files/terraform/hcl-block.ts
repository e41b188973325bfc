import type { Node } from 'web-tree-sitter';
import type { FilePlace } from '../../../model/sighting.js';
import { placeOf, sourceExpressionOf, textOf } from './hcl-expression.js';
import type { AttributePath, SourceBlock, SourceExpression } from './source-block.js';

interface Attribute {
  readonly place: FilePlace;
  readonly value: SourceExpression;
}

/** A block inside a block; of a `dynamic` one, what its `content` writes. */
interface Nested {
  readonly dynamic: boolean;
  readonly body: HclBlock;
}

/** Blocks nested more deeply are not read. */
const MAX_DEPTH = 20;

/** A block in HCL's own syntax. All that is asked of it later is read at once, so that the tree can be let go. */
export class HclBlock implements SourceBlock {
  readonly #place: FilePlace;
  readonly #attributes = new Map<string, Attribute>();
  readonly #blocks = new Map<string, Nested[]>();

  /** @param start the node that is shown as the place of the block; `body` its contents, if it has any */
  constructor(start: Node, body: Node | undefined, file: string, depth = 0) {
    this.#place = placeOf(start, file);
    for (const child of body?.namedChildren ?? []) {
      if (child.type === 'attribute') this.#addAttribute(child, file);
      else if (child.type === 'block' && depth < MAX_DEPTH) this.#addBlock(child, file, depth);
    }
  }

  placeOf(path: AttributePath): FilePlace {
    return this.#find(path).place;
  }

  writes(name: string): boolean {
    return this.#attributes.has(name) || this.#blocks.has(name);
  }

  expressionAt(path: AttributePath): SourceExpression | undefined {
    const { value, rest } = this.#find(path);
    return rest === 0 ? value : undefined;
  }

  /** The attributes of the block, by name: of `locals`, the values. */
  *expressions(): Generator<readonly [string, SourceExpression]> {
    for (const [name, { value }] of this.#attributes) yield [name, value];
  }

  #addAttribute(node: Node, file: string): void {
    const [name, value] = node.namedChildren;
    if (name === undefined || value === undefined) return;
    this.#attributes.set(name.text, { place: placeOf(name, file), value: sourceExpressionOf(value, file) });
  }

  #addBlock(node: Node, file: string, depth: number): void {
    const { type, labels, body } = partsOf(node);
    const dynamic = type === 'dynamic';
    const name = dynamic ? labels[0] : type;
    if (name === undefined) return;
    const content = dynamic
      ? body?.namedChildren.find((child) => child.type === 'block' && partsOf(child).type === 'content')
      : node;
    const inner = content === undefined ? undefined : partsOf(content).body;
    const nested = { dynamic, body: new HclBlock(node, inner, file, depth + 1) };
    const found = this.#blocks.get(name);
    if (found === undefined) this.#blocks.set(name, [nested]);
    else found.push(nested);
  }

  /** The nearest thing to a path: its place, its value where it has one, and how many steps were left. */
  #find(path: AttributePath): { place: FilePlace; value?: SourceExpression; rest: number } {
    const [name, next] = path;
    if (typeof name !== 'string') return { place: this.#place, rest: path.length };
    const attribute = this.#attributes.get(name);
    if (attribute !== undefined) return findIn(attribute, path.slice(1));
    const nested = chosen(this.#blocks.get(name) ?? [], next);
    if (nested === undefined) return { place: this.#place, rest: path.length };
    return nested.body.#find(path.slice(next === undefined || typeof next === 'string' ? 1 : 2));
  }

  /** Whether this is the block whose attribute has that value; undefined where it does not say. */
  is(key: string, value: unknown): boolean | undefined {
    const literal = this.#attributes.get(key)?.value.literal;
    return literal === undefined ? undefined : String(literal) === String(value);
  }
}

/** The block of an item: the one with its key, else the one at its place in the order, else the `dynamic` one. */
function chosen(blocks: readonly Nested[], step: AttributePath[number] | undefined): Nested | undefined {
  if (typeof step === 'object') {
    const known = blocks.find(({ body }) => body.is(step.key, step.value) === true);
    if (known !== undefined) return known;
  }
  const dynamic = blocks.find((block) => block.dynamic);
  const others = blocks.filter(
    ({ body }) => typeof step !== 'object' || body.is(step.key, step.value) !== false,
  );
  if (dynamic !== undefined) return dynamic;
  if (others.length === 1) return others[0];
  return typeof step === 'object'
    ? undefined
    : blocks[step === undefined || typeof step === 'string' ? 0 : step];
}

/** The nearest thing to a path inside the value of an attribute. */
function findIn(
  { place, value }: Attribute,
  path: AttributePath,
): { place: FilePlace; value: SourceExpression; rest: number } {
  const [step, ...rest] = path;
  if (step === undefined) return { place, value, rest: 0 };
  const entry = typeof step === 'string' ? value.entries?.get(step) : undefined;
  if (entry !== undefined) return findIn(entry, rest);
  const index = typeof step === 'object' ? step.index : step;
  const item = typeof index === 'number' ? value.items?.[index] : undefined;
  if (item !== undefined) return findIn({ place: item.place, value: item }, rest);
  return { place, value, rest: path.length };
}

/** The type of a block, its labels and its body. */
export function partsOf(block: Node): { type: string; labels: string[]; body: Node | undefined } {
  const [type, ...others] = block.namedChildren;
  const labels = others.filter((child) => child.type === 'string_lit' || child.type === 'identifier');
  return {
    type: type?.text ?? '',
    labels: labels.map((label) => (label.type === 'string_lit' ? textOf(label) : label.text)),
    body: others.find((child) => child.type === 'body'),
  };
}
