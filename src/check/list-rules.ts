import {
  all,
  fails,
  faultAt,
  HOLDS,
  holds,
  pointerOf,
  unknownAt,
  type Judgement,
  type Place,
} from './judgement.js';
import type { OpenLists, Rule } from './rule.js';

/** A list in a document; open: there may be more items than it shows. */
interface List {
  readonly items: readonly unknown[];
  readonly isOpen: boolean;
}

type JudgeList = (list: List, place: Place | undefined, open: OpenLists) => Judgement;

export function minItemsRule(limit: number): Rule {
  return onList(
    (list, place) => atLeast(list, limit, place),
    (list, place) => atMost(list, limit - 1, place),
  );
}

export function maxItemsRule(limit: number): Rule {
  return onList(
    (list, place) => atMost(list, limit, place),
    (list, place) => atLeast(list, limit + 1, place),
  );
}

export function itemsRule(rule: Rule): Rule {
  const parts = ({ items, isOpen }: List, place: Place | undefined, open: OpenLists) => {
    const judged = items.map((item, key) => rule.judge(item, { parent: place, key }, open));
    return isOpen ? [...judged, more(place)] : judged;
  };
  return onList(
    (list, place, open) => all(parts(list, place, open)),
    (list, place, open) => {
      const judged = parts(list, place, open);
      if (judged.some(fails)) return HOLDS;
      const undecided = all(judged);
      return holds(undecided) ? faultAt(place) : undecided;
    },
  );
}

/**
 * `contains` with its bounds, and its negation: the number of matching items lies between those that certainly match
 * and those that may.
 */
export function containsRule(rule: Rule, min = 1, max = Infinity): Rule {
  return onList(
    (list, place, open) => {
      const count = countIn(list, rule, place, open);
      if (count.possible < min) return faultAt(place);
      if (count.certain > max) return tooMany(count, max === 0, place);
      return count.certain >= min && count.possible <= max ? HOLDS : count.undecided;
    },
    (list, place, open) => {
      const count = countIn(list, rule, place, open);
      if (count.possible < min || count.certain > max) return HOLDS;
      if (count.certain < min || count.possible > max) return count.undecided;
      return tooMany(count, min === 1 && max === Infinity, place);
    },
  );
}

/** A keyword that looks at lists only: anything else passes it, and fails its negation. */
function onList(judge: JudgeList, deny: JudgeList): Rule {
  const asList = (value: unknown, place: Place | undefined, open: OpenLists): List | undefined =>
    Array.isArray(value) ? { items: value, isOpen: open.size > 0 && open.has(pointerOf(place)) } : undefined;
  return {
    judge: (value, place, open) => {
      const list = asList(value, place, open);
      return list === undefined ? HOLDS : judge(list, place, open);
    },
    deny: (value, place, open) => {
      const list = asList(value, place, open);
      return list === undefined ? faultAt(place) : deny(list, place, open);
    },
  };
}

/** The items that a list may have beyond those it shows. */
const more = (place: Place | undefined) => unknownAt({ parent: place, key: '-' });

function atLeast({ items, isOpen }: List, limit: number, place: Place | undefined): Judgement {
  if (items.length >= limit) return HOLDS;
  return isOpen ? more(place) : faultAt(place);
}

/** Too many: each item where none is allowed, else the list. */
function atMost({ items, isOpen }: List, limit: number, place: Place | undefined): Judgement {
  if (items.length <= limit) return isOpen ? more(place) : HOLDS;
  if (limit !== 0) return faultAt(place);
  const faults = items.map((_, key) => faultAt({ parent: place, key }));
  return all(isOpen ? [...faults, more(place)] : faults);
}

interface Count {
  /** How many items certainly match, and how many may. */
  readonly certain: number;
  readonly possible: number;
  readonly matches: readonly Place[];
  /** What keeps the two apart. */
  readonly undecided: Judgement;
}

function countIn({ items, isOpen }: List, rule: Rule, place: Place | undefined, open: OpenLists): Count {
  const matches: Place[] = [];
  const undecided: Judgement[] = [];
  items.forEach((item, key) => {
    const here = { parent: place, key };
    const judgement = rule.judge(item, here, open);
    if (holds(judgement)) matches.push(here);
    else if (!fails(judgement)) undecided.push(judgement);
  });
  const possible = isOpen ? Infinity : matches.length + undecided.length;
  if (isOpen) undecided.push(more(place));
  return { certain: matches.length, possible, matches, undecided: all(undecided) };
}

/** Too many: each matching item where none is allowed, else the list. */
function tooMany(count: Count, noneAllowed: boolean, place: Place | undefined): Judgement {
  return noneAllowed ? all([...count.matches.map(faultAt), count.undecided]) : faultAt(place);
}
