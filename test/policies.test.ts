import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { exampleSubject } from '../src/check/apply-example.js';
import { factAt, shapeOf } from '../src/check/fact-shape.js';
import { factsReadBy, pointersFor } from '../src/check/facts-read.js';
import { compilePolicy, judgePolicy, openListsOf, type CompiledPolicy } from '../src/check/judge-policy.js';
import { keysOf } from '../src/check/pointer.js';
import { runExample } from '../src/check/run-example.js';
import { FACTS } from '../src/model/facts/index.js';
import { HEALTHY } from '../src/model/healthy/index.js';
import { EXAMPLE_KINDS, type Policy, type PolicyExample } from '../src/model/policy.js';
import type { SubjectKind } from '../src/model/subject.js';
import { parsePolicy } from '../src/policies/parse-policy.js';

const FOLDER = 'policies';
const policies = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, policy: parsePolicy(readFileSync(`${FOLDER}/${name}`, 'utf8'), name) }));
const compiled = new Map(policies.map(({ policy }) => [policy.id, compilePolicy(policy)]));

/** Levels that take hundreds of list items: test/scan.test.ts reaches them from rows. */
const FROM_ROWS = new Set(['restore-point-count warning']);

/** Two policies that may speak of one place, and why. */
const SAME_PLACE: Readonly<Record<string, string>> = {};

/**
 * Where Microsoft's pages disagree on what a policy requires (catalogue: CONFLICT, UNVERIFIED): the policy, and the
 * entries of `levels` that rest on pages that agree.
 */
const DISPUTED: Readonly<Record<string, readonly string[]>> = {
  'confidential-vm-supported': ['sizeUnsupported'],
  'crash-consistent-qualifies': ['V1', 'size', 'confidentialVm', 'itself'],
  'disk-size-supported': ['itself'],
  'encrypted-disk-size-supported': [],
  'ephemeral-os-disk': [],
  'guest-os-supported': [],
  'trusted-launch-policy': [],
  'vault-same-subscription': ['ConfidentialVM', 'azureDiskEncryption'],
};

function run(policy: Policy, example: PolicyExample) {
  return runExample(policy, HEALTHY[policy.subject], example, compiled.get(policy.id));
}

/** The examples of a policy, of these kinds or of all. */
function examplesOf({ examples }: Policy, kinds: readonly (typeof EXAMPLE_KINDS)[number][] = EXAMPLE_KINDS) {
  return kinds.flatMap((kind) => examples[kind] ?? []);
}

/** Every fact of a document that is known, by pointer; items of lists are not facts, what is in them is. */
function pointersIn(value: unknown, pointer = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => pointersIn(item, `${pointer}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    `${pointer}/${key}`,
    ...pointersIn(child, `${pointer}/${key}`),
  ]);
}

/** The healthy subjects, each time with one fact unknown. */
const withoutOneFact = Object.fromEntries(
  (Object.keys(HEALTHY) as SubjectKind[]).map((kind) => [
    kind,
    pointersIn(HEALTHY[kind]).map(
      (pointer) =>
        [pointer, exampleSubject(kind, HEALTHY[kind], { name: pointer, unset: [pointer] })] as const,
    ),
  ]),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
const isDocument = Object.fromEntries(
  Object.entries(FACTS).map(([kind, facts]) => [kind, ajv.compile(facts)]),
);

describe.each(policies)('$name', ({ name, policy }) => {
  test('is named as its id and has a group', () => {
    expect(name).toBe(`${policy.id}.yaml`);
    expect(policy.group).toBeDefined();
  });

  test('has a pass, a fail and an unknown example, a link and commands for az and PowerShell', () => {
    expect(policy.examples.pass?.length).toBeGreaterThan(0);
    expect(policy.examples.fail?.length).toBeGreaterThan(0);
    expect(policy.examples.unknown?.length).toBeGreaterThan(0);
    expect(policy.links.filter((link) => !link.startsWith('https://learn.microsoft.com/'))).toEqual([]);
    expect(policy.links.length).toBeGreaterThan(0);
    expect(policy.help).toMatch(/```azurecli\n\S.*\n/);
    expect(policy.help).toMatch(/```powershell\n\S.*\n/);
  });

  test('names an error code, or says that none is known', () => {
    const codes = [policy, ...policy.levels].flatMap(({ errorCodes = [] }) => errorCodes);
    const saysNone = policy.help.replace(/\s+/g, ' ').includes('No error code is known for this.');
    expect(saysNone).toBe(codes.length === 0);
  });

  test('says so if it is off by default', () => {
    expect(policy.enabled || policy.help.replace(/\s+/g, ' ').includes('off by default')).toBe(true);
  });

  for (const kind of EXAMPLE_KINDS) {
    for (const example of policy.examples[kind] ?? []) {
      test(`${kind}: ${example.name}`, () => {
        const { document } = exampleSubject(policy.subject, HEALTHY[policy.subject], example);
        isDocument[policy.subject]?.(document);
        expect(isDocument[policy.subject]?.errors).toBeNull();
        const result = run(policy, example);
        expect(result.outcome).toBe(kind);
        if (kind !== 'fail') return;
        expect([...result.faults].sort()).toEqual([...(example.at ?? [])].sort());
        if (example.level !== undefined) expect(result.level).toBe(example.level);
        expect(result.messages.join(' ')).not.toMatch(/not known\)|\(an object\)|undefined|\{/);
      });
    }
  }

  test('each level is reached by an example', () => {
    const levels = new Set(examplesOf(policy, ['fail']).map((example) => run(policy, example).level));
    const declared = new Set([policy.level, ...policy.levels.flatMap(({ level }) => level ?? [])]);
    expect(
      [...declared].filter((level) => !levels.has(level) && !FROM_ROWS.has(`${policy.id} ${level}`)),
    ).toEqual([]);
  });

  test('is silent on the healthy subject, whatever one fact is unknown', () => {
    expect(['pass', 'notApplicable']).toContain(run(policy, { name: 'healthy' }).outcome);
    for (const [pointer, subject] of withoutOneFact[policy.subject] ?? []) {
      const judged = compiled.get(policy.id);
      const outcome = judged && judgePolicy(judged, subject, openListsOf(subject)).outcome;
      expect(outcome === undefined || outcome === 'fail' ? [pointer, outcome] : undefined).toBeUndefined();
    }
  });

  test('stays silent where it was silent when a fact that it reads becomes unknown', () => {
    const silent = examplesOf(policy, ['pass', 'unknown', 'notApplicable']);
    for (const example of silent) {
      const { document } = exampleSubject(policy.subject, HEALTHY[policy.subject], example);
      for (const pointer of factsReadBy(policy).flatMap((path) => pointersFor(path, document))) {
        const { outcome } = run(policy, { ...example, unset: [...(example.unset ?? []), pointer] });
        expect(outcome === 'fail' ? [example.name, pointer] : undefined).toBeUndefined();
      }
    }
  });
});

test('no two policies report one place of one subject', () => {
  const found = new Set<string>();
  for (const { policy } of policies) {
    for (const example of examplesOf(policy, ['fail'])) {
      const subject = exampleSubject(policy.subject, HEALTHY[policy.subject], example);
      const open = openListsOf(subject);
      const faultsOf = (other: CompiledPolicy) => judgePolicy(other, subject, open).faults;
      for (const other of compiled.values()) {
        if (other.policy.id === policy.id || other.policy.subject !== policy.subject) continue;
        const shared = faultsOf(other).filter((pointer) => example.at?.includes(pointer));
        for (const pointer of shared)
          found.add(`${[policy.id, other.policy.id].sort().join(' + ')} at ${pointer}`);
      }
    }
  }
  expect([...found].sort()).toEqual(Object.keys(SAME_PLACE).sort());
});

describe.each(Object.entries(DISPUTED))('%s, on which Microsoft is of two minds', (id, agreed) => {
  const policy = policies.find((each) => each.policy.id === id)?.policy;

  test('says which pages disagree', () => {
    expect(policy?.help).toMatch(/pages\s+disagree|pages\s+differ|pages\s+still\s+say|does\s+not\s+repeat/);
    expect(policy?.links.length).toBeGreaterThan(1);
  });

  test('is at most a warning of medium precision there', () => {
    if (policy === undefined) throw new Error(id);
    const entries = policy.levels.filter(
      ({ when }) => !agreed.some((word) => JSON.stringify(when).includes(word)),
    );
    const disputed = agreed.includes('itself') ? entries : [policy, ...entries];
    for (const entry of disputed) {
      const { level, precision } = { level: policy.level, precision: policy.precision, ...entry };
      expect([level, precision]).not.toContain('error');
      expect([level, precision].join()).not.toMatch(/high/);
    }
  });
});

describe.each(Object.keys(FACTS) as SubjectKind[])('the healthy %s', (kind) => {
  test('has every fact, and each is as its schema says', () => {
    isDocument[kind]?.(HEALTHY[kind]);
    expect(isDocument[kind]?.errors).toBeNull();
    const general = (pointer: string) => pointer.replace(/\/\d+(?=\/|$)/g, '/*');
    const pointers = pointersIn(HEALTHY[kind]);
    const known = new Set(pointers.map(general));
    const declared = (path: string): string[] => {
      const fact = factAt(FACTS[kind], keysOf(path));
      const shape = fact === undefined ? undefined : shapeOf(fact);
      // What the items of an empty list would be is in no example.
      if (shape?.items !== undefined && !pointers.some((each) => general(each).startsWith(`${path}/*`)))
        return [];
      const inner = shape?.items === undefined ? path : `${path}/*`;
      const object = shape?.items === undefined ? shape : shapeOf(shape.items);
      return Object.keys(object?.properties ?? {}).flatMap((key) => [
        `${inner}/${key}`,
        ...declared(`${inner}/${key}`),
      ]);
    };
    expect(declared('').filter((path) => !known.has(path))).toEqual([]);
  });
});
