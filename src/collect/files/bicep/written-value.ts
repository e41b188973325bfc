import type { Node } from 'web-tree-sitter';
import type { FilePlace } from '../../../model/sighting.js';

/** A value as a Bicep file writes it: where it is, and what is written out below it. */
export interface WrittenValue {
  readonly place: FilePlace;
  /** The source text, of what is neither an object nor a list. */
  readonly text: string;
  /** By the names in lower case; the place is that of the name. */
  readonly properties: ReadonlyMap<string, { readonly place: FilePlace; readonly value: WrittenValue }>;
  readonly items: readonly WrittenValue[];
  /** Whether a loop makes it: then it stands for each item. */
  readonly looped: boolean;
}

/** Deeper nesting has no places of its own. */
const MAX_DEPTH = 60;

/** Reads a value; of a loop and of a condition, what is inside. */
export function writtenValue(node: Node, file: string, depth = 0): WrittenValue {
  const place = { file, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const none = { place, text: '', properties: new Map(), items: [], looped: false };
  if (depth > MAX_DEPTH) return none;
  switch (node.type) {
    case 'for_statement':
    case 'if_statement': {
      const inside = bodyIn(node);
      const value = inside === undefined ? none : writtenValue(inside, file, depth + 1);
      return { ...value, place, looped: value.looped || node.type === 'for_statement' };
    }
    case 'object':
      return {
        ...none,
        properties: new Map(node.namedChildren.flatMap((child) => propertyIn(child, file, depth))),
      };
    case 'array':
      return {
        ...none,
        items: node.namedChildren.filter(isItem).map((item) => writtenValue(item, file, depth + 1)),
      };
    default:
      return { ...none, text: node.text };
  }
}

function isItem({ type }: Node): boolean {
  return type !== 'comment' && type !== 'ERROR';
}

function bodyIn(node: Node): Node | undefined {
  return node.namedChildren.findLast(({ type }) =>
    ['object', 'array', 'if_statement', 'for_statement'].includes(type),
  );
}

function propertyIn(
  node: Node,
  file: string,
  depth: number,
): [string, { place: FilePlace; value: WrittenValue }][] {
  const [key, value] = node.namedChildren;
  if (node.type !== 'object_property' || key === undefined || value === undefined) return [];
  const name = key.text.replace(/^'|'$/g, '').toLowerCase();
  const place = { file, line: key.startPosition.row + 1, column: key.startPosition.column + 1 };
  return [[name, { place, value: writtenValue(value, file, depth + 1) }]];
}
