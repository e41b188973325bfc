import { parse } from 'node:path';
import { testPolicy, type PolicyTest } from '../check/test-policy.js';
import { FACTS } from '../model/facts/index.js';
import { HEALTHY } from '../model/healthy/index.js';
import { loadFolder } from '../policies.js';
import type { PolicyText } from '../policies/parse-policy.js';
import { safeText } from '../report/safe-text.js';
import { count } from '../report/words.js';
import { EXIT } from './exit-code.js';
import type { Io } from './io.js';

/**
 * Runs `backup-lint test-policies DIR`: one line for each example that came out otherwise than its policy says.
 *
 * @returns 0, or 1 where an example failed
 * @throws UserError for a folder that cannot be read, a file that is no policy
 */
export async function testPoliciesCommand(folder: string, io: Io): Promise<number> {
  const policies = await loadFolder(folder);
  let [examples, failed] = [0, 0];
  for (const { policy, path, whereIs } of policies) {
    const result = testPolicy(policy, FACTS[policy.subject], HEALTHY[policy.subject]);
    examples += result.examples;
    failed += result.failures.length;
    for (const line of failuresOf(result, whereIs)) await io.stdout(`${safeText(line)}\n`);
    if (parse(path).name !== policy.id)
      await io.stdout(
        `${safeText(`${whereIs('/id')}: warning: a file is called as its policy, here ${policy.id}.`)}\n`,
      );
    for (const line of remarksOn(result)) await io.stdout(`${safeText(`${path}: ${line}`)}\n`);
  }
  const tested = `${count(policies.length, 'policy', 'policies')}, ${count(examples, 'example')}`;
  await io.stdout(`${tested}: ${failed === 0 ? 'all as they should be' : `${failed} failed`}.\n`);
  return failed === 0 ? EXIT.ok : EXIT.findings;
}

function failuresOf({ failures }: PolicyTest, whereIs: PolicyText['whereIs']): string[] {
  return failures.map(
    ({ kind, name, pointer, expected, actual }) =>
      `${whereIs(pointer)}: FAILED ${kind} "${name}": expected ${expected}; came ${actual}.`,
  );
}

function* remarksOn(result: PolicyTest): Generator<string> {
  if (result.examples === 0) yield 'warning: it has no examples.';
  else if (result.lacks.length > 0) yield `warning: it has no example of ${result.lacks.join(', ')}.`;
  if (result.firesOnHealthy)
    yield 'note: the healthy example fails it; its own examples must set what it needs.';
  const passes = [
    ...(result.passesOnNull.length > 0 ? [`null: ${result.passesOnNull.join(', ')}`] : []),
    ...(result.passesOnUnknown.length > 0 ? [`not known: ${result.passesOnUnknown.join(', ')}`] : []),
  ];
  if (passes.length > 0) yield `note: still passes when ${passes.join('; when ')}.`;
}
