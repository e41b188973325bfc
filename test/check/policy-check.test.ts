import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/model/user-error.js';
import { parsePolicy } from '../../src/policies/parse-policy.js';

/** A policy file that is right, with some of its lines replaced. */
const file = (changes: Record<string, string> = {}) =>
  Object.entries({
    id: 'my-policy',
    title: 'Disks are small',
    subject: 'vm',
    level: 'error',
    precision: 'high',
    fails: 'next-backup',
    schema: '{ properties: { disks: { items: { properties: { sizeGiB: { maximum: 10 } } } } } }',
    message: 'Disk {name} has {value} GiB in {/location}',
    help: 'Make it smaller.',
    ...changes,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

function mistake(text: string): string {
  try {
    parsePolicy(text, 'my.yaml');
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'no mistake';
}

const schema = (value: string) => mistake(file({ schema: value }));

test('a short text that aliases make long is refused', () => {
  const leaf = '{ properties: { name: { not: { const: x } } } }';
  const grown = (count: number) =>
    `{ allOf: [&a { allOf: [${Array(count).fill(leaf).join(', ')}] }, &b { allOf: [*a, *a] }, &c { allOf: [*b, *b] }] }`;
  // The leaf has four parts; the whole has it seven times as often as it is written.
  expect(schema(grown(170))).toBe('no mistake');
  expect(schema(grown(180))).toBe('my.yaml:7:1: the policy has more than 5000 parts.');
});

test('a policy that is right is taken, as YAML and as JSON', () => {
  expect(parsePolicy(file(), 'my.yaml')).toMatchObject({
    id: 'my-policy',
    enabled: true,
    levels: [],
    errorCodes: [],
    aliases: [],
  });
  const json = {
    id: 'a',
    title: 't',
    subject: 'vm',
    level: 'note',
    precision: 'low',
    fails: 'later',
    schema: { properties: { name: { const: 'x' } } },
    message: 'm',
    help: 'h',
  };
  expect(parsePolicy(JSON.stringify(json, null, 2), 'a.json').id).toBe('a');
});

describe('mistakes have a place and a near match', () => {
  test('in the form', () => {
    expect(mistake(file({ levl: 'error' }))).toBe(
      'my.yaml:10:1: the policy has an unknown key `levl`. Did you mean "level"?',
    );
    expect(mistake(file({ level: 'eror' }))).toBe(
      'my.yaml:4:1: `level` is "eror"; it can be error, warning, note. Did you mean "error"?',
    );
    expect(mistake('id: a')).toMatch(/^my.yaml:1:1: the policy lacks `title`/);
    expect(mistake('id: [a')).toMatch(/^my.yaml:1:7 is no YAML/);
    expect(mistake('id: a\nid: b')).toMatch(/^my.yaml:2:1 is no YAML: Map keys must be unique/);
    expect(mistake('')).toMatch(/^my.yaml:1:1: the file is empty/);
    expect(mistake('- a')).toMatch(/^my.yaml:1:1: the policy must be an object/);
    expect(mistake(file({ id: 'My Policy' }))).toMatch(
      /^my.yaml:1:1: `id` is "My Policy"; write it like disk-size-supported\.$/,
    );
  });

  test('in the schema', () => {
    expect(schema('{ properties: { disks: { items: { properties: { sizeGib: { maximum: 10 } } } } } }')).toBe(
      'my.yaml:7:57: `sizeGib` is no fact here. Did you mean "sizeGiB"?',
    );
    expect(schema('{ propertys: { name: { const: x } } }')).toBe(
      'my.yaml:7:11: `propertys` is no keyword that a policy may use. Did you mean "properties"?',
    );
    for (const keyword of [
      'required: [name]',
      'oneOf: [{ type: object }]',
      '$ref: "#"',
      'format: date',
      'additionalProperties: false',
    ]) {
      expect(schema(`{ ${keyword} }`)).toMatch(/is no keyword that a policy may use/);
    }
    expect(schema('{ properties: { name: true } }')).toMatch(/a schema is an object here/);
    expect(schema('{ properties: { name: { title: x } } }')).toMatch(/an empty schema says nothing/);
    expect(schema('{ properties: { name: { minimum: 3 } } }')).toMatch(
      /`minimum` does not fit: the fact is of type string/,
    );
    expect(schema('{ properties: { disks: { properties: { name: { const: x } } } } }')).toMatch(
      /`properties` does not fit: the fact is of type array/,
    );
    expect(schema('{ properties: { powerState: { const: runing } } }')).toMatch(
      /is none of the values: .*Did you mean "running"\?/,
    );
    expect(schema('{ properties: { agentNeed: { enum: [required, sometimes] } } }')).toMatch(
      /"sometimes" is none of the values/,
    );
    expect(schema('{ properties: { provisioningStuck: { const: "false" } } }')).toMatch(
      /the fact is never "false"/,
    );
    expect(schema('{ properties: { name: { const: null } } }')).toMatch(/the fact is never null/);
    expect(schema('{ properties: { name: { type: integer } } }')).toMatch(/never of type "integer"/);
    expect(schema('{ properties: { name: { const: { a: 1 } } } }')).toMatch(/`const` takes/);
    expect(schema('{ properties: { disks: { minContains: 1 } } }')).toMatch(
      /says nothing without `contains`/,
    );
    expect(schema('{ then: { type: object } }')).toMatch(/says nothing without `if`/);
    expect(schema('{ if: { type: object } }')).toMatch(/says nothing without `then` or `else`/);
  });

  test('null under a keyword that lets it pass', () => {
    expect(
      schema('{ properties: { backupPolicy: { properties: { runsPerDay: { maximum: 1 } } } } }'),
    ).toMatch(/the fact can be null, which `properties` lets pass: also say `type`/);
    expect(
      schema(
        '{ properties: { backupPolicy: { type: object, properties: { instantRestoreDays: { maximum: 1 } } } } }',
      ),
    ).toMatch(/`maximum` lets pass/);
    expect(
      schema(
        '{ properties: { backupPolicy: { type: object, properties: { instantRestoreDays: { type: integer, maximum: 1 } } } } }',
      ),
    ).toBe('no mistake');
    expect(schema('{ properties: { osName: { const: ubuntu } } }')).toBe('no mistake');
  });

  test('patterns: linear, at most 200 characters, the same in RE2 and JavaScript', () => {
    expect(schema("{ properties: { name: { pattern: '^(a+)+$' } } }")).toBe('no mistake');
    expect(schema("{ properties: { name: { pattern: '(?=a)' } } }")).toMatch(/the pattern is not accepted/);
    expect(schema("{ properties: { name: { pattern: '(?i)a' } } }")).toMatch(/the pattern is not accepted/);
    expect(schema(`{ properties: { name: { pattern: '${'a'.repeat(201)}' } } }`)).toMatch(
      /at most 200 characters/,
    );
  });

  test('it is checked against the objects that the places can give', () => {
    const level = (when: string) => mistake(file({ levels: `[{ when: ${when}, level: note }]` }));
    expect(level('{ properties: { it: { properties: { sizeGiB: { maximum: 5 } } } } }')).toBe('no mistake');
    expect(level('{ properties: { powerState: { const: running } } }')).toBe('no mistake');
    expect(level('{ properties: { it: { properties: { powerState: { const: running } } } } }')).toMatch(
      /`powerState` is no fact here/,
    );
    expect(level('{ properties: { it: { properties: { sizeGib: { maximum: 5 } } } } }')).toMatch(
      /Did you mean "sizeGiB"\?/,
    );
    expect(schema('{ properties: { it: { type: object } } }')).toMatch(/`it` is no fact here/);
    const chosen =
      '{ anyOf: [{ properties: { name: { const: x } } }, { properties: { size: { const: y } } }] }';
    const chosenLevel = (when: string) =>
      mistake(file({ schema: chosen, message: 'm', levels: `[{ when: ${when}, level: note }]` }));
    expect(chosenLevel('{ properties: { it: { properties: { location: { const: x } } } } }')).toBe(
      'no mistake',
    );
    expect(chosenLevel('{ properties: { it: { properties: { sku: { const: x } } } } }')).toMatch(
      /`sku` is no fact here/,
    );
  });

  test('in the message', () => {
    expect(mistake(file({ message: 'Disk {nam}' }))).toMatch(/`\{nam\}` is no fact. Did you mean "name"\?/);
    expect(mistake(file({ message: '"{/disks/0/nam}"' }))).toMatch(/`\{\/disks\/0\/nam\}` is no fact/);
    for (const [message, stray] of [
      ['Disk {name has', '{name has'],
      ['Disk {disk name}.', '{disk name}'],
      ['Disk name} is', '} is'],
    ] as const)
      expect(mistake(file({ message }))).toContain(`\`${stray}\` is no placeholder; those are {value}, `);
    expect(mistake(file({ message: '"{powerState} {/disks/0/name} {value}"' }))).toBe('no mistake');
  });
});

describe('a policy from a pull request', () => {
  test('cannot blow up by aliases', () => {
    const lines = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefg'.split('').map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${'abcdef'[index] ?? 'a'}`)
            .join(', ')}]`,
      ),
    ];
    expect(mistake(lines.join('\n'))).toMatch(/is no policy: Excessive alias count/);
  });

  test('cannot be endless', () => {
    expect(mistake(file({ help: 'x'.repeat(300_000) }))).toMatch(/is larger than 256 KiB/);
  });

  test('cannot reach prototypes', () => {
    expect(schema('{ properties: { __proto__: { const: x } } }')).toMatch(/no fact here|empty|takes/);
    expect(schema('{ properties: { constructor: { const: x } } }')).toMatch(/`constructor` is no fact here/);
  });
});
