import { scopeTest, type Scope } from './check/scope.js';
import { Verdicts } from './check/verdicts.js';
import { joiner } from './join/join.js';
import type { Inventory } from './model/inventory.js';
import type { Policy } from './model/policy.js';
import type { Report } from './model/report.js';
import type { SubjectKind } from './model/subject.js';
import { TOOL } from './model/tool.js';

/** What a scan judges and by what. */
export interface ScanOptions {
  readonly inventory: Inventory;
  readonly policies: readonly Policy[];
  readonly scope?: Scope | undefined;
  /** The object id of the Backup Management Service, where the inventory does not have it. */
  readonly backupServiceObjectId?: string | undefined;
}

/** Joins and judges an inventory, one slice in memory at a time, and reports what it found. */
export async function scan(options: ScanOptions): Promise<Report> {
  const { inventory, policies, scope = {}, backupServiceObjectId } = options;
  const verdicts = new Verdicts(policies);
  const join = joiner(inventory, { backupServiceObjectId, kinds: kindsOf(policies) });
  const isInScope = scopeTest(scope);
  for await (const slice of inventory.slices) {
    for (const subject of join.slice(slice)) {
      if (isInScope(subject)) verdicts.judge(subject);
    }
  }
  for (const subject of join.end()) {
    if (isInScope(subject)) verdicts.judge(subject);
  }
  return {
    formatVersion: 1,
    tool: TOOL,
    source: inventory.source,
    ...verdicts.result(inventory.gaps),
    gaps: inventory.gaps,
    policies,
  };
}

/** The kinds of subject that the policies judge; VMs always, since the report counts them. */
function kindsOf(policies: readonly Policy[]): ReadonlySet<SubjectKind> {
  return new Set(['vm', ...policies.map(({ subject }) => subject)]);
}
