/** A place in a document while it is walked: the pointer is built only where something is to be told of it. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
}

/** The two lists that judging gives (docs/writing-policies.md). */
interface Told {
  /** JSON pointers of what is certainly wrong. */
  readonly faults: readonly string[];
  /** JSON pointers of what is missing and mattered. */
  readonly unknowns: readonly string[];
}

/**
 * How a value was judged. Nothing wrong and nothing open: it holds. Something wrong: it fails. Else: not known. Most
 * judgements are of conditions and choices, where only that counts, so the two lists are made when they are asked for.
 */
export class Judgement {
  /** Whether something is certainly wrong. */
  readonly fails: boolean;
  /** Whether something that mattered is missing. */
  readonly isOpen: boolean;
  /** Makes both lists: asking a judgement twice would double the work at every level. */
  readonly tell: () => Told;

  constructor(fails: boolean, isOpen: boolean, tell: () => Told) {
    this.fails = fails;
    this.isOpen = isOpen;
    this.tell = tell;
  }

  get faults(): readonly string[] {
    return this.fails ? this.tell().faults : NONE;
  }

  get unknowns(): readonly string[] {
    return this.isOpen ? this.tell().unknowns : NONE;
  }
}

const NONE: readonly string[] = Object.freeze([]);

export const HOLDS = new Judgement(false, false, () => ({ faults: NONE, unknowns: NONE }));

/** The JSON pointer (RFC 6901) of a place; the root is the empty text. */
export function pointerOf(place: Place | undefined): string {
  if (place === undefined) return '';
  return `${pointerOf(place.parent)}/${typeof place.key === 'number' ? place.key : escaped(place.key)}`;
}

function escaped(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replace(/~/g, '~0').replace(/\//g, '~1') : key;
}

export function faultAt(place: Place | undefined): Judgement {
  return new Judgement(true, false, () => ({ faults: [pointerOf(place)], unknowns: NONE }));
}

export function unknownAt(place: Place | undefined): Judgement {
  return new Judgement(false, true, () => ({ faults: NONE, unknowns: [pointerOf(place)] }));
}

export const holds = (judgement: Judgement): boolean => !judgement.fails && !judgement.isOpen;

export const fails = (judgement: Judgement): boolean => judgement.fails;

/** All parts are needed: what is wrong or missing in any of them counts. */
export function all(parts: Iterable<Judgement>): Judgement {
  const telling: Judgement[] = [];
  for (const part of parts) if (part !== HOLDS) telling.push(part);
  return needed(telling);
}

/** Both are needed. */
export function both(left: Judgement, right: Judgement): Judgement {
  if (right === HOLDS || left === HOLDS) return right === HOLDS ? left : right;
  return needed([left, right]);
}

function needed(parts: readonly Judgement[]): Judgement {
  const [only] = parts;
  if (only === undefined || parts.length === 1) return only ?? HOLDS;
  return new Judgement(parts.some(fails), parts.some(isOpen), () => {
    const told = parts.map((part) => part.tell());
    return {
      faults: distinct(told.flatMap(({ faults }) => faults)),
      unknowns: distinct(told.flatMap(({ unknowns }) => unknowns)),
    };
  });
}

function distinct(pointers: readonly string[]): readonly string[] {
  return pointers.length < 2 ? pointers : [...new Set(pointers)];
}

const isOpen = (judgement: Judgement): boolean => judgement.isOpen;

/**
 * One part is enough. Where every part fails, the fault is at the deepest pointer that they share; a part that fails
 * certainly no longer matters to what is unknown.
 */
export function any(parts: readonly Judgement[]): Judgement {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  if (parts.some(holds)) return HOLDS;
  if (parts.every(fails)) {
    return new Judgement(true, false, () => {
      const shared = sharedPointer(parts.flatMap((part) => part.tell().faults));
      return { faults: [shared], unknowns: NONE };
    });
  }
  return undecided(parts);
}

/** The two ways a condition that is not known may go: it decides only where both agree. */
export function either(condition: Judgement, yes: Judgement, no: Judgement): Judgement {
  if (holds(yes) && holds(no)) return HOLDS;
  if (yes.fails && no.fails) return any([yes, no]);
  return undecided([condition, yes, no]);
}

/** Not known, for what the parts that may still hold are missing. */
function undecided(parts: readonly Judgement[]): Judgement {
  return new Judgement(false, true, () => {
    const open = parts.filter((part) => !part.fails);
    return { faults: NONE, unknowns: distinct(open.flatMap((part) => part.tell().unknowns)) };
  });
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
