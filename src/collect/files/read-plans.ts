import { lowerId } from '../../model/arm-id.js';
import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import type { Addition } from '../addition.js';
import { problemOf, type FileProblem } from './file-problem.js';
import type { JsonText } from './json-text.js';
import type { PlanReader } from './look-at-files.js';
import { rivalsIn } from './rivals.js';

interface ReadPlan {
  readonly plan: JsonText;
  readonly rows: readonly Row[];
  readonly additions: readonly Addition[];
  /** The lower-cased ARM ids of what the plan destroys. */
  readonly removed: ReadonlySet<string>;
}

interface ReadPlans {
  readonly rows: readonly Row[];
  /** What the plans add to resources that they do not have. */
  readonly additions: readonly Addition[];
  readonly removed: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
}

/**
 * The rows of all plans, what they destroy, and what they say that they leave out. Where two of them leave one resource
 * behind differently, not both are applied as they are: which of them is not known, so each is judged for itself.
 */
export async function readPlans(
  plans: readonly JsonText[],
  reader: PlanReader | undefined,
  root: string,
  problems: FileProblem[],
): Promise<ReadPlans> {
  if (reader === undefined) return { rows: [], additions: [], removed: new Set(), gaps: [] };
  const read: ReadPlan[] = [];
  const gaps: Gap[] = [];
  for (const plan of plans) {
    try {
      const additions: Addition[] = [];
      const rows = await reader.readPlan(plan, { root, additions });
      read.push({ plan, rows, additions, removed: new Set(reader.removedIn?.(plan)) });
      gaps.push(...(reader.gapsIn?.(plan) ?? []));
      problems.push(...[reader.problemIn?.(plan)].filter((problem) => problem !== undefined));
    } catch (error) {
      problems.push(problemOf(error, plan.file));
    }
  }
  const rivals = new Set([...rivalsIn(read.map(({ rows }) => rows)), ...contradicting(read)]);
  const rows: Row[] = [];
  for (const [index, each] of read.entries()) {
    const own = rivals.has(index) ? await reader.readPlan(each.plan, { root, apart: true }) : each.rows;
    for (const row of own) rows.push(row);
  }
  const sure = read.filter((_, index) => !rivals.has(index));
  const additions = sure.flatMap((each) => each.additions);
  return { rows, additions, removed: new Set(sure.flatMap(({ removed }) => [...removed])), gaps };
}

/** Which plans destroy what another one leaves behind, and those others. */
function contradicting(plans: readonly ReadPlan[]): ReadonlySet<number> {
  const removing = new Map(plans.flatMap(({ removed }, index) => [...removed].map((id) => [id, index])));
  const found = new Set<number>();
  for (const [index, { rows }] of plans.entries()) {
    for (const { id, sighting } of rows) {
      const other = sighting?.label === undefined ? removing.get(lowerId(id)) : undefined;
      if (other !== undefined && other !== index) found.add(other).add(index);
    }
  }
  return found;
}
