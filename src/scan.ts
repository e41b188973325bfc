import { scopeTest, type Scope } from './check/scope.js';
import { Verdicts } from './check/verdicts.js';
import { joiner } from './join/join.js';
import type { Inventory } from './model/inventory.js';
import type { Policy } from './model/policy.js';
import type { Judged, Report } from './model/report.js';
import type { Subject, SubjectKind } from './model/subject.js';
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
  const subjects: string[] = [];
  const judge = (subject: Subject) => {
    if (!isInScope(subject)) return;
    verdicts.judge(subject);
    subjects.push(subject.id);
  };
  for await (const slice of inventory.slices) for (const subject of join.slice(slice)) judge(subject);
  for (const subject of join.end()) judge(subject);
  return {
    formatVersion: 1,
    tool: TOOL,
    source: inventory.source,
    ...verdicts.result(inventory.gaps),
    gaps: inventory.gaps,
    judged: judgedOf(policies, subjects, scope),
    policies,
  };
}

/** The kinds of subject that the policies judge; VMs always, since the report counts them. */
function kindsOf(policies: readonly Policy[]): ReadonlySet<SubjectKind> {
  return new Set(['vm', ...policies.map(({ subject }) => subject)]);
}

function judgedOf(policies: readonly Policy[], subjects: readonly string[], scope: Scope): Judged {
  const { protectedOnly = false, resourceGroups = [], vms = [] } = scope;
  const only = {
    ...(protectedOnly ? { protected: true } : {}),
    ...(resourceGroups.length === 0 ? {} : { resourceGroups: inOrder(resourceGroups) }),
    ...(vms.length === 0 ? {} : { vms: inOrder(vms) }),
  };
  return {
    policies: policies.map(({ id }) => id),
    subjects: inOrder(subjects),
    ...(Object.keys(only).length === 0 ? {} : { only }),
  };
}

/** Ids or names in the order of their lower case. */
function inOrder(ids: readonly string[]): string[] {
  const keyed = ids.map((id) => [id.toLowerCase(), id] as const);
  return keyed.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)).map(([, id]) => id);
}
