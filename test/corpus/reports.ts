import { readFileSync } from 'node:fs';
import { openInventoryFile } from '../../src/collect/inventory-file.js';
import type { Report } from '../../src/model/report.js';
import { UserError } from '../../src/model/user-error.js';
import { scan } from '../../src/scan.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { allBodies, pathOf, vmsIn, type RawVm } from './bodies.js';

/** Later than everything in the corpus, so that no VM is young. */
const LATER = '2026-01-01T00:00:00Z';

/** The policies that the expectations in this folder are about; test/corpus-catalogue.test.ts is about all others. */
const FIRST = new Set([
  'disk-size-supported',
  'encrypted-disk-size-supported',
  'guest-dhcp',
  'key-vault-backup-access',
  'key-vault-trusted-services',
  'last-backup-succeeded',
  'no-backup-in-progress',
  'one-backup-per-day',
  'restore-point-count',
  'restore-point-group-unlocked',
  'vm-agent-provisioned',
  'vm-agent-ready',
  'vm-agent-version',
  'vm-extension-operations-allowed',
  'vm-extensions-succeeded',
  'vm-not-read-only',
  'vm-provisioning-succeeded',
  'wire-server-reachable',
]);

const [first, others] = [
  SHIPPED_POLICIES.filter(({ id }) => FIRST.has(id)),
  SHIPPED_POLICIES.filter(({ id }) => !FIRST.has(id)),
];

/** Judges a file by the first policies. */
export async function judge(path: string, takenAt = LATER): Promise<Report> {
  return scan({ inventory: await openInventoryFile(path, takenAt), policies: first });
}

/** Judges a file by all other policies, those that are off by default included. */
export async function judgeByOthers(path: string): Promise<Report> {
  return scan({ inventory: await openInventoryFile(path, LATER), policies: others });
}

/** A body that was scanned alone. */
export interface Judged {
  readonly file: string;
  readonly text: string;
  readonly vms: readonly RawVm[];
  readonly report: Report;
}

/** Scans every body alone. */
export async function judgeAll(judgeOne: (path: string) => Promise<Report> = judge) {
  const judged: Judged[] = [];
  const refused: string[] = [];
  const crashed: string[] = [];
  for (const { file } of allBodies()) {
    try {
      const report = await judgeOne(pathOf(file));
      const text = readFileSync(pathOf(file), 'utf8');
      judged.push({ file, text, vms: vmsIn(text), report });
    } catch (error) {
      (error instanceof UserError ? refused : crashed).push(`${file}: ${String(error)}`);
    }
  }
  return { judged, refused, crashed };
}

export const lower = (ids: Iterable<string>) => [...ids].map((id) => id.toLowerCase()).sort();

/** The VMs of which a policy is not known. */
export const unknownOf = (report: Report, policy: string) =>
  lower(report.unknowns.flatMap((entry) => (entry.policy === policy ? entry.subjects : [])));

/** The VMs that a policy finds something about. */
export const foundOf = (report: Report, policy: string) =>
  lower(report.findings.flatMap((finding) => (finding.policy === policy ? finding.subjects : [])));

/** What must not depend on the letter case of ids. */
export function inLowerCase({ summary, findings, unknowns }: Report) {
  return {
    summary,
    findings: findings.map(({ fingerprint, level, subjects }) => [fingerprint, level, lower(subjects)]),
    unknowns: unknowns.map(({ policy, reason, subjects }) => [policy, reason, lower(subjects)]),
  };
}

const nameOf = (id: string) => id.slice(id.lastIndexOf('/') + 1);

/** The findings as the expectations write them. */
export const findingsIn = ({ findings }: Report) =>
  findings
    .map(({ policy, level, resourceId, fails }) => `${policy} ${level} ${nameOf(resourceId)} ${fails}`)
    .sort();

/** The policies that are not known, with the names of the VMs where it is not so of all. */
export function unknownsIn({ summary, unknowns }: Report): string[] {
  const policies = [...new Set(unknowns.map(({ policy }) => policy))];
  const told = policies.map((policy) => {
    const vms = unknowns.filter((entry) => entry.policy === policy).flatMap(({ subjects }) => subjects);
    return vms.length === summary.subjects ? policy : [policy, ...vms.map(nameOf)].join(' ');
  });
  return told.sort();
}
