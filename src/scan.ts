import { factsWantedBy } from './check/facts-wanted.js';
import { ScopeTest, type Scope } from './check/scope.js';
import { Verdicts } from './check/verdicts.js';
import { withOrigins } from './check/finding-origin.js';
import { joiner, type Joiner } from './join/join.js';
import { lowerId } from './model/arm-id.js';
import { IdList, inOrder } from './model/id-list.js';
import type { Row } from './model/row.js';
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
  const { inventory, policies, scope = {} } = options;
  const judging = new Judging(inventory, options);
  const before =
    inventory.before && new Judging({ ...inventory, ...inventory.before, planned: false }, options);
  const declared = new Set<string>();
  for await (const slice of inventory.slices) {
    if (inventory.planned === true) for (const id of declaredIn(slice.resources)) declared.add(id);
    judging.judge(judging.join.slice(slice));
    if (slice.partial !== true)
      before?.judge(before.join.slice({ ...slice, resources: slice.before ?? slice.resources }));
  }
  judging.judge(judging.join.end());
  before?.judge(before.join.end());
  for (const id of declaredIn(inventory.shared)) declared.add(id);
  const found = judging.verdicts.result(inventory.gaps);
  const findings =
    inventory.planned === true
      ? withOrigins(found.findings, before?.verdicts.result([]).findings, (id) => declared.has(id))
      : found.findings;
  return {
    formatVersion: 1,
    tool: TOOL,
    source: inventory.source,
    ...found,
    findings,
    gaps: inventory.gaps,
    judged: judgedOf(policies, judging, scope),
    policies,
  };
}

/** One inventory in the course of being judged. */
class Judging {
  readonly verdicts: Verdicts;
  readonly join: Joiner;
  readonly subjects = new IdList();
  readonly scope: ScopeTest;

  constructor(inventory: Inventory, { policies, scope = {}, backupServiceObjectId }: ScanOptions) {
    this.verdicts = new Verdicts(policies);
    const [kinds, vmFacts] = [kindsOf(policies), factsWantedBy(policies, 'vm')];
    this.join = joiner(inventory, { backupServiceObjectId, kinds, vmFacts });
    this.scope = new ScopeTest(scope);
  }

  judge(subjects: Iterable<Subject>): void {
    for (const subject of subjects) {
      if (!this.scope.holds(subject)) continue;
      this.verdicts.judge(subject);
      this.subjects.add(subject.id);
    }
  }
}

/** The lower-cased ids, and labels, of what infrastructure files declare. */
function* declaredIn(rows: Iterable<Row>): Generator<string> {
  for (const { id, sighting } of rows) if (sighting !== undefined) yield lowerId(sighting.label ?? id);
}

/** The kinds of subject that the policies judge; VMs always, since the report counts them. */
function kindsOf(policies: readonly Policy[]): ReadonlySet<SubjectKind> {
  return new Set(['vm', ...policies.map(({ subject }) => subject)]);
}

function judgedOf(policies: readonly Policy[], judging: Judging, scope: Scope): Judged {
  const { protectedOnly = false, resourceGroups = [], vms = [] } = scope;
  const notFound = inOrder(judging.scope.notFound);
  const only = {
    ...(protectedOnly ? { protected: true } : {}),
    ...(resourceGroups.length === 0 ? {} : { resourceGroups: inOrder(resourceGroups) }),
    ...(vms.length === 0 ? {} : { vms: inOrder(vms) }),
  };
  return {
    policies: policies.map(({ id }) => id),
    subjects: judging.subjects,
    ...(notFound.length === 0 ? {} : { notFound }),
    ...(Object.keys(only).length === 0 ? {} : { only }),
  };
}
