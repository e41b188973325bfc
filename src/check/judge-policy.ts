import type { LevelEntry, Policy } from '../model/policy.js';
import type { Outcome } from '../model/report.js';
import type { Subject } from '../model/subject.js';
import { compile } from './compile.js';
import { holds } from './judgement.js';
import type { OpenLists, Rule } from './rule.js';

/** A policy ready to judge. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly when: Rule | undefined;
  readonly schema: Rule;
  readonly levels: readonly { readonly when: Rule; readonly entry: LevelEntry }[];
}

/** How a policy came out for a subject, and the places that decide it. */
export interface Verdict {
  readonly outcome: Outcome;
  /** JSON pointers of what is certainly wrong. */
  readonly faults: readonly string[];
  /** JSON pointers of what is missing and mattered. */
  readonly unknowns: readonly string[];
}

const NONE_OPEN: OpenLists = new Set();

export function compilePolicy(policy: Policy): CompiledPolicy {
  return {
    policy,
    when: policy.when === undefined ? undefined : compile(policy.when),
    schema: compile(policy.schema),
    levels: policy.levels.map((entry) => ({ when: compile(entry.when), entry })),
  };
}

/** The lists of a subject that may have more items than its document shows. */
export function openListsOf(subject: Subject): OpenLists {
  let open: Set<string> | undefined;
  for (const pointer of subject.unknown.keys())
    if (pointer.endsWith('/-')) (open ??= new Set()).add(pointer.slice(0, -2));
  return open ?? NONE_OPEN;
}

const PASS: Verdict = { outcome: 'pass', faults: [], unknowns: [] };
const NOT_APPLICABLE: Verdict = { outcome: 'notApplicable', faults: [], unknowns: [] };

/** Judges `if when then schema` in three values (docs/writing-policies.md). */
export function judgePolicy(compiled: CompiledPolicy, subject: Subject, open: OpenLists): Verdict {
  const { document } = subject;
  const when = compiled.when?.judge(document, undefined, open);
  if (when?.fails === true) return NOT_APPLICABLE;
  const schema = compiled.schema.judge(document, undefined, open);
  if (holds(schema)) return PASS;
  const applies = when === undefined || holds(when);
  if (schema.fails) {
    return applies
      ? { outcome: 'fail', ...schema.tell() }
      : { outcome: 'unknown', faults: [], unknowns: when.unknowns };
  }
  const unknowns = [...new Set([...(when?.unknowns ?? []), ...schema.unknowns])];
  return { outcome: 'unknown', faults: [], unknowns };
}
