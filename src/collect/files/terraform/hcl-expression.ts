import type { Node } from 'web-tree-sitter';
import type { FilePlace } from '../../../model/sighting.js';
import { unquoted, type Reference, type Step } from './reference.js';
import type { SourceEntry, SourceExpression } from './source-block.js';

/** Collections that are written out more deeply are not taken apart. */
const MAX_DEPTH = 40;

/** Reads an expression of a Terraform file: where it stands and what it refers to. It is never evaluated. */
export function sourceExpressionOf(node: Node, file: string, depth = 0): SourceExpression {
  const place = placeOf(node, file);
  const value = depth < MAX_DEPTH ? node.namedChildren[0] : undefined;
  const alone = node.namedChildCount === 1 ? value : undefined;
  const literal = literalOf(alone);
  if (literal !== undefined) return { place, references: [], glued: false, literal };
  const collection = alone?.type === 'collection_value' ? alone.namedChildren[0] : undefined;
  if (collection?.type === 'object') {
    const entries = entriesOf(collection, file, depth);
    const references = [...entries.values()].flatMap((entry) => entry.value.references);
    return { place, references, glued: false, entries };
  }
  if (collection?.type === 'tuple') {
    const nodes = collection.namedChildren.filter((child) => child.type === 'expression');
    const items = nodes.map((item) => sourceExpressionOf(item, file, depth + 1));
    return { place, references: items.flatMap((item) => item.references), glued: false, items };
  }
  const encoded = alone?.type === 'function_call' ? jsonArgumentOf(alone) : undefined;
  if (encoded !== undefined) return { ...sourceExpressionOf(encoded, file, depth + 1), place };
  return { place, references: referencesIn(node), glued: isGlued(alone) };
}

/** Where a node stands. Columns count UTF-16 units, as editors and our JSON places do. */
export function placeOf(node: Node, file: string): FilePlace {
  return { file, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}

/** The argument of `jsonencode(…)`, which is what the attribute says. */
function jsonArgumentOf(call: Node): Node | undefined {
  const [name, passed] = call.namedChildren;
  if (name?.text !== 'jsonencode') return undefined;
  return passed?.namedChildren.find((child) => child.type === 'expression');
}

function entriesOf(object: Node, file: string, depth: number): ReadonlyMap<string, SourceEntry> {
  const entries = new Map<string, SourceEntry>();
  for (const element of object.namedChildren) {
    const [key, value] = element.type === 'object_elem' ? element.namedChildren : [];
    if (key === undefined || value === undefined) continue;
    const name = keyOf(key);
    if (name !== undefined)
      entries.set(name, { place: placeOf(key, file), value: sourceExpressionOf(value, file, depth + 1) });
  }
  return entries;
}

/** The name of an object's element: a bare name, or a text. */
function keyOf(key: Node): string | undefined {
  const only = key.namedChildCount === 1 ? key.namedChildren[0] : undefined;
  if (only?.type === 'variable_expr') return only.text;
  const literal = literalOf(only);
  return literal === undefined ? undefined : String(literal);
}

function literalOf(node: Node | undefined): string | number | boolean | undefined {
  if (node?.type !== 'literal_value') return undefined;
  const literal = node.namedChildren[0];
  if (literal?.type === 'string_lit') return textOf(literal);
  if (literal?.type === 'numeric_lit') return Number(literal.text);
  if (literal?.type === 'bool_lit') return literal.text === 'true';
  return undefined;
}

/** The text between the quotes. */
export function textOf(literal: Node): string {
  return unquoted(literal.text.replace(/^"|"$/g, ''));
}

/** Whether the expression is a template with text around what it refers to. */
function isGlued(node: Node | undefined): boolean {
  const template = node?.type === 'template_expr' ? node.namedChildren[0] : undefined;
  return template?.namedChildren.some((part) => part.type === 'template_literal') ?? false;
}

/** Every reference in an expression, in the order in which they are written. */
function referencesIn(expression: Node): Reference[] {
  const bound = new Set<string>();
  const references: Reference[] = [];
  const waiting: Node[] = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const children = node.namedChildren;
    if (node.type === 'for_intro') {
      for (const child of children) if (child.type === 'identifier') bound.add(child.text);
    }
    references.push(...traversalsIn(children));
    waiting.push(...(node.type === 'object_elem' ? children.slice(1) : children).toReversed());
  }
  return references.filter(([root]) => root === undefined || !('name' in root && bound.has(root.name)));
}

/** The traversals among the children of a node: each begins with a name, its steps are the siblings after it. */
function traversalsIn(nodes: readonly Node[]): Reference[] {
  const traversals: Step[][] = [];
  let current: Step[] | undefined;
  for (const node of nodes) {
    if (node.type === 'variable_expr') traversals.push((current = [{ name: node.text }]));
    else if (['get_attr', 'index', 'splat'].includes(node.type)) current?.push(...stepsOf(node));
    else current = undefined;
  }
  return traversals;
}

/** `.a`, `[0]`, `[each.key]`, `[*].a`. */
function stepsOf(node: Node): Step[] {
  if (node.type === 'get_attr') return [{ name: node.namedChildren[0]?.text ?? '' }];
  if (node.type === 'index') return [indexOf(node)];
  if (node.type !== 'splat') return [];
  return [{ all: true }, ...(node.namedChildren[0]?.namedChildren ?? []).flatMap(stepsOf)];
}

function indexOf(node: Node): Step {
  const index = node.namedChildren[0];
  if (index?.type === 'legacy_index') return { key: Number(index.text.replace('.', '')) };
  const expression = index?.namedChildren[0];
  const literal = literalOf(expression?.namedChildCount === 1 ? expression.namedChildren[0] : undefined);
  if (typeof literal === 'string' || typeof literal === 'number') return { key: literal };
  return { index: expression?.text ?? '' };
}
