import { isAlias, isNode, isScalar, visit, type Document } from 'yaml';

/**
 * Brackets that are open at once, and columns before the first word of a line, which bound how deep lists and maps are
 * nested. The parser goes down level by level; a thousand bring it, and Node with it, to a fatal end.
 */
const MAX_DEPTH = 200;

/** Whether a text is nested deeper than the parser can take. */
export function isDeep(text: string): boolean {
  for (const [start] of text.matchAll(/^[ \t]*(?:[-?:][ \t]+)*/gm)) if (start.length > MAX_DEPTH) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The offset of a key that its map already has. */
export function equalKeyIn(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : key;
        if (seen.has(name)) {
          found = isNode(key) ? key.range?.[0] : 0;
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

/** The first alias whose anchor does not come before it. */
export function lostAliasIn(document: Document): { readonly name: string; readonly at: number } | undefined {
  const anchors = new Set<string>();
  let lost: ReturnType<typeof lostAliasIn>;
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        return undefined;
      }
      if (anchors.has(node.source)) return undefined;
      lost = { name: node.source, at: node.range?.[0] ?? 0 };
      return visit.BREAK;
    },
  });
  return lost;
}

/** What to do where a text that YAML takes for something else is the likely reason. */
export function hintFor({ code }: { readonly code: string }): string | undefined {
  return code === 'UNEXPECTED_TOKEN' || code === 'BLOCK_AS_IMPLICIT_KEY'
    ? 'A text that begins with { or [, or has ": " in it, needs quotes.'
    : undefined;
}
