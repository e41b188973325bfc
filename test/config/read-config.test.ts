import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkWaivers } from '../../src/config/check-waivers.js';
import type { Config } from '../../src/config/config.js';
import { findConfig } from '../../src/config/find-config.js';
import { readConfig } from '../../src/config/read-config.js';
import { judgeWith, sourceWith } from '../../src/config/with-config.js';
import { UserError } from '../../src/model/user-error.js';
import { applySettings } from '../../src/policies.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
let made = 0;

/** A repository with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = join(folder.path, `repository-${++made}`);
  mkdirSync(join(root, '.git'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const read = async (text: string, files: Readonly<Record<string, string>> = {}): Promise<Config> => {
  const root = repository({ '.backup-lint.yaml': text, ...files });
  return readConfig({ path: join(root, '.backup-lint.yaml'), root }, root);
};

const refusal = async (config: Promise<unknown>): Promise<string> => {
  const error: unknown = await config.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error('not refused', { cause: error });
  return error.message;
};

const FULL = `# yaml-language-server: $schema=./config.schema.json
scope:
  management-group: corp
  resource-groups: [rg-a]
  vms: [vm-1]
  protected-only: true
policies:
  vm-agent-ready: warning
  guest-dhcp: off
policy-folders: [rules]
outputs: [text, "json:out/report:1.json"]
fail-on: warning
baseline: last.json
deep: false
cloud: AzureUSGovernment
backup-service-object-id: 11111111-1111-1111-1111-111111111111
redact: true
strict-waivers: true
allow-empty: true
allow-incomplete: true
longest-waiver: 90d
waivers:
  - policy: vm-agent-ready
    resource: "**/vm-1"
    reason: is being replaced
    until: 2026-12-31
    owner: ops
  - { resource: /subscriptions/1, reason: r, until: 2027-02-28 }
`;

test('everything that a file can say', async () => {
  const config = await read(FULL, { 'rules/a.yaml': '' });
  expect(config).toEqual({
    scope: { managementGroup: 'corp', resourceGroups: ['rg-a'], vms: ['vm-1'], protectedOnly: true },
    policies: [
      { policy: 'vm-agent-ready', setting: 'warning', where: '.backup-lint.yaml:8:3' },
      { policy: 'guest-dhcp', setting: 'off', where: '.backup-lint.yaml:9:3' },
    ],
    policyFolders: ['rules'],
    outputs: ['text', 'json:out/report:1.json'],
    failOn: 'warning',
    baseline: 'last.json',
    deep: false,
    cloud: 'AzureUSGovernment',
    backupServiceObjectId: '11111111-1111-1111-1111-111111111111',
    redact: true,
    strictWaivers: true,
    allowEmpty: true,
    allowIncomplete: true,
    longestWaiver: 90,
    waivers: [
      {
        policy: 'vm-agent-ready',
        resource: '**/vm-1',
        reason: 'is being replaced',
        until: '2026-12-31',
        owner: 'ops',
        place: { file: '.backup-lint.yaml', line: 23, column: 5 },
      },
      {
        policy: '*',
        resource: '/subscriptions/1',
        reason: 'r',
        until: '2027-02-28',
        place: { file: '.backup-lint.yaml', line: 28, column: 5 },
      },
    ],
  });
});

test.each([
  'scope: {subscriptions: [/subscriptions/AAAAAAAA-0000-4000-8000-000000000001/]}',
  'scope: {management-group: /providers/Microsoft.Management/managementGroups/corp-(1)}',
])('an id as Azure writes it: %s', async (text) => {
  expect(Object.values((await read(text)).scope)).toHaveLength(1);
});

test.each(['', '# nothing\n', '{}'])('a file that says nothing: %j', async (text) => {
  expect(await read(text)).toMatchObject({ policies: [], outputs: [], waivers: [], scope: {} });
});

describe('mistakes, with their place and the nearest right word', () => {
  const waiver = (changes: string) => `waivers:\n  - ${changes}\n`;
  test.each([
    ['polices: {}', '1:1', 'unknown key `polices`. Did you mean "policies"?'],
    ['scope:\n  vm: [a]', '2:3', '`scope` has an unknown key `vm`. Did you mean "vms"?'],
    ['policies:\n  guest-dhcp: warn', '2:3', '"warn"; it can be on, off, error, warning, note'],
    ['policies: {guest-dhcp: of}', '1:12', 'Did you mean "on" or "off"?'],
    ['outputs: [text, "json:a", sarif]', '1:27', 'this is the second output to stdout.'],
    ['outputs: ["json:a", "sarif:b/../a"]', '1:21', 'this is the second output to a.'],
    ['scope: {subscriptions: [prod]}', '1:25', '`scope.subscriptions.0` is "prod"; write it like 0000'],
    ['scope: {management-group: "a b"}', '1:9', 'write it like corp'],
    ['scope: {vms: [""]}', '1:15', '`scope.vms.0` is empty.'],
    ['fail-on: eror', '1:1', 'Did you mean "error"?'],
    ['outputs: [jsn]', '1:11', 'write it like text or json:backup-lint.json'],
    ['cloud: evil.json', '1:1', 'it can be AzureCloud, AzureUSGovernment, AzureChinaCloud'],
    ['scope: {tenant: true, subscriptions: []}', '1:9', '`subscriptions` and `tenant` exclude each other'],
    [waiver('{policy: guest-dhcp, until: 2026-12-31}'), '2:5', 'lacks `reason`'],
    [waiver('{policy: guest-dhcp, reason: r}'), '2:5', 'lacks `until`'],
    [waiver('{policy: guest-dhcp, reason: " ", until: 2026-12-31}'), '2:26', 'reason'],
    [waiver('{policy: guest-dhcp, reason: r, until: soon}'), '2:37', 'write it like 2026-12-31'],
    [waiver('{policy: guest-dhcp, reason: r, until: 2026-02-30}'), '2:37', 'there is no day 2026-02-30'],
    [waiver('{reason: r, until: 2026-12-31}'), '2:5', 'about every finding'],
    [waiver('{resource: "/**", reason: r, until: 2026-12-31}'), '2:5', 'about every finding'],
    ['scope: {vms: app}', '1:9', '`scope.vms` must be a list.'],
    ['deep: always', '1:1', '`deep` must be true or false.'],
    [
      'policies: {guest-dhcp: {level: note}}',
      '1:12',
      '`policies.guest-dhcp` is "{"level":"note"}"; it can be on,',
    ],
    ['policies: [guest-dhcp]', '1:1', '`policies` must be an object (`key: value`).'],
    ['waivers:\n# - policy: guest-dhcp', '1:1', '`waivers` is empty; it must be a list.'],
    ['baseline: 3', '1:1', '`baseline` must be a text: put it in quotes.'],
    ['longest-waiver: 90', '1:1', '`longest-waiver` is 90; write it like 90d.'],
    ['longest-waiver: 3 months', '1:1', 'write it like 90d'],
    ['waivers: [', '1:', 'is no YAML'],
    ['- a', '1:1', 'the configuration must be an object'],
    ['__proto__: {}', '1:1', 'unknown key `__proto__`'],
  ])('%j', async (text, place, words) => {
    const message = await refusal(read(text));
    expect(message).toContain(`.backup-lint.yaml:${place}`);
    expect(message).toContain(words);
  });

  test('a policy that there is not', async () => {
    const { policies, waivers } = await read(
      'policies: {vm-agent-redy: off}\nwaivers: [{policy: geust-dhcp, reason: r, until: 2026-12-31}]',
    );
    expect(() => applySettings(SHIPPED_POLICIES, policies)).toThrow(
      '.backup-lint.yaml:1:12: there is no policy "vm-agent-redy". Did you mean "vm-agent-ready"?',
    );
    expect(() => checkWaivers(waivers, SHIPPED_POLICIES)).toThrow(
      '.backup-lint.yaml:2:11: there is no policy "geust-dhcp". Did you mean "guest-dhcp"?',
    );
  });

  test.each(['constructor', '__proto__'])('a policy called %s', async (name) => {
    const { policies } = await read(`policies: {${name}: off}`);
    expect(() => applySettings(SHIPPED_POLICIES, policies)).toThrow(`there is no policy "${name}"`);
  });
});

describe('what it names stays in the repository', () => {
  const outside = join(folder.path, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret.yaml'), 'password: hunter2\n');

  test.each([
    ['outputs: ["json:/etc/cron.d/x"]', 'is absolute'],
    ['outputs: ["json:C:/x.json"]', 'is absolute'],
    ['outputs: ["json:\\\\\\\\host\\\\x"]', 'is absolute'],
    ['outputs: ["json:../x.json"]', 'leaves the repository'],
    ['outputs: ["json:a/../../x.json"]', 'leaves the repository'],
    ['outputs: ["text:.git/hooks/pre-commit"]', "is in Git's own folder"],
    ['outputs: ["text:.GIT/config"]', "is in Git's own folder"],
    ['outputs: ["text:sub/.git./config"]', "is in Git's own folder"],
    ['outputs: ["json:link/x.json"]', 'leaves the repository through a link'],
    ['outputs: ["json:nowhere"]', 'leaves the repository through a link'],
    ['outputs: ["text:git-link/hooks/x"]', "is in Git's own folder"],
    ['policy-folders: [..]', 'leaves the repository'],
    ['policy-folders: [link]', 'leaves the repository through a link'],
    ['policy-folders: [rules]', 'is a link out of the repository'],
    ['policy-folders: [own]', "into Git's own folder"],
    ['policy-folders: [missing]', 'is no folder that can be read'],
    ['baseline: link/secret.yaml', 'leaves the repository through a link'],
  ])('%s', async (text, words) => {
    const root = repository({ '.backup-lint.yaml': text, 'rules/a.yaml': '' });
    symlinkSync(outside, join(root, 'link'));
    symlinkSync(join(folder.path, 'missing'), join(root, 'nowhere'));
    symlinkSync('.git', join(root, 'git-link'));
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'rules', 'b.yaml'));
    mkdirSync(join(root, 'own'));
    writeFileSync(join(root, '.git', 'config'), '[core]\n');
    symlinkSync('../.git/config', join(root, 'own', 'c.yaml'));
    const message = await refusal(readConfig({ path: join(root, '.backup-lint.yaml'), root }, root));
    expect(message).toMatch(/^\.backup-lint\.yaml:1:\d+: /);
    expect(message).toContain(words);
  });

  test('a file that is itself a link to elsewhere is not read', async () => {
    const root = repository({});
    symlinkSync(join(outside, 'secret.yaml'), join(root, '.backup-lint.yaml'));
    const message = await refusal(findConfig(root));
    expect(message).toContain('is a link out of the repository');
  });

  test('a link within the repository is fine', async () => {
    const root = repository({ '.backup-lint.yaml': 'outputs: ["json:out/x.json"]', 'real/x': '' });
    symlinkSync('real', join(root, 'out'));
    const config = await readConfig({ path: join(root, '.backup-lint.yaml'), root }, root);
    expect(config.outputs).toEqual(['json:out/x.json']);
  });
});

describe('where it is found', () => {
  test('the nearest one up to the root of the repository, and no further', async () => {
    const root = repository({ '.backup-lint.yaml': '', 'a/.backup-lint.yml': '', 'a/b/c/x': '', 'd/x': '' });
    const at = async (from: string) => (await findConfig(join(root, from)))?.path;
    expect(await at('a/b/c')).toBe(join(root, 'a/.backup-lint.yml'));
    expect(await at('d')).toBe(join(root, '.backup-lint.yaml'));
    expect(await at('.')).toBe(join(root, '.backup-lint.yaml'));
    mkdirSync(join(root, 'd/inner/.git'), { recursive: true });
    expect(await at('d/inner')).toBeUndefined();
  });

  test('outside of a repository only here', async () => {
    const loose = join(folder.path, 'loose');
    mkdirSync(join(loose, 'sub'), { recursive: true });
    writeFileSync(join(loose, '.backup-lint.yaml'), '');
    expect((await findConfig(loose))?.root).toBe(loose);
    expect(await findConfig(join(loose, 'sub'))).toBeUndefined();
  });

  test('--config and --no-config', async () => {
    const root = repository({ '.backup-lint.yaml': '', 'ci/other.yaml': '' });
    expect(await findConfig(root, false)).toBeUndefined();
    expect(await findConfig(root, 'ci/other.yaml')).toEqual({ path: join(root, 'ci/other.yaml'), root });
    await expect(refusal(findConfig(root, ''))).resolves.toBe('--config takes a file.');
  });

  test('two of them are one too many', async () => {
    const root = repository({ '.backup-lint.yaml': '', '.backup-lint.yml': '' });
    expect(await refusal(findConfig(root))).toContain('and there is');
  });
});

describe('policies', () => {
  const [first, second, ...others] = SHIPPED_POLICIES.filter(({ enabled }) => enabled);
  if (first === undefined || second === undefined) throw new Error('no policies');
  const off = { ...second, enabled: false };
  const set = (policy: string, setting: 'on' | 'off' | 'note') =>
    applySettings([first, off, ...others], [{ policy, setting, where: 'f:1:1' }]);

  test('off, and on', () => {
    expect(set(first.id, 'off').filter(({ enabled }) => !enabled)).toHaveLength(2);
    expect(set(off.id.toUpperCase(), 'on').every(({ enabled }) => enabled)).toBe(true);
  });

  test('one level for all findings; it turns the policy on', () => {
    const changed = set(off.id, 'note').find(({ id }) => id === off.id);
    expect(changed).toMatchObject({ level: 'note', enabled: true });
    expect(changed?.levels.some((entry) => 'level' in entry)).toBe(false);
  });

  test('twice is a mistake', () => {
    const setting = { policy: first.id, setting: 'on', where: 'f:2:3' } as const;
    expect(() => applySettings(SHIPPED_POLICIES, [setting, setting])).toThrow('f:2:3');
  });
});

describe('flags win', () => {
  const none = {
    inventory: undefined,
    managementGroup: undefined,
    subscription: [],
    tenant: false,
    resourceGroup: [],
    vm: [],
    policies: [],
    policy: [],
    skipPolicy: [],
    output: [],
  };
  const config = () => read(FULL, { 'rules/a.yaml': '' });

  test('where they say nothing, the file speaks', async () => {
    expect(judgeWith(sourceWith(none, await config()), await config())).toMatchObject({
      managementGroup: 'corp',
      tenant: false,
      cloud: 'AzureUSGovernment',
      deep: false,
      protectedOnly: true,
      resourceGroup: ['rg-a'],
      vm: ['vm-1'],
      policies: ['rules'],
      output: ['text', 'json:out/report:1.json'],
      failOn: 'warning',
      redact: true,
      strictWaivers: true,
      allowEmpty: true,
    });
  });

  test('what they say replaces what the file says', async () => {
    const flags = {
      ...none,
      subscription: ['s'],
      cloud: 'AzureCloud',
      deep: true,
      protectedOnly: false,
      vm: ['other'],
      policies: ['mine'],
      output: ['sarif'],
      failOn: 'none' as const,
      redact: false,
      allowEmpty: false,
    };
    expect(judgeWith(sourceWith(flags, await config()), await config())).toMatchObject({
      ...flags,
      managementGroup: undefined,
      resourceGroup: ['rg-a'],
      policies: ['mine', 'rules'],
    });
  });

  test('--no-baseline takes back what the file says', async () => {
    const { baseline } = judgeWith({ ...none, baseline: false }, await config());
    expect(baseline).toBe(false);
  });

  test.each([{ inventory: 'f' }, { paths: ['main.tf'] }])('files need no cloud: %j', async (flags) => {
    const settled = sourceWith({ ...none, ...flags }, await config());
    expect(settled).toMatchObject({ managementGroup: undefined, cloud: undefined, deep: undefined });
    expect(settled.protectedOnly).toBe(true);
  });

  test('files laid over what exists are read from the cloud that the configuration names', async () => {
    const flags = { ...none, paths: ['main.tf'], subscription: ['s'] };
    expect(sourceWith(flags, await config())).toMatchObject({ cloud: 'AzureUSGovernment', deep: false });
  });

  test('without a file: the defaults', () => {
    expect(judgeWith(sourceWith(none))).toMatchObject({ failOn: 'error', redact: false, allowEmpty: false });
  });
});
