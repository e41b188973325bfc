import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { exampleSubject } from '../src/check/apply-example.js';
import { factAt, shapeOf } from '../src/check/fact-shape.js';
import { compilePolicy, judgePolicy, openListsOf } from '../src/check/judge-policy.js';
import { faultOf } from '../src/check/places.js';
import { keysOf } from '../src/check/pointer.js';
import { FACTS } from '../src/model/facts/index.js';
import { HEALTHY } from '../src/model/healthy/index.js';
import { EXAMPLE_KINDS, LEVELS, type Policy } from '../src/model/policy.js';
import type { SubjectKind } from '../src/model/subject.js';
import { parsePolicy } from '../src/policies/parse-policy.js';

const FOLDER = 'policies';
const policies = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, policy: parsePolicy(readFileSync(`${FOLDER}/${name}`, 'utf8'), name) }));

/** Levels that take hundreds of list items: test/scan.test.ts reaches them from rows. */
const FROM_ROWS = new Set(['restore-point-count warning']);

const worst = (levels: readonly string[]) => LEVELS.find((level) => levels.includes(level));

function run(policy: Policy, example: Parameters<typeof exampleSubject>[2]) {
  const subject = exampleSubject(policy.subject, HEALTHY[policy.subject], example);
  const compiled = compilePolicy(policy);
  const open = openListsOf(subject);
  const verdict = judgePolicy(compiled, subject, open);
  const faults = verdict.faults.map((pointer) => faultOf(compiled, subject, pointer, open));
  return {
    ...verdict,
    level: worst(faults.map((fault) => fault.judged.level)),
    messages: faults.map((f) => f.message),
  };
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

describe.each(policies)('$name', ({ name, policy }) => {
  test('is named as its id', () => expect(name).toBe(`${policy.id}.yaml`));

  test('has a pass, a fail and an unknown example, an error code, a link and commands for az and PowerShell', () => {
    expect(policy.examples.pass?.length).toBeGreaterThan(0);
    expect(policy.examples.fail?.length).toBeGreaterThan(0);
    expect(policy.examples.unknown?.length).toBeGreaterThan(0);
    expect(policy.errorCodes.length > 0).not.toBe(
      /No\s+error\s+code\s+is\s+known\s+for\s+this\./.test(policy.help),
    );
    expect(policy.links.length).toBeGreaterThan(0);
    expect(policy.help).toContain('```azurecli');
    expect(policy.help).toContain('```powershell');
  });

  for (const kind of EXAMPLE_KINDS) {
    for (const example of policy.examples[kind] ?? []) {
      test(`${kind}: ${example.name}`, () => {
        const result = run(policy, example);
        expect(result.outcome).toBe(kind);
        if (kind !== 'fail') return;
        expect([...result.faults].sort()).toEqual([...(example.at ?? [])].sort());
        if (example.level !== undefined) expect(result.level).toBe(example.level);
        expect(result.messages.join(' ')).not.toMatch(/not known|an object|undefined|\{/);
      });
    }
  }

  test('each level is reached by an example', () => {
    const levels = new Set((policy.examples.fail ?? []).map((example) => run(policy, example).level));
    const declared = new Set([policy.level, ...policy.levels.flatMap(({ level }) => level ?? [])]);
    expect(
      [...declared].filter((level) => !levels.has(level) && !FROM_ROWS.has(`${policy.id} ${level}`)),
    ).toEqual([]);
  });

  test('is silent on the healthy subject, whatever one fact is unknown', () => {
    const healthy = HEALTHY[policy.subject];
    expect(['pass', 'notApplicable']).toContain(run(policy, { name: 'healthy' }).outcome);
    for (const pointer of pointersIn(healthy)) {
      expect([pointer, run(policy, { name: pointer, unset: [pointer] }).outcome]).not.toContainEqual('fail');
    }
  });
});

describe.each(Object.keys(FACTS) as SubjectKind[])('the healthy %s', (kind) => {
  test('has every fact, and each is as its schema says', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    const validate = ajv.compile(FACTS[kind]);
    validate(HEALTHY[kind]);
    expect(validate.errors).toBeNull();
    const known = new Set(
      pointersIn(HEALTHY[kind]).map((pointer) => pointer.replace(/\/\d+(?=\/|$)/g, '/*')),
    );
    const declared = (path: string): string[] => {
      const fact = factAt(FACTS[kind], keysOf(path));
      const shape = fact === undefined ? undefined : shapeOf(fact);
      const inner = shape?.items === undefined ? path : `${path}/*`;
      const object = shape?.items === undefined ? shape : shapeOf(shape.items);
      return Object.keys(object?.properties ?? {}).flatMap((key) => [
        `${inner}/${key}`,
        ...declared(`${inner}/${key}`),
      ]);
    };
    const inEmptyList = (path: string) => [...empty].some((list) => path.startsWith(`${list}/*`));
    expect(declared('').filter((path) => !known.has(path) && !inEmptyList(path))).toEqual([]);
  });
});
