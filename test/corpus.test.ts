import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../src/model/report.js';
import { UserError } from '../src/model/user-error.js';
import * as corpus from './corpus/bodies.js';
import { KEYS, OTHER_ROWS, type Expectation } from './corpus/expectation.js';
import { JOINED } from './corpus/joined-bodies.js';
import {
  findingsIn,
  foundOf,
  inLowerCase,
  judge,
  judgeAll,
  lower,
  unknownOf,
  unknownsIn,
  type Judged,
} from './corpus/reports.js';
import { REFUSED, SHAPES } from './corpus/shapes.js';
import { SINGLE } from './corpus/single-bodies.js';
import { temporaryFolder } from './temporary.js';

/**
 * What Azure really answered, as others recorded it. The data is not part of the repository: where the folder is
 * absent (a clone elsewhere), there is nothing to test with, and the tests are skipped, not passed.
 */
const describeCorpus = corpus.isThere ? describe : describe.skip;
if (!corpus.isThere) console.warn(`There is no corpus, its tests are skipped: ${corpus.CORPUS}`);

/** For JSON.parse. */
const withoutInstanceView = (key: string, value: unknown) => (key === 'instanceView' ? undefined : value);

const idsOf = (vms: readonly corpus.RawVm[]) => lower(vms.map(({ id }) => id));

describeCorpus('every body alone', () => {
  let judged: readonly Judged[] = [];
  let refused: readonly string[] = [];
  let crashed: readonly string[] = [];
  beforeAll(async () => {
    ({ judged, refused, crashed } = await judgeAll());
  }, 60_000);

  const withVms = () => judged.filter(({ vms }) => vms.length > 0);

  test('is judged, or refused with a clear error', () => {
    expect(crashed).toEqual([]);
    expect(judged.length).toBeGreaterThanOrEqual(1300);
    expect(refused.length).toBeGreaterThanOrEqual(100);
    expect(withVms().length).toBeGreaterThanOrEqual(360);
  });

  test.each(REFUSED)('%s is refused', async (file, message) => {
    const attempt = judge(corpus.pathOf(`${file}.json`));
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });

  test('every VM in it is judged by every policy, and nothing else is', () => {
    for (const { file, vms, report } of judged) {
      const { subjects, policies, outcomes } = report.summary;
      const sum = outcomes.pass + outcomes.fail + outcomes.notApplicable + outcomes.unknown;
      expect([file, subjects, sum]).toEqual([file, vms.length, vms.length * policies]);
      const told = [...report.findings, ...report.unknowns].flatMap((entry) => entry.subjects);
      expect(idsOf(vms)).toEqual(expect.arrayContaining([...new Set(lower(told))]));
    }
  });

  test('what is not in it is not known, for the reason that the file does not say it', () => {
    for (const { report } of judged) {
      expect(report.summary.complete).toBe(true);
      expect(report.gaps).toEqual([]);
      for (const { reason, needs } of report.unknowns) {
        expect(['not-in-source', 'undetermined']).toContain(reason);
        expect(needs).toBeUndefined();
      }
    }
  });

  // No instance view in a file without our header is not-in-source. powerStateOf() says instead that
  // Azure does not tell whether the VM runs.
  test('an agent that is not known is so because the file has no instance view', () => {
    for (const { file, vms, report } of withVms()) {
      if (vms.some(({ properties }) => properties.instanceView !== undefined)) continue;
      const entries = report.unknowns.filter(({ policy }) => policy === 'vm-agent-ready');
      expect([file, ...entries.map(({ reason }) => reason)]).toEqual([file, 'not-in-source']);
    }
  });

  test('no VM is known to be protected, or not to be', () => {
    for (const { report } of withVms())
      expect(report.summary).toMatchObject({ protected: null, failing: null });
  });

  test('policies about backup items, restore points and locks neither pass nor fail', () => {
    for (const { file, vms, report } of judged) {
      for (const policy of OTHER_ROWS) {
        expect([file, policy, unknownOf(report, policy)]).toEqual([file, policy, idsOf(vms)]);
        expect(foundOf(report, policy)).toEqual([]);
      }
    }
  });

  test('an extension can have failed, but never are all known to have succeeded', () => {
    for (const { file, vms, report } of judged)
      expect([file, unknownOf(report, 'vm-extensions-succeeded')]).toEqual([file, idsOf(vms)]);
    expect(judged.flatMap(({ report }) => foundOf(report, 'vm-extensions-succeeded'))).toHaveLength(1);
  });

  // An ephemeral disk can have no Azure Disk Encryption (https://learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks).
  test('key vaults are not known while a managed disk was not read', () => {
    for (const { file, vms, report } of withVms()) {
      const managed = vms.filter(({ properties }) => {
        const disk = properties.storageProfile?.osDisk;
        return disk?.vhd === undefined && disk?.diffDiskSettings?.option !== 'Local';
      });
      for (const policy of KEYS) {
        expect([file, unknownOf(report, policy)]).toEqual([file, idsOf(managed)]);
        expect(foundOf(report, policy)).toEqual([]);
      }
    }
  });

  test('no VM gets an error: without its backup policy nobody knows whether it needs the agent', () => {
    const findings = judged.flatMap(({ report }) => report.findings);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(findings.length).toBeGreaterThanOrEqual(60);
  });

  const { isRunning, isReady, isOld, isNotProvisioned, forbidsExtensions } = corpus;
  test.each<[policy: string, where: string, shows: (vm: corpus.RawVm) => boolean, least: number]>([
    ['vm-agent-ready', 'the agent is not ready', (vm) => !isReady(vm), 30],
    ['vm-agent-version', 'the version is old', isOld, 30],
    // Unset is true.
    ['vm-agent-provisioned', 'provisionVMAgent is false', (vm) => isNotProvisioned(vm) && !isReady(vm), 1],
    ['vm-extension-operations-allowed', 'they are forbidden', forbidsExtensions, 1],
  ])('%s fires exactly where the VM runs and %s', (policy, _, shows, least) => {
    let count = 0;
    for (const { file, vms, report } of judged) {
      const expected = idsOf(vms.filter((vm) => isRunning(vm) && shows(vm)));
      count += expected.length;
      expect([file, foundOf(report, policy)]).toEqual([file, expected]);
    }
    expect(count).toBeGreaterThanOrEqual(least);
  });

  test('every finding is about something that the body names, and is told once', () => {
    for (const { text, report } of judged) {
      const names = text.toLowerCase();
      for (const { resourceId } of report.findings) expect(names).toContain(resourceId.toLowerCase());
      const prints = report.findings.map(({ fingerprint }) => fingerprint);
      expect(new Set(prints).size).toBe(prints.length);
    }
  });
});

describeCorpus('the bodies of one recording together', () => {
  const folder = temporaryFolder();
  const scanLines = (lines: readonly string[]) => judge(folder.write('recording', `${lines.join('\n')}\n`));
  const recordings = new Map<string, string[]>();
  const reports = new Map<string, Report>();

  beforeAll(async () => {
    for (const body of corpus.allBodies().filter(({ file }) => !/^(psrule|rest)/.test(file))) {
      const line = corpus.lineOf(body);
      const isInventory = await scanLines([line]).then(
        () => true,
        () => false,
      );
      if (isInventory) recordings.set(body.source, [...(recordings.get(body.source) ?? []), line]);
    }
    for (const [source, lines] of recordings) reports.set(source, await scanLines(lines));
  }, 60_000);

  test('are judged', () => {
    const withVms = [...reports.values()].filter(({ summary }) => summary.subjects > 0);
    expect(withVms.length).toBeGreaterThanOrEqual(130);
    expect(withVms.filter(({ summary }) => summary.protected === 1).length).toBeGreaterThanOrEqual(5);
  });

  test('an error is told only of a VM that is known to be protected under a backup policy', () => {
    const errors = [...reports].filter(([, { summary }]) => summary.findings.error > 0);
    expect(errors.length).toBeGreaterThanOrEqual(5);
    for (const [source, { summary }] of errors) {
      expect([source, summary.failing]).toEqual([source, 1]);
      expect(recordings.get(source)?.join('\n')).toMatch(
        /"type":"Microsoft.RecoveryServices\/vaults\/backupPolicies"/,
      );
    }
  });

  // No recording shows a VM in state Failed, or the time at which a change began that has not ended.
  test('no VM is told to be stuck because its last change succeeded long ago', () => {
    expect(
      [...reports].filter(([, report]) => foundOf(report, 'vm-provisioning-succeeded').length > 0),
    ).toEqual([]);
  });

  test('without instance views a static or second address is a note, and nothing is told of agents', async () => {
    const told: string[] = [];
    for (const lines of recordings.values()) {
      const blind = lines
        .filter((line) => !line.includes('/instanceview"'))
        .map((line) => JSON.stringify(JSON.parse(line, withoutInstanceView)));
      if (blind.length === 0) continue;
      const { findings } = await scanLines(blind);
      told.push(...findings.map(({ policy, level }) => `${policy} ${level}`));
    }
    expect(new Set(told)).toEqual(new Set(['guest-dhcp note']));
    expect(told.length).toBeGreaterThanOrEqual(4);
  }, 60_000);

  test('the letter case of ids changes nothing', async () => {
    for (const [source, lines] of recordings) {
      const shouted = lines.map((line, index) =>
        index % 2 === 0 ? line : line.replace(/"\/subscriptions\/[^"]*"/gi, (id) => id.toUpperCase()),
      );
      const report = await scanLines(shouted);
      expect([source, inLowerCase(report)]).toEqual([source, inLowerCase(reports.get(source)!)]);
    }
  }, 60_000);
});

describeCorpus('chosen bodies', () => {
  const folder = temporaryFolder();
  const bodies = new Map<string, corpus.Body>();
  beforeAll(() => corpus.allBodies().forEach((body) => bodies.set(body.file, body)));

  const lineIn = (file: string) => corpus.lineOf(bodies.get(`${file}.json`)!);
  const scanLines = (lines: readonly string[], at: string) =>
    judge(folder.write('bodies', `${lines.join('\n')}\n`), at);

  for (const [group, expectations] of [SINGLE, SHAPES, JOINED].flatMap(
    Object.entries<readonly Expectation[]>,
  )) {
    for (const { name, files, at, found = [], unknown, protected: counts } of expectations) {
      test(`${group}: ${name}`, async () => {
        const report = await scanLines(files.map(lineIn), at);
        expect(findingsIn(report)).toEqual([...found].sort());
        expect(unknownsIn(report)).toEqual([...unknown].sort());
        const { protected: safe, failing } = report.summary;
        expect([safe, failing]).toEqual(counts ?? [null, null]);
      });
    }
  }

  describe('a last backup that failed (one field of a real item changed)', () => {
    const edited = (file: string, changes: object) =>
      JSON.stringify(
        JSON.parse(lineIn(`azure-cli/${file.replace('#', 'test_backup_archive')}`), (key, value: object) =>
          key === 'properties' ? { ...value, ...changes } : value,
        ),
      );
    const message = async (job: object) => {
      const lines = [
        edited('vm/#.clitest-vm000003.iv', {}),
        edited('rsv-backupprotecteditems/#.backupProtectedItems', { lastBackupStatus: 'Failed' }),
        edited('rsv-backupjobs/#.74f04da1-241d-4b5e-bfa6-ee406a89f120', job),
      ];
      const report = await scanLines(lines, '2024-04-29');
      expect(findingsIn(report)).toEqual(['last-backup-succeeded error clitest-vm000003 next-backup']);
      return report.findings[0]?.message;
    };

    // The item's health says 400239, "Backup pre-check status of this virtual machine is OK."
    test('is not explained by a pre-check that is fine', async () => {
      expect(await message({})).not.toMatch(/400239|is OK/);
    });

    test('is not explained by a restore that failed', async () => {
      const errorDetails = [{ errorCode: 520512, errorString: 'Restore failed.' }];
      const job = { operation: 'Restore', status: 'Failed', errorDetails };
      expect(await message(job)).not.toContain('Restore failed');
    });
  });
});
