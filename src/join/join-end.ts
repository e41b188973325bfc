import { lowerId, subscriptionOf } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import { SUBJECT_TYPES, type Subject, type SubjectKind } from '../model/subject.js';
import { backupPolicySubjectOf } from './backup/backup-policy-subject.js';
import type { WholeScan } from './join-slice.js';
import { Knowledge } from './knowledge.js';
import { placeOfIn } from './locate.js';
import { byId } from './order.js';
import { at, lowerTextOf } from './read.js';
import { Shown } from './shown.js';
import { subjectOf, type FindRow, type Tree } from './to-subject.js';
import type { Totals } from './backup/totals.js';
import { vaultOf } from './backup/vault.js';

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
  const findRow: FindRow = (type, id) => shared.get(type, id);
  const subject = (kind: SubjectKind, tree: Tree): Subject => {
    const isOfFile = findRow(SUBJECT_TYPES[kind], lowerId(String(tree.id)))?.sighting !== undefined;
    const made = subjectOf(kind, tree, findRow, scan.planned ? new Shown(findRow, isOfFile) : undefined);
    return scan.planned ? { ...made, placeOf: placeOfIn(kind, tree, findRow) } : made;
  };
  for (const row of wants('backupPolicy') ? rowsOf(scan, totals, TYPES.backupPolicy) : []) {
    if (!isForVms(row)) continue;
    const tree = backupPolicySubjectOf(row, totals.protectedVms(knowledge, row, POLICY_LIMIT));
    yield subject('backupPolicy', tree);
  }
  for (const row of wants('vault') ? rowsOf(scan, totals, TYPES.recoveryVault) : []) {
    const tree = vaultOf(row, totals.ofVault(knowledge, row));
    yield subject('vault', tree);
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
