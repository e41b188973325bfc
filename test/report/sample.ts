import type { Finding, Report } from '../../src/model/report.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';

const S = '/subscriptions/11111111-1111-1111-1111-111111111111';
const POINTS = `${S}/resourceGroups/AzureBackupRG_westeurope_1`;
const vm = (name: string, group = 'rg-a') =>
  `${S}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

const policyNamed = (id: string) => {
  const policy = SHIPPED_POLICIES.find((each) => each.id === id);
  if (policy === undefined) throw new Error(id);
  return policy;
};

export function finding(policy: string, changes: Partial<Finding>): Finding {
  const { level, precision, fails, title, errorCodes, help, links } = policyNamed(policy);
  return {
    policy,
    level,
    precision,
    fails,
    title,
    message: 'Something is wrong.',
    errorCodes,
    resourceId: vm('vm-1'),
    resourceType: 'microsoft.compute/virtualmachines',
    subjects: [vm('vm-1')],
    places: [{ path: '/agent/status', value: 'notReady', resourceId: vm('vm-1') }],
    fingerprint: 'f'.repeat(64),
    help,
    links,
    ...changes,
  };
}

/** A report with a finding of each kind, for every reporter. */
export const sample: Report = {
  formatVersion: 1,
  tool: { name: 'backup-lint', version: '0.1.0' },
  source: {
    kind: 'azure',
    cloud: 'AzureCloud',
    tenantId: '99999999-0000-0000-0000-000000000000',
    scope: { subscriptions: ['11111111-1111-1111-1111-111111111111'] },
    takenAt: '2026-11-22T02:00:00.000Z',
  },
  summary: {
    subjects: 5,
    protected: 4,
    failing: 1,
    policies: SHIPPED_POLICIES.length,
    complete: false,
    findings: { error: 2, warning: 0, note: 1 },
    outcomes: { pass: 80, fail: 3, notApplicable: 5, unknown: 2 },
    backups: { confirmed: 0, predicted: 1, unexplained: 0 },
  },
  findings: [
    finding('restore-point-group-unlocked', {
      level: 'error',
      message: `Lock keep (CanNotDelete) on ${POINTS} holds restore points of vm-1.`,
      resourceId: `${POINTS}/providers/Microsoft.Authorization/locks/keep`,
      resourceType: 'microsoft.authorization/locks',
      subjects: ['vm-1', 'vm-2', 'vm-3', 'vm-4'].map((name) => vm(name)),
      places: [
        {
          path: '/locks/0/blocksCleanUp',
          value: true,
          resourceId: `${POINTS}/providers/Microsoft.Authorization/locks/keep`,
        },
      ],
      fingerprint: 'a'.repeat(64),
    }),
    finding('vm-agent-ready', { message: 'The VM agent of vm-1 is not ready.', fingerprint: 'b'.repeat(64) }),
    finding('guest-dhcp', {
      level: 'note',
      message: 'vm-\u001b[31m1\u202e](https://evil.example) has a static address.\nSecond line.',
      resourceId: vm('vm [1] é%', 'rg (x)'),
      subjects: [vm('vm [1] é%', 'rg (x)')],
      places: [{ path: '/guestDhcp', value: 'unseen', resourceId: vm('vm [1] é%', 'rg (x)') }],
      fingerprint: 'c'.repeat(64),
    }),
  ],
  unknowns: [
    {
      policy: 'key-vault-backup-access',
      reason: 'unreadable',
      detail: 'microsoft.keyvault/vaults could not be read.',
      subjects: [vm('vm-2')],
    },
    {
      policy: 'vm-agent-ready',
      reason: 'not-requested',
      detail: 'The agent is only in the instance view.',
      needs: '--deep',
      subjects: [vm('vm-3'), vm('vm-4')],
    },
    {
      policy: 'vm-agent-version',
      reason: 'not-requested',
      detail: 'The agent is only in the instance view.',
      needs: '--deep',
      subjects: [vm('vm-3')],
    },
  ],
  gaps: [{ what: 'microsoft.keyvault/vaults', scope: S, reason: 'forbidden', detail: 'no Reader' }],
  backups: {
    confirmed: [],
    predicted: [{ subject: vm('vm-1'), findings: ['b'.repeat(64)] }],
    unexplained: [],
  },
  judged: {
    policies: SHIPPED_POLICIES.map(({ id }) => id),
    subjects: [vm('vm [1] é%', 'rg (x)'), ...['vm-1', 'vm-2', 'vm-3', 'vm-4'].map((name) => vm(name))],
  },
  policies: SHIPPED_POLICIES,
};

/** A report without anything to tell. */
export const empty: Report = {
  ...sample,
  summary: {
    ...sample.summary,
    complete: true,
    failing: 0,
    findings: { error: 0, warning: 0, note: 0 },
    outcomes: { pass: 90, fail: 0, notApplicable: 0, unknown: 0 },
    backups: { confirmed: 0, predicted: 0, unexplained: 0 },
  },
  findings: [],
  unknowns: [],
  gaps: [],
  backups: { confirmed: [], predicted: [], unexplained: [] },
};
