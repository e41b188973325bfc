import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import type { Log } from 'sarif';
import type { Report } from '../../src/model/report.js';
import { changed, estate, RESOURCES } from '../collect/files/terraform/estate.js';
import { planOf } from '../collect/files/terraform/plan.js';
import { temporaryFolder } from '../temporary.js';
import { cliOnNode24, commandsIn, hasNode24, runStep, type Job } from './run.js';

const folder = temporaryFolder();
const INVENTORY = join(import.meta.dirname, '../../examples/contoso/inventory.ndjson');
const read = (path = '') => readFileSync(path, 'utf8');
const reportOf = ({ outputs }: Job) => JSON.parse(read(outputs['json-file'])) as Report;

/** A change with a disk that is too large, the template of a VM, and a file that is broken. */
const DISK = changed(RESOURCES.disk, { disk_size_gb: 70_000 });
const INFRA = {
  'infra/tfplan.json': JSON.stringify(planOf({ resources: estate({ disk: DISK }) }), null, 2),
  'infra/main.tf': 'resource "azurerm_managed_disk" "data" {\n  disk_size_gb = 70000\n}\n',
};
const BROKEN = {
  'infra/broken.json': `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [`,
};

describe('the bundle of the action, as a runner runs it', () => {
  const step = { inputs: { inventory: INVENTORY, 'fail-on': 'error' } };
  const jobs = Promise.all([
    runStep(folder.path, step),
    hasNode24() ? runStep(folder.path, { ...step, node24: true }) : undefined,
    hasNode24() ? cliOnNode24(['scan', '--inventory', INVENTORY, '-o', 'json'], folder.path) : undefined,
  ]);

  test('outputs, summary, log; nothing in the scan is taken for a command', async () => {
    const [job] = await jobs;
    const { summary, findings } = reportOf(job);
    expect(job).toMatchObject({ code: 1, stderr: '' });
    expect(job.outputs).toEqual({
      'sarif-file': expect.stringMatching(/\/temp\/backup-lint-\w+\/backup-lint\.sarif$/) as unknown,
      'json-file': expect.stringMatching(/\/temp\/backup-lint-\w+\/backup-lint\.json$/) as unknown,
      errors: String(summary.findings.error),
      warnings: String(summary.findings.warning),
      notes: String(summary.findings.note),
      new: String(findings.length),
      failing: '12',
      complete: 'false',
      'exit-code': '1',
    });
    expect(summary.findings.error).toBeGreaterThan(10);
    expect(job.summary).toContain('**12 of 39 protected VMs will fail their next backup.');
    expect(Buffer.byteLength(job.summary)).toBeLessThan(900_000);
    expect(job.log).toContain('ERROR restore-point-group-unlocked');
    // Findings that have no line in a file are in the summary, not beside the code.
    expect(commandsIn(job.log).map(({ command, properties }) => [command, properties])).toEqual([
      ['warning', 'title=backup-lint%3A incomplete'],
      ['notice', 'title=backup-lint'],
    ]);
  }, 60_000);

  test('the same on Node 24, and the command line too', async () => {
    const [here, there, cli] = await jobs;
    if (there === undefined || cli === undefined) return;
    const plain = ({ log }: Job) => log.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'guid');
    expect(there).toMatchObject({ code: 1, stderr: '', summary: here.summary });
    expect(plain(there)).toBe(plain(here));
    const json = read(here.outputs['json-file']);
    expect(read(there.outputs['json-file'])).toBe(json);
    expect(cli).toMatchObject({ code: 1, stdout: json });
  }, 60_000);

  test("Microsoft's validator, with the rules of GitHub, has nothing against the SARIF", async () => {
    const [job] = await jobs;
    const good = read(job.outputs['sarif-file']);
    const bad = good.replace(/"uri": ?"azure\/subscriptions/, '"uri":"https://azure/subscriptions');
    expect(bad).not.toBe(good);
    const rules = refusedBy(folder.write('good.sarif', good), folder.write('bad.sarif', bad));
    if (rules === undefined) return;
    // The second shows that the rules are on.
    expect(rules[0]).toEqual([]);
    expect(rules[1]).toContain('GH1005');
  }, 60_000);
});

/** The rules of GitHub that its validator has off by default (sarif-sdk, docs/multitool-usage.md). */
const OFF = [
  'GH1001.ProvideRequiredLocationProperties',
  'GH1003.ProvideRequiredRegionProperties',
  'GH1005.LocationsMustBeRelativeUrisOrFilePaths',
];

/**
 * The rules by which the SARIF multitool refuses each file; undefined where it cannot run. What it exits with says
 * nothing.
 */
function refusedBy(...files: readonly string[]): string[][] | undefined {
  const name = `@microsoft/sarif-multitool-${process.platform}/package.json`;
  const tool = join(dirname(createRequire(import.meta.url).resolve(name)), 'Sarif.Multitool');
  // npm does not unpack it as a program.
  if (existsSync(tool)) chmodSync(tool, 0o755);
  const on = OFF.map((rule) => [`${rule}.Options`, { RuleEnabled: 'Error' }]);
  const config = folder.write('ghas.json', JSON.stringify(Object.fromEntries(on)));
  const output = join(folder.path, 'validated.sarif');
  const flags = ['--rule-kind', 'Sarif;Ghas', '--config', config, '--output', output];
  const ran = spawnSync(tool, ['validate', ...files, ...flags, '--log', 'ForceOverwrite'], {
    encoding: 'utf8',
    // Without it the tool needs ICU, which a bare machine lacks.
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  });
  if (ran.error !== undefined || !ran.stdout.includes(`Done. ${files.length} files scanned.`)) {
    console.warn(
      `The SARIF multitool does not run here; its check is skipped. ${ran.error?.message ?? ran.stderr}`,
    );
    return undefined;
  }
  const { runs } = JSON.parse(read(output)) as Log;
  const errors = runs.flatMap(({ results = [] }) => results).filter(({ level }) => level === 'error');
  return files.map((file) => {
    const its = errors.filter(({ locations }) =>
      locations?.[0]?.physicalLocation?.artifactLocation?.uri?.endsWith(basename(file)),
    );
    return [...new Set(its.map(({ ruleId = '', rule }) => (rule?.id ?? ruleId).replace(/\/.*$/, '')))];
  });
}

describe('files of a pull request', () => {
  const jobs = Promise.all([
    runStep(folder.path, { inputs: { paths: 'infra\n' }, files: INFRA }),
    runStep(folder.path, {
      inputs: { paths: 'infra', outputs: 'text\nsarif:out/a.sarif\n', 'step-summary': 'false' },
      files: { ...INFRA, ...BROKEN, 'out/x': '' },
    }),
    runStep(folder.path, { inputs: { paths: 'docs' }, files: { 'docs/readme.md': '' } }),
  ]);

  test('a finding stands on its line', async () => {
    const [job] = await jobs;
    const [first] = commandsIn(job.log);
    expect(first).toMatchObject({ command: 'error' });
    expect(first?.properties).toMatch(/^file=infra\/main\.tf,line=2,col=3,title=disk-size-supported/);
    expect(job.code).toBe(1);
    expect(job.summary).toContain('<code>infra/main.tf:2</code>');
    const { runs } = JSON.parse(read(job.outputs['sarif-file'])) as Log;
    const uris = runs[0]?.results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(uris).toContain('infra/main.tf');
  }, 60_000);

  test('a file that cannot be read is an error on its line; outputs go where they are told', async () => {
    const [, job] = await jobs;
    expect(job.code).toBe(2);
    expect(commandsIn(job.log)[0]).toMatchObject({ command: 'error' });
    expect(commandsIn(job.log)[0]?.properties).toMatch(/^file=infra\/broken\.json,line=1,col=\d+,title=/);
    expect(job.outputs).toMatchObject({ 'exit-code': '2', complete: 'false' });
    expect(job.outputs['sarif-file']).toMatch(/\/work\/out\/a\.sarif$/);
    expect(read(job.outputs['sarif-file'])).toContain('infra/main.tf');
    expect(job.summary).toBe('');
  }, 60_000);

  test('nothing to scan is no all-clear', async () => {
    const [, , job] = await jobs;
    expect(job).toMatchObject({ code: 3, outputs: { 'exit-code': '3', complete: 'false' } });
    expect(commandsIn(job.log)[0]?.message).toMatch(/^Nothing was checked.*allow-empty/);
  }, 60_000);

  test('nor where a waiver ends the scan first: what is uploaded then would close every alert', async () => {
    const config = [
      'strict-waivers: true',
      'waivers: [{policy: guest-dhcp, reason: r, until: 2020-12-31}]',
      '',
    ].join('\n');
    const files = { 'docs/readme.md': '', '.backup-lint.yaml': config };
    const job = await runStep(folder.path, { inputs: { paths: 'docs' }, files });
    expect(job).toMatchObject({ code: 1, outputs: { 'exit-code': '1', complete: 'false' } });
    expect(
      commandsIn(job.log).map(({ command, properties, message }) => [command, properties, message]),
    ).toEqual([
      ['error', 'title=backup-lint', expect.stringMatching(/^Nothing was checked/)],
      [
        'error',
        'file=.backup-lint.yaml,line=2,col=11,title=backup-lint%3A strict-waivers',
        'The waiver of guest-dhcp for ** (.backup-lint.yaml:2) ended on 2020-12-31.',
      ],
      ['notice', 'title=backup-lint', expect.any(String)],
    ]);
  }, 60_000);

  test('with redact no id is left in what is told of a broken file', async () => {
    const id = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
    const files = { [`infra/${id}.json`]: BROKEN['infra/broken.json'] };
    const job = await runStep(folder.path, { inputs: { paths: 'infra', redact: 'true' }, files });
    expect(job.code).toBe(2);
    expect(commandsIn(job.log)[0]?.message).toContain('no JSON');
    expect(job.log + job.summary).not.toContain(id);
  }, 60_000);
});
