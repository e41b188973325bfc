import { EXAMPLE_KINDS, type Policy, type PolicyExample } from '../model/policy.js';
import { misfitIn } from './example-fits.js';
import { factAt, shapeOf, type FactSchema } from './fact-shape.js';
import { factsReadBy, pointersFor } from './facts-read.js';
import { compilePolicy, type CompiledPolicy } from './judge-policy.js';
import { keysOf } from './pointer.js';
import { runExample, type ExampleResult } from './run-example.js';

/** What every policy can show; not applicable is none of them, since many policies always apply. */
const NEEDED = ['pass', 'fail', 'unknown'] as const;

/** An example that came out otherwise than its policy says. */
interface ExampleFailure {
  readonly kind: (typeof EXAMPLE_KINDS)[number];
  readonly name: string;
  /** Where the policy has it, as a JSON pointer. */
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
}

/** How the examples of a policy came out. */
export interface PolicyTest {
  /** How many examples it has. */
  readonly examples: number;
  /** The kinds of example that it should have and does not. */
  readonly lacks: readonly string[];
  readonly failures: readonly ExampleFailure[];
  /** Whether the healthy subject fails it. */
  readonly firesOnHealthy: boolean;
  /** The facts it reads, by path, with which a subject that passes still passes when they are null. */
  readonly passesOnNull: readonly string[];
  /** The same for facts that are not known. */
  readonly passesOnUnknown: readonly string[];
}

/**
 * Runs the examples of a policy, and sets each fact that it reads to `null` and to unknown: where it stays pass, its
 * author should know.
 */
export function testPolicy(policy: Policy, facts: FactSchema, healthy: object): PolicyTest {
  const compiled = compilePolicy(policy);
  const run = (example: PolicyExample) => runExample(policy, healthy, example, compiled);
  const examples = EXAMPLE_KINDS.flatMap((kind) =>
    (policy.examples[kind] ?? []).map((example, index) => ({ kind, example, index })),
  );
  const failures = examples.flatMap(({ kind, example, index }) => {
    const expected = expectedOf(kind, example);
    const actual = misfitIn(example, facts) ?? attempt(() => actualOf(run(example), example));
    const pointer = `/examples/${kind}/${index}`;
    return expected === actual ? [] : [{ kind, name: example.name, pointer, expected, actual }];
  });
  return {
    examples: examples.length,
    lacks: NEEDED.filter((kind) => (policy.examples[kind] ?? []).length === 0),
    failures,
    firesOnHealthy: run({ name: 'healthy' }).outcome === 'fail',
    ...staysPass(compiled, facts, healthy),
  };
}

function expectedOf(kind: string, { at = [], level }: PolicyExample): string {
  return kind === 'fail' ? told('fail', at, level) : kind;
}

function actualOf(result: ExampleResult, { level }: PolicyExample): string {
  if (result.outcome !== 'fail') return result.outcome;
  return told('fail', result.faults, level === undefined ? undefined : result.level);
}

function told(outcome: string, at: readonly string[], level: string | undefined): string {
  const places = [...at].sort().join(', ') || 'the subject itself';
  return `${outcome} at ${places}${level === undefined ? '' : ` (${level})`}`;
}

function attempt(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** The facts that a policy reads without needing them, on the first subject that passes it. */
function staysPass(
  compiled: CompiledPolicy,
  facts: FactSchema,
  healthy: object,
): Pick<PolicyTest, 'passesOnNull' | 'passesOnUnknown'> {
  const { policy } = compiled;
  const outcomeOf = (example: PolicyExample) => runExample(policy, healthy, example, compiled).outcome;
  const start = [{ name: 'healthy' }, ...(policy.examples.pass ?? [])].find(
    (example) => (misfitIn(example, facts) ?? attempt(() => outcomeOf(example))) === 'pass',
  );
  const passes = (path: string, change: (pointer: string) => PolicyExample) => {
    const pointers = pointersFor(path, healthy);
    return pointers.length > 0 && pointers.every((each) => attempt(() => outcomeOf(change(each))) === 'pass');
  };
  const read = start === undefined ? [] : factsReadBy(policy);
  const canBeNull = (path: string) => shapeOf(factAt(facts, keysOf(path)) ?? {}).nullable;
  return {
    passesOnNull: read.filter(
      (path) =>
        canBeNull(path) &&
        passes(path, (pointer) => ({ ...start, name: path, set: { ...start?.set, [pointer]: null } })),
    ),
    passesOnUnknown: read.filter((path) =>
      passes(path, (pointer) => ({ ...start, name: path, unset: [...(start?.unset ?? []), pointer] })),
    ),
  };
}
