import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../src/model/report.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';
import { backupLint } from './cli/run.js';

const FILE = 'examples/contoso/inventory.ndjson';
const scan = (...flags: string[]) =>
  backupLint(['scan', '--inventory', FILE, '--allow-incomplete', ...flags]);

/** What the comments in scripts/contoso.ts promise: policy, level, the thing to repair, the VMs it affects. */
const EXPECTED = [
  'disk-size-supported error file02-data: file02',
  'key-vault-backup-access error kv-sql-none: sql01',
  'key-vault-trusted-services error kv-sql-closed: sql04',
  'last-backup-succeeded error dev04: dev04',
  'one-backup-per-day error twice-a-day: rep03',
  'restore-point-count error rep01: rep01',
  'restore-point-group-unlocked error keep-backups: db01 db02 db03',
  'vm-agent-provisioned error app07: app07',
  'vm-agent-ready error app01: app01',
  'vm-agent-ready error app07: app07',
  'vm-agent-ready error net01: net01',
  'vm-agent-ready error net02: net02',
  'vm-agent-version error app05: app05',
  'vm-extension-operations-allowed error app09: app09',
  'vm-provisioning-succeeded error etl01: etl01',
  'disk-size-supported warning file01-data: file01',
  'encrypted-disk-size-supported warning file03-data: file03',
  'guest-dhcp warning net01: net01',
  'key-vault-backup-access warning kv-sql-key: sql03',
  'no-backup-in-progress warning dev02: dev02',
  'protection-active warning dev05: dev05',
  'restore-point-group-unlocked warning keep: dev06',
  'vm-agent-ready warning app02: app02',
  'vm-agent-ready warning jump01: jump01',
  'vm-agent-version warning app06: app06',
  'vm-extensions-succeeded warning CustomScript: etl04',
  'vm-not-read-only warning freeze: dev01',
  'vm-provisioning-succeeded warning etl02: etl02',
  'wire-server-reachable warning nsg-closed: net02',
  'guest-dhcp note jump02: jump02',
  'restore-point-count note rep02: rep02',
];

const nameOf = (id: string) => id.slice(id.lastIndexOf('/') + 1);

describe('the example estate', () => {
  const ran = scan('-o', 'json');
  const report = JSON.parse(ran.stdout) as Report;

  test('shows every fault that is in it, and none of the look-alikes', () => {
    const found = report.findings.map(
      ({ policy, level, resourceId, subjects }) =>
        `${policy} ${level} ${nameOf(resourceId)}: ${subjects.map(nameOf).join(' ')}`,
    );
    expect(found).toEqual(EXPECTED);
    expect(ran.code).toBe(1);
  });

  // guest-agent-kept reads what only infrastructure files hold.
  test('reaches every policy that test/catalogue.test.ts does not reach from rows', () => {
    const catalogue = readFileSync('test/catalogue.test.ts', 'utf8');
    const found = new Set(report.findings.map(({ policy }) => policy));
    const others = SHIPPED_POLICIES.filter(
      ({ id, enabled }) => enabled && !found.has(id) && id !== 'guest-agent-kept',
    );
    expect(others.filter(({ id }) => !catalogue.includes(`'${id}`))).toEqual([]);
  });

  test('counts VMs, not findings; the managed worker is no VM of ours', () => {
    // 44 VMs without worker01. Unprotected: the second web01, dev05, jump01, jump02, build01.
    // Will fail: app01, app05, app07, app09, net01, net02 (agent), etl01, sql01, sql04, file02, rep01, dev04.
    expect(report.summary).toMatchObject({ subjects: 44, protected: 39, failing: 12, complete: false });
  });

  test('tells what stays open, and why', () => {
    const open = report.unknowns.map(({ policy, reason, needs, subjects }) =>
      [
        policy,
        reason,
        needs ?? '',
        subjects.length > 9 ? subjects.length : subjects.map(nameOf).join(' '),
      ].join(' | '),
    );
    expect(open).toEqual([
      'disk-exclusion-encryption | not-requested | --deep | file03 sql01 sql02 sql03 sql04',
      // Every protected VM: Resource Graph does not tell which disks are left out.
      'disk-exclusion-valid | not-requested | --deep | 39',
      'provider-registered | not-requested | --deep | a0000000-0000-4000-8000-000000000003',
      'vm-agent-ready | undetermined |  | dev08',
      'vm-agent-ready | not-requested | --deep | net03',
      'vm-agent-version | undetermined |  | app01 app02 app07 net01 net02 dev08 jump01',
      'vm-agent-version | not-requested | --deep | net03',
      'vm-extension-operations-allowed | undetermined |  | app10',
      'vm-provisioning-succeeded | undetermined |  | etl03',
    ]);
    expect(report.gaps).toMatchObject([{ what: '*', reason: 'notVisible' }]);
  });
});

test('the README shows what the demo prints', () => {
  const shown = /```text\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  const printed = scan('--fail-on', 'none').stdout;
  const parts = shown.split(/^…$/m).map((part) => part.trim());
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(printed).toContain(part);
});
