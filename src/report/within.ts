/** Gives out pieces of text as long as they fit a number of bytes (UTF-8). */
export class Within {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether the piece still fits; then its bytes are gone. */
  takes(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }
}

/**
 * The first pieces that fit, then what to say of those that are left out. Once one does not fit, none is taken.
 *
 * @param piecesOf makes the piece of an item; it is asked only for as many as fit
 */
export function* fitting<T>(
  items: readonly T[],
  pieceOf: (item: T) => string,
  within: Within,
  saysMore: (left: readonly T[]) => string,
): Generator<string> {
  for (const [index, item] of items.entries()) {
    const piece = pieceOf(item);
    if (!within.takes(piece)) {
      yield saysMore(items.slice(index));
      return;
    }
    yield piece;
  }
}
