import { mostTelling, Unknown, type Fact } from '../../model/unknown.js';

/** The opposite; not known stays not known. */
export function opposite(fact: Fact<boolean>): Fact<boolean> {
  return fact instanceof Unknown ? fact : !fact;
}

/** Whether the test holds for all items: one that is false decides, and ends the walk; else all must be known. */
export function holdsForAll<T>(items: Iterable<T>, test: (item: T) => Fact<boolean>): Fact<boolean> {
  let why: Unknown | undefined;
  for (const item of items) {
    const fact = test(item);
    if (fact === false) return false;
    if (fact instanceof Unknown) why = mostTelling(why, fact);
  }
  return why ?? true;
}

/** Whether the test holds for an item: one that is true decides, and ends the walk; else all must be known. */
export function holdsForAny<T>(items: Iterable<T>, test: (item: T) => Fact<boolean>): Fact<boolean> {
  return opposite(holdsForAll(items, (item) => opposite(test(item))));
}

/** A fact that what was read does not settle, with the reason as one sentence. */
export function undetermined(detail: string): Unknown {
  return new Unknown('undetermined', detail);
}
