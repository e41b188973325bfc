import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import * as azure from '../estate/rows.js';
import { COLLECTED, TAKEN_AT } from '../estate/inventory.js';
import { temporaryFolder } from '../temporary.js';
import { backupLint, backupLintUnread } from './run.js';

const ENABLED = SHIPPED_POLICIES.filter(({ enabled }) => enabled);

const folder = temporaryFolder();
const S = '11111111-1111-1111-1111-111111111111';
const vm = { subscription: S, group: 'rg', name: 'vm' };

const header = { backupLintInventory: 1, source: { kind: 'azure', takenAt: TAKEN_AT, collected: COLLECTED } };
const inventory = (name: string, ...lines: unknown[]) =>
  folder.write(name, [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));

const healthyRows = [
  azure.subscription(S),
  azure.vm(vm),
  azure.instanceView(vm),
  azure.disk(vm, 'vm-os'),
  azure.nic(vm, 'vm-nic'),
  azure.recoveryVault(S),
  azure.backupPolicy(S, 'p', { type: 'V1' }),
  azure.protectedItem(vm, 'p'),
  azure.collection(vm, { points: 1 }),
];
const healthy = inventory('healthy.ndjson', ...healthyRows);
const warning = inventory('warning.ndjson', ...healthyRows, azure.extension(vm, 'bad', 'Failed'));
const failing = inventory(
  'failing.ndjson',
  ...healthyRows,
  azure.lock(`/subscriptions/${S}`, 'freeze', 'ReadOnly'),
);
const nothing = inventory('nothing.ndjson', azure.subscription(S));
const gap = {
  gap: { what: 'microsoft.authorization/locks', scope: `/subscriptions/${S}`, reason: 'forbidden' },
};
const incomplete = inventory('incomplete.ndjson', ...healthyRows, gap);
const undecided = folder.write(
  'undecided.json',
  JSON.stringify([{ id: azure.vmId(vm), type: 'Microsoft.Compute/virtualMachines' }]),
);

const scan = (file: string, ...flags: string[]) => backupLint(['scan', '--inventory', file, ...flags]);

describe('exit codes', () => {
  test.each([
    ['nothing wrong', healthy, [], 0],
    ['a warning below the limit', warning, [], 0],
    ['a warning at the limit', warning, ['--fail-on', 'warning'], 1],
    ['a warning above the limit', warning, ['--fail-on', 'note'], 1],
    ['an error', failing, [], 1],
    ['an error that does not matter', failing, ['--fail-on', 'none'], 0],
    ['no VM', nothing, [], 3],
    ['no VM, allowed', nothing, ['--allow-empty'], 0],
    ['no VM in scope', healthy, ['--vm', 'other'], 3],
    ['nothing could be decided', undecided, ['--policy', 'vm-not-read-only'], 3],
    ['incomplete', incomplete, [], 4],
    ['incomplete, allowed', incomplete, ['--allow-incomplete'], 0],
    ['incomplete, but not for this policy', incomplete, ['--policy', 'disk-size-supported'], 0],
    [
      'incomplete with findings',
      inventory('both.ndjson', ...healthyRows, gap, azure.disk(vm, 'vm-os', { size: 70000 })),
      [],
      1,
    ],
    [
      'empty and incomplete',
      inventory('none.ndjson', { gap: { what: '*', scope: '/', reason: 'interrupted' } }),
      [],
      3,
    ],
    [
      'empty, allowed, and incomplete',
      inventory('none2.ndjson', { gap: { what: '*', scope: '/', reason: 'interrupted' } }),
      ['--allow-empty'],
      4,
    ],
  ])('%s', (_, file, flags, code) => {
    const ran = scan(file, ...flags);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code,
      stderr: code < 3 && file !== nothing ? '' : expect.any(String),
    });
  });

  test('why it is not 0 is told on stderr', () => {
    expect(scan(nothing).stderr).toBe(
      'Nothing was checked: no VM is in scope. --allow-empty accepts that.\n',
    );
    expect(scan(incomplete).stderr).toMatch(/^The scan is incomplete/);
  });

  test('a VM or group that was chosen and is not there is told, whatever the exit code', () => {
    const ran = scan(healthy, '--vm', 'vm', '--vm', 'vm,other', '--quiet', '-o', 'json');
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe('No VM was found for "vm,other": check --vm and --resource-group.\n');
    expect((JSON.parse(ran.stdout) as Report).judged).toMatchObject({ notFound: ['vm,other'] });
  });
});

describe('outputs', () => {
  test('several at once; files whole, results on stdout, notes on stderr', () => {
    const json = join(folder.path, 'out.json');
    const sarif = join(folder.path, 'out:1.sarif');
    const ran = scan(failing, '--output', 'text', '-o', `json:${json}`, '-o', `sarif:${sarif}`);
    expect(ran.stdout).toContain('1 of 1 protected VM will fail its next backup.');
    expect(ran.stderr).toBe(`Wrote ${json}.\nWrote ${sarif}.\n`);
    const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
    expect(report.summary).toMatchObject({ subjects: 1, failing: 1, policies: ENABLED.length });
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('two runs give the same bytes', () => {
    for (const format of ['json', 'sarif', 'text'])
      expect(scan(failing, '-o', format).stdout).toBe(scan(failing, '-o', format).stdout);
  });

  test('--taken-at moves now', () => {
    const report = JSON.parse(
      scan(healthy, '-o', 'json', '--taken-at', '2027-01-01T00:00:00Z').stdout,
    ) as Report;
    expect(report.source.takenAt).toBe('2027-01-01T00:00:00.000Z');
  });

  test('colour: never in a pipe, unless it is forced; NO_COLOR wins', () => {
    const colored = (env: Record<string, string>) =>
      backupLint(['scan', '--inventory', failing], { env }).stdout.includes('\u001b[');
    expect(colored({})).toBe(false);
    expect(colored({ FORCE_COLOR: '1' })).toBe(true);
    expect(colored({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  test('a place that cannot be written is told before anything else, and nothing is left behind', () => {
    const missing = scan(failing, '-o', `json:${join(folder.path, 'no', 'where.json')}`);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toMatch(
      /^backup-lint: .*where.json cannot be written: its folder does not exist\.\n$/,
    );
    expect(scan(failing, '-o', `json:${folder.path}`).stderr).toMatch(/cannot be written: it is a directory/);
    const broken = scan(join(folder.path, 'no-inventory'), '-o', `json:${join(folder.path, 'never.json')}`);
    expect(broken.code).toBe(2);
    expect(existsSync(join(folder.path, 'never.json'))).toBe(false);
  });

  test.each([
    [
      ['-o', 'jsn'],
      'backup-lint: --output jsn: there is no format "jsn". Did you mean "json"?\n  Formats are text, json, sarif, markdown, github, junit, sarif-audit.\n',
    ],
    [
      ['-o', 'text, json:a.json'],
      'backup-lint: --output text, json:a.json: that is more than one output.\n  Give each a flag, or a line, of its own.\n',
    ],
    [
      ['-o', 'json:a.json,text'],
      'backup-lint: --output json:a.json,text: that is more than one output.\n  Give each a flag, or a line, of its own.\n',
    ],
    [['-o', 'json:'], 'backup-lint: --output json:: the file name is missing after the colon.\n'],
    [
      ['-o', 'json', '-o', 'text'],
      'backup-lint: Two --output flags write to stdout.\n  Give all but one a FILE of its own: FORMAT:FILE.\n',
    ],
    [
      ['-o', 'json:a', '-o', 'text:./a'],
      'backup-lint: Two --output flags write to ./a.\n  Give all but one a FILE of its own: FORMAT:FILE.\n',
    ],
  ])('%j', (flags, stderr) => expect(scan(healthy, ...flags)).toEqual({ code: 2, stdout: '', stderr }));
});

describe('wrong usage', () => {
  test.each([
    [[], 'Say what to do.'],
    [['scna'], 'Unknown argument: scna. Did you mean "scan"?'],
    [['scan'], 'Say what to scan.'],
    [['scan', '--inventroy', 'x'], 'Unknown argument: inventroy. Did you mean "inventory"?'],
    [['scan', '--inventory'], '--inventory takes a value.'],
    [['scan', '--vm='], '--vm takes a value.'],
    [['collect', '--tenant'], 'Say where to write: --out FILE.'],
    [['diff', 'old.json'], 'Two JSON reports are to be given, OLD and NEW.'],
    [['explain'], 'Say what to explain: a policy or an error code of Azure Backup.'],
    [['test-policies'], 'Name the folder of the policies.'],
    [['scan', '--inventory', 'a', '--inventory', 'b'], '--inventory can be given once.'],
    [
      ['scan', '--inventory', 'a', '--fail-on', 'eror'],
      '--fail-on eror: it can be error, warning, note, none. Did you mean "error"?',
    ],
    [['scan', '--inventory', 'a', '--no-fail-on'], '--fail-on false: it can be error, warning, note, none.'],
    [['scan', '--inventory', 'a', '--quiet', '--verbose'], '--quiet and --verbose exclude each other.'],
    [
      ['scan', '--inventory', 'a', '--policy', 'vm-agent-redy'],
      'There is no policy "vm-agent-redy". Did you mean "vm-agent-ready"?',
    ],
    [
      ['scan', '--inventory', 'a', '--policy', 'vm-agent-ready', '--skip-policy', 'vm-agent-ready'],
      'No policy is left to run.',
    ],
    [['scan', '--inventory', 'a', '--taken-at', 'yesterday'], '--taken-at yesterday is no date.'],
    [
      ['scan', '--inventory', 'a', '--backup-service-object-id', 'me'],
      '--backup-service-object-id me is no object id (a GUID).',
    ],
    [['scan', '--inventory', 'nowhere.json'], 'nowhere.json does not exist.'],
    // What stands behind `--` is a path, and is not left out without a word.
    [['scan', '--inventory', 'a', '--', 'nowhere'], 'nowhere does not exist.'],
    [['scan', '--', '--tenant'], '--tenant does not exist.'],
    [['explain', '--', 'x'], 'Only paths to scan can stand behind `--`: x.'],
    [['--', 'scan'], 'Only paths to scan can stand behind `--`: scan.'],
    [['scan', '--inventory', 'a', '--vm.x', 'b'], 'Unknown argument: vm.x.'],
    [['scan', '--inventory', 'a', '--policy.x', 'b'], 'Unknown argument: policy.x. Did you mean "policy"?'],
    [['scan', '--inventory', 'a', '--fail-on'], '--fail-on takes a value.'],
    // A flag of another command is not its own nearest word.
    [['scan', '--tenant', '--out', 'x'], 'Unknown argument: out.'],
    [
      ['explain', 'UserErrorRpCollectionLimit'],
      '"UserErrorRpCollectionLimit" is neither a policy nor an error code that backup-lint knows. Did you mean "UserErrorRpCollectionLimitReached"?',
    ],
  ])('%j', (args, message) => {
    const ran = backupLint(args, { cwd: folder.path });
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr.split('\n')[0]).toBe(`backup-lint: ${message}`);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe("policies of one's own", () => {
  const own = (name: string, text: string) => {
    const path = join(folder.path, name);
    mkdirSync(path, { recursive: true });
    folder.write(join(name, 'own.yaml'), text);
    return path;
  };
  const text = (id: string, maximum: number) => `
id: ${id}
title: Disks are small
subject: vm
level: error
precision: high
fails: next-backup
schema: { properties: { disks: { items: { properties: { sizeGiB: { maximum: ${maximum} } } } } } }
message: Disk {name} has {value} GiB
help: Make it smaller.
`;

  test('run beside the others', () => {
    const ran = scan(healthy, '--policies', own('good', text('small-disks', 64)), '-o', 'json');
    const report = JSON.parse(ran.stdout) as Report;
    expect(report.findings).toMatchObject([{ policy: 'small-disks', message: 'Disk vm-os has 128 GiB' }]);
    expect(report.summary.policies).toBe(ENABLED.length + 1);
  });

  test('a folder without policies, a mistake in one, an id that is taken', () => {
    mkdirSync(join(folder.path, 'empty'));
    expect(scan(healthy, '--policies', join(folder.path, 'empty'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no policy files'),
    });
    expect(scan(healthy, '--policies', join(folder.path, 'absent'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is no folder of policies'),
    });
    const bad = scan(
      healthy,
      '--policies',
      own('bad', text('small-disks', 64).replace('maximum', 'maximun')),
    );
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(
      /own\.yaml:8:\d+: `maximun` is no keyword that a policy may use\. Did you mean "maximum"\?/,
    );
    const taken = scan(healthy, '--policies', own('taken', text('vm-agent-ready', 64)));
    expect(taken).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has the policy id "vm-agent-ready", and so has backup-lint itself'),
    });
  });
});

describe('the other commands', () => {
  test.each(['scan', 'collect', 'diff', 'policies', 'explain', 'test-policies'])(
    'the help of %s fits 100 columns, and is plain ASCII, by whose length it is laid out',
    (command) => {
      const { code, stdout } = backupLint([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^[\x20-\x7e\n]+$/);
      expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    },
  );

  test('the help says of each flag what it does in that command', () => {
    const helpOf = (command: string) => backupLint([command, '--help']).stdout.replace(/\s+/g, ' ');
    const collect = helpOf('collect');
    expect(collect).toContain('--vm the calls of --deep only for this VM, by name or id');
    expect(collect).toContain('--taken-at what counts as now (default: now)');
    expect(collect).not.toMatch(/findings only|the inventory says it|leave out VMs/);
    expect(helpOf('scan')).toMatch(/--baseline .* fail on new findings only; --no-baseline: none/);
  });

  test('--version, --help, policies', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(backupLint(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const help = backupLint(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('backup-lint scan --inventory FILE');
    expect(help.stdout).toContain('Exit codes:');
    const list = backupLint(['policies']).stdout.trim().split('\n');
    expect(list.map((line) => line.split(' ')[0])).toEqual(SHIPPED_POLICIES.map(({ id }) => id));
  });

  test('the title of a policy from a pull request is shown as text', () => {
    const policies = readFileSync(join('policies', 'vm-agent-ready.yaml'), 'utf8')
      .replace(/^id: .*$/m, 'id: own')
      .replace(/^title: .*$/m, 'title: "\\e[2J"');
    mkdirSync(join(folder.path, 'escape'));
    folder.write('escape/own.yaml', policies);
    const { code, stdout } = backupLint(['policies', '--policies', join(folder.path, 'escape')]);
    expect(code).toBe(0);
    expect(stdout).toContain('\\u001b[2J');
    expect(stdout).not.toContain('\u001b');
  });

  test('what an inventory says of its requests is shown as text', () => {
    const source = { ...header.source, requests: { '\u009b2J##[error]': 1 } };
    const lines = [{ ...header, source }, ...healthyRows].map((line) => JSON.stringify(line));
    const { stderr } = scan(folder.write('requests.ndjson', lines.join('\n')), '--verbose');
    expect(stderr).toContain('\\u009b2J');
    expect(stderr).not.toMatch(/\u009b|##\[/);
  });

  test('an output does not overwrite the inventory, by whatever name', () => {
    const file = inventory('precious.ndjson', ...healthyRows);
    const before = readFileSync(file, 'utf8');
    for (const name of [file, relative('.', file)]) {
      const { code, stderr } = scan(file, '-o', `json:${name}`);
      expect(code).toBe(2);
      expect(stderr).toContain('would overwrite what is scanned.');
    }
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('an output does not overwrite a parameter file', () => {
    const [template, file] = [folder.write('main.json', '{}'), folder.write('precious.json', '{}')];
    const { code, stderr } = backupLint(['scan', template, '--parameters', file, '-o', `json:${file}`]);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('would overwrite') });
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  describe('nothing that is read is overwritten', () => {
    const refused = (args: readonly string[], what: string, cwd = folder.path) => {
      const { code, stderr } = backupLint(args, { cwd });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`would overwrite ${what}.`),
      });
    };

    test('a template in a folder that is scanned; an output of before may be', () => {
      mkdirSync(join(folder.path, 'infra'));
      const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
      const template = JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources: [] });
      folder.write(join('infra', 'main.json'), template);
      const sources = ['main.tf', 'main.tofu', 'more.tf.json'];
      for (const name of sources) folder.write(join('infra', name), '{}');
      for (const name of ['main.json', ...sources])
        refused(['scan', 'infra', '-o', `json:infra/${name}`], 'what is scanned');
      expect(readFileSync(join(folder.path, 'infra', 'main.json'), 'utf8')).toBe(template);
      const outputs = ['json', 'sarif', 'junit', 'markdown'].flatMap((each) => [
        '-o',
        `${each}:infra/out.${each}`,
      ]);
      for (const _ of ['first', 'again'])
        expect(backupLint(['scan', 'infra', ...outputs], { cwd: folder.path }).code).toBe(0);
    });

    test('an output of before that names a file as templates name their schema may be', () => {
      mkdirSync(join(folder.path, 'named'));
      const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
      const template = { $schema: schema, contentVersion: '1.0.0.0', resources: [] };
      folder.write(join('named', 'deploymentTemplate.json'), JSON.stringify(template));
      const paths = ['named', 'named/deploymentTemplate.json'];
      for (const _ of ['first', 'again']) {
        const ran = backupLint(['scan', ...paths, '-o', 'json:named/out.json'], { cwd: folder.path });
        expect(ran).toMatchObject({ code: 0, stderr: 'Wrote named/out.json.\n' });
      }
      folder.write(join('named', 'broken.json'), `{ "$schema": "${schema}",`);
      refused(['scan', 'named', '-o', 'json:named/broken.json'], 'what is scanned');
    });

    test('the configuration, found or named; the file of a cloud', () => {
      mkdirSync(join(folder.path, 'configured'));
      const cwd = join(folder.path, 'configured');
      folder.write(join('configured', '.backup-lint.yaml'), 'fail-on: none\n');
      folder.write(join('configured', 'other.yaml'), 'fail-on: none\n');
      const cloud = { name: 'X', resourceManager: 'https://x.example', authority: 'https://x.example' };
      const more = {
        graph: 'https://x.example',
        resourceManagerAudience: 'x',
        graphAudience: 'x',
        backupAppId: null,
      };
      folder.write(join('configured', 'cloud.json'), JSON.stringify({ ...cloud, ...more }));
      const file = relative(cwd, inventory('seen.ndjson', ...healthyRows));
      const scanned = ['scan', '--inventory', file, '-o'];
      refused([...scanned, 'text:.backup-lint.yaml'], 'the configuration', cwd);
      refused([...scanned, 'text:other.yaml', '--config', 'other.yaml'], 'the configuration', cwd);
      refused(['collect', '--tenant', '--out', '.backup-lint.yaml'], 'the configuration', cwd);
      const live = ['--tenant', '--cloud', 'cloud.json'];
      refused(['collect', ...live, '--out', './cloud.json'], 'the file of the cloud', cwd);
      refused(['scan', ...live, '-o', 'json:cloud.json'], 'the file of the cloud', cwd);
    });

    test('the earlier report, but by a JSON report, which is one too; what is compared', () => {
      const file = inventory('again.ndjson', ...healthyRows);
      expect(scan(file, '-o', `json:${join(folder.path, 'last.json')}`).code).toBe(0);
      const scanned = ['scan', '--inventory', file, '--baseline', 'last.json', '-o'];
      refused([...scanned, 'sarif:last.json'], 'the earlier report');
      refused(['diff', 'last.json', 'last.json', '-o', 'text:last.json'], 'what is compared');
      expect(backupLint([...scanned, 'json:last.json'], { cwd: folder.path }).code).toBe(0);
    });
  });

  const onUnix = process.platform === 'win32' ? test.skip : test;
  onUnix('a policy that is no file is refused, not waited for', () => {
    mkdirSync(join(folder.path, 'devices'));
    symlinkSync('/dev/zero', join(folder.path, 'devices', 'own.yaml'));
    const { code, stderr } = backupLint(['policies', '--policies', join(folder.path, 'devices')]);
    expect(code).toBe(2);
    expect(stderr).toContain(`own.yaml is no file.`);
  });

  const onFull = process.platform === 'linux' ? test : test.skip;
  onFull(
    'a full disk behind stdout is told, and is no finding; one behind stderr is no reason to fail',
    () => {
      const run = (redirection: string) =>
        spawnSync('sh', ['-c', `"$0" dist/cli.js policies ${redirection}`, process.execPath], {
          encoding: 'utf8',
        });
      expect(run('>/dev/full')).toMatchObject({
        status: 2,
        stderr: 'backup-lint: The output cannot be written (ENOSPC).\n',
      });
      expect(run('2>/dev/full')).toMatchObject({ status: 0 });
    },
  );

  test('explain a policy and an error code by any of its names, whatever the letter case', () => {
    expect(backupLint(['explain', 'VM-Agent-Ready'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('vm-agent-ready: '),
    });
    for (const name of ['UserErrorVmNotFoundV2', 'usererrorvmnotfoundv2', '320001'])
      expect(backupLint(['explain', name]).stdout).toContain('protected-vm-exists');
  });
});

test('a file that may not be read', () => {
  const secret = folder.write('secret.json', '[]');
  chmodSync(secret, 0);
  const ran = scan(secret);
  // root may read everything: then the file is a list without resources
  expect([
    [2, expect.stringContaining('permission denied')],
    [3, expect.stringContaining('Nothing was checked')],
  ]).toContainEqual([ran.code, ran.stderr]);
});

test('names in messages cannot drive the terminal', () => {
  const evil = folder.write('evil\u001b[2J.json', '[');
  expect(scan(evil).stderr).not.toContain('\u001b');
});

test('a reader that closes the pipe early changes no exit code', async () => {
  expect(await backupLintUnread(['scan', '--inventory', failing, '--policies', folder.path])).toBe(2);
  expect(await backupLintUnread(['scan', '--inventory', failing])).toBe(1);
  expect(await backupLintUnread(['scan', '--inventory', nothing])).toBe(3);
});
