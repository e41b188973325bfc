import { LEVELS, type Level, type Policy, type PolicyExample } from '../model/policy.js';
import { exampleSubject } from './apply-example.js';
import {
  compilePolicy,
  judgePolicy,
  openListsOf,
  type CompiledPolicy,
  type Verdict,
} from './judge-policy.js';
import { faultOf } from './places.js';

/** What came out of an example. */
export interface ExampleResult extends Verdict {
  /** The highest level among the faults. */
  readonly level: Level | undefined;
  readonly messages: readonly string[];
}

/**
 * Judges the healthy subject, changed as an example says, by a policy.
 *
 * @throws RangeError for an example whose pointer leads into nothing
 */
export function runExample(
  policy: Policy,
  healthy: object,
  example: PolicyExample,
  compiled: CompiledPolicy = compilePolicy(policy),
): ExampleResult {
  const subject = exampleSubject(policy.subject, healthy, example);
  const open = openListsOf(subject);
  const verdict = judgePolicy(compiled, subject, open);
  const faults = verdict.faults.map((pointer) => faultOf(compiled, subject, pointer, open));
  const levels = faults.map(({ judged }) => judged.level);
  return {
    ...verdict,
    level: LEVELS.find((level) => levels.includes(level)),
    messages: faults.map(({ message }) => message),
  };
}
