import { lowerId } from '../model/arm-id.js';

/** The lower-cased id of a row or of facts; empty where there is none. */
export function keyOf(item: { readonly id: unknown }): string {
  return typeof item.id === 'string' ? lowerId(item.id) : '';
}

/** The order of lists in a document: by lower-cased id. */
export function byId(left: { readonly id: unknown }, right: { readonly id: unknown }): number {
  const [first, second] = [keyOf(left), keyOf(right)];
  return first < second ? -1 : first > second ? 1 : 0;
}
