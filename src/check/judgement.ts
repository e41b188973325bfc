/** A place in a document while it is walked: the pointer is built only where something is to be told of it. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
}

/** The two lists that judging gives (design, section 5). Both empty: it holds. A fault: it fails. Else: not known. */
export interface Judgement {
  /** JSON pointers of what is certainly wrong. */
  readonly faults: readonly string[];
  /** JSON pointers of what is missing and mattered. */
  readonly unknowns: readonly string[];
}

export const HOLDS: Judgement = Object.freeze({ faults: [], unknowns: [] });

/** The JSON pointer (RFC 6901) of a place; the root is the empty text. */
export function pointerOf(place: Place | undefined): string {
  if (place === undefined) return '';
  const key = String(place.key).replace(/~/g, '~0').replace(/\//g, '~1');
  return `${pointerOf(place.parent)}/${key}`;
}

export function faultAt(place: Place | undefined): Judgement {
  return { faults: [pointerOf(place)], unknowns: [] };
}

export function unknownAt(place: Place | undefined): Judgement {
  return { faults: [], unknowns: [pointerOf(place)] };
}

export const holds = (judgement: Judgement): boolean =>
  judgement.faults.length === 0 && judgement.unknowns.length === 0;

export const fails = (judgement: Judgement): boolean => judgement.faults.length > 0;

/** All parts are needed: what is wrong or missing in any of them counts. */
export function all(parts: Iterable<Judgement>): Judgement {
  const telling = [...parts].filter((part) => part !== HOLDS);
  if (telling.length < 3) return telling.reduce(both, HOLDS);
  return {
    faults: [...new Set(telling.flatMap(({ faults }) => faults))],
    unknowns: [...new Set(telling.flatMap(({ unknowns }) => unknowns))],
  };
}

/** Both are needed. */
export function both(left: Judgement, right: Judgement): Judgement {
  if (right === HOLDS || left === HOLDS) return right === HOLDS ? left : right;
  return {
    faults: distinct(left.faults, right.faults),
    unknowns: distinct(left.unknowns, right.unknowns),
  };
}

function distinct(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
  return [...new Set([...left, ...right])];
}

/**
 * One part is enough. Where every part fails, the fault is at the deepest pointer that they share; a part that fails
 * certainly no longer matters to what is unknown.
 */
export function any(parts: readonly Judgement[]): Judgement {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  if (parts.some(holds)) return HOLDS;
  if (parts.every(fails))
    return { faults: [sharedPointer(parts.flatMap((part) => part.faults))], unknowns: [] };
  const open = parts.filter((part) => !fails(part));
  return { faults: [], unknowns: [...new Set(open.flatMap((part) => part.unknowns))] };
}

/** The two ways a condition that is not known may go: it decides only where both agree. */
export function either(condition: Judgement, yes: Judgement, no: Judgement): Judgement {
  if (holds(yes) && holds(no)) return HOLDS;
  if (fails(yes) && fails(no)) return any([yes, no]);
  const open = [condition, yes, no].filter((part) => !fails(part));
  return { faults: [], unknowns: [...new Set(open.flatMap((part) => part.unknowns))] };
}

function sharedPointer(pointers: readonly string[]): string {
  const [first = '', ...rest] = pointers;
  let shared = first.split('/');
  for (const pointer of rest) {
    const segments = pointer.split('/');
    const differs = shared.findIndex((segment, index) => segment !== segments[index]);
    if (differs >= 0) shared = shared.slice(0, differs);
  }
  return shared.join('/');
}
