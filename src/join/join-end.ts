import { lowerId, subscriptionOf } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import type { Subject } from '../model/subject.js';
import { backupPolicySubjectOf } from './backup-policy-subject.js';
import type { WholeScan } from './join-slice.js';
import { Knowledge } from './knowledge.js';
import { byId } from './order.js';
import { at, lowerTextOf } from './read.js';
import { subjectOf } from './to-subject.js';
import type { Totals } from './totals.js';
import { vaultOf } from './vault.js';

/**
 * A backup policy protects at most 100 VMs (https://learn.microsoft.com/azure/backup/backup-support-matrix); from so
 * many on the number is told though it may be larger.
 */
const POLICY_LIMIT = 100;

/** The subjects that need what all slices told: vaults and backup policies. */
export function* joinEnd(scan: WholeScan): Generator<Subject> {
  const { shared, wants, totals } = scan;
  if (totals === undefined) return;
  const knowledge = new Knowledge(scan.declaration, undefined);
  const hasRow = (type: string, id: string) => shared.get(type, id) !== undefined;
  for (const row of wants('backupPolicy') ? rowsOf(scan, totals, TYPES.backupPolicy) : []) {
    if (!isForVms(row)) continue;
    const tree = backupPolicySubjectOf(row, totals.protectedVms(knowledge, row, POLICY_LIMIT));
    yield subjectOf('backupPolicy', TYPES.backupPolicy, tree, hasRow);
  }
  for (const row of wants('vault') ? rowsOf(scan, totals, TYPES.recoveryVault) : []) {
    const tree = vaultOf(row, totals.ofVault(knowledge, row));
    yield subjectOf('vault', TYPES.recoveryVault, tree, hasRow);
  }
}

/**
 * The rows to judge, by id. Vaults are read from the whole tenant: those out of scope that protect nothing in it are
 * left out.
 */
function rowsOf({ shared, declaration }: WholeScan, totals: Totals, type: string): Row[] {
  const knowledge = new Knowledge(declaration, undefined);
  const all = [...shared.ofType(type).values()].sort(byId);
  if (!declaration.declared) return all;
  return all.filter((row) => {
    const subscription = subscriptionOf(lowerId(row.id));
    return totals.isUsed(row) || subscription === undefined || knowledge.inScope(subscription);
  });
}

/** Vaults hold backup policies for other things too: SQL, file shares. */
function isForVms({ properties }: Row): boolean {
  const management = lowerTextOf(at(properties, 'backupManagementType'));
  return typeof management !== 'string' || management === 'azureiaasvm';
}
