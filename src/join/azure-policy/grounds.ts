import type { Aspect, Field } from './created-group.js';
import { conditionHolds, partsOf, type Judgement } from './judge-condition.js';

/** What made a rule deny the group, for people. */
export interface Grounds {
  readonly because: Exclude<Aspect, 'type'>;
  /** What the rule asks for: the names of tags, the pattern of a name, the locations; `null` where it cannot be said. */
  readonly requires: string | null;
}

interface Reading {
  readonly field: Field;
  readonly operand: unknown;
}

const MAX_DEPTH = 100;
const MAX_LISTED = 5;
const MAX_LENGTH = 200;

/**
 * What the conditions that decided look at, where the rule holds. Tags come first: they are what Azure Backup cannot
 * be told to set; a condition on the name beside them usually only narrows the rule.
 */
export function groundsOf(condition: unknown, judgement: Judgement): Grounds {
  const readings: Reading[] = [];
  const onRead = (field: Field, operand: unknown) => void readings.push({ field, operand });
  readDecisive(condition, true, { ...judgement, onRead }, 0);
  for (const because of ['tags', 'name', 'location'] as const) {
    const found = readings.filter(({ field }) => field.aspect === because);
    if (found.length > 0) return { because, requires: wordsFor(found) };
  }
  return { because: 'other', requires: null };
}

/** Reads the conditions that make the whole true (or false, below a `not`). */
function readDecisive(condition: unknown, outcome: boolean, judgement: Judgement, depth: number): void {
  if (depth > MAX_DEPTH) return;
  const [kind, value] = partsOf(condition)?.subject ?? [];
  if (kind === 'not') readDecisive(value, !outcome, judgement, depth + 1);
  else if (kind === 'allof' || kind === 'anyof') {
    const all = (kind === 'allof') === outcome;
    const { onRead: _, ...quiet } = judgement;
    for (const each of Array.isArray(value) ? (value as unknown[]) : []) {
      if (all || conditionHolds(each, quiet) === outcome) readDecisive(each, outcome, judgement, depth + 1);
    }
  } else conditionHolds(condition, judgement);
}

/** The tags, or what is asked of the name or location, without repeating. */
function wordsFor(readings: readonly Reading[]): string | null {
  const words = readings.flatMap(({ field, operand }) =>
    field.aspect === 'tags' ? (field.tag ?? []) : Array.isArray(operand) ? (operand as unknown[]) : operand,
  );
  const texts = [...new Set(words.filter((word) => typeof word === 'string'))];
  if (texts.length === 0) return null;
  const text = texts.slice(0, MAX_LISTED).join(', ');
  const cut = texts.length > MAX_LISTED || text.length > MAX_LENGTH;
  return cut ? `${text.slice(0, MAX_LENGTH)}, …` : text;
}
