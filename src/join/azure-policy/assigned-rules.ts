import { lowerId, nameOf } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown } from '../../model/unknown.js';
import type { Knowledge } from '../knowledge.js';
import { bodyOf, knownTextOf, objectOf, textOf } from '../read.js';
import { ANY_GROUP } from './any-group.js';
import { assignmentOf, nameFor, type Assignment } from './assignment.js';
import type { Budget } from './budget.js';
import { valueOf } from './evaluate-expression.js';
import { conditionHolds, judgementOf } from './judge-condition.js';
import { undetermined } from './logic.js';
import { parametersOf, type Parameters } from './parameters.js';
import { read } from './read-any-case.js';
import { contentOf, parametersOnly, whyOtherVersion, type RuleContent } from './rule-content.js';
import { listOrNone } from './selectors.js';

/** One policy as it is assigned, alone or in an initiative. */
export interface AssignedRule {
  readonly assignment: Assignment;
  /** What the initiative calls it. */
  readonly referenceId: string | undefined;
  readonly definitionName: string;
  /** What it says, or why that is not known. */
  readonly content: RuleContent | Unknown;
}

/** The effects that can decide whether a group is created: `append` and `modify` run before `deny`. */
const DECISIVE: ReadonlySet<string> = new Set(['deny', 'append', 'modify']);

/** Where definitions are looked up. */
export interface Definitions {
  readonly sets: readonly ResourceSet[];
  /** The part with the management groups that can be seen. */
  readonly shared: ResourceSet;
  readonly knowledge: Knowledge;
}

/**
 * The assigned policies that may decide whether a resource group is created. Policies that certainly cannot, for any
 * group, are left out, and only definitions that an assignment names are looked at.
 *
 * @param rows where the assignments are: the shared part, or a slice
 * @param definitions where their definitions are
 */
export function assignedRulesOf(rows: ResourceSet, definitions: Definitions): readonly AssignedRule[] {
  const find: Find = (type, id) => {
    const row = definitions.sets.map((each) => each.get(type, id)).find((each) => each !== undefined);
    return row ?? whyMissing(definitions, type, id) ?? null;
  };
  return [...rows.ofType(TYPES.policyAssignment).values()]
    .flatMap((row) => rulesOf(row, find))
    .filter(mayDecide);
}

/** The row of a definition; why it was not read; `null` where there is none that is about resource groups. */
type Find = (type: string, id: string) => Row | Unknown | null;

/**
 * Why a definition without a row may say anything; undefined where all definitions were read that are evaluated for
 * resource groups (mode `All`), so that one without a row is evaluated for none.
 */
function whyMissing({ shared, knowledge }: Definitions, type: string, id: string): Unknown | undefined {
  const group = /^(\/providers\/microsoft\.management\/managementgroups\/[^/]+)\//.exec(id)?.[1];
  if (group !== undefined && shared.get(TYPES.managementGroup, group) === undefined) return notRead(id);
  return knowledge.whyAbsenceUnknown(type, id) === undefined ? undefined : notRead(id);
}

function rulesOf(row: Row, find: Find): readonly AssignedRule[] {
  const body = bodyOf(row);
  const assignment = assignmentOf(row);
  if (assignment.enforced === false) return [];
  const given = read(body, 'parameters');
  const version = read(body, 'definitionVersion');
  const id = textOf(read(body, 'policyDefinitionId'));
  const unread = (why: Unknown): readonly AssignedRule[] => [
    { assignment, referenceId: undefined, definitionName: '', content: why },
  ];
  if (id === undefined || id instanceof Unknown) {
    return unread(id ?? undetermined('The assignment does not say what it assigns.'));
  }
  if (!lowerId(id).includes('/policysetdefinitions/')) {
    return ruleOf(find, { assignment, id, referenceId: undefined, version }, (declared) =>
      parametersOf(given, declared),
    );
  }
  const set = find(TYPES.policySetDefinition, lowerId(id));
  if (set === null) return [];
  if (set instanceof Unknown) return unread(set);
  return rulesOfSet(set, { assignment, given, version }, find);
}

interface AssignedSet {
  readonly assignment: Assignment;
  readonly given: unknown;
  readonly version: unknown;
}

/**
 * The policies of an initiative; each gets parameters that may be expressions over those of the initiative
 * (https://learn.microsoft.com/azure/governance/policy/concepts/initiative-definition-structure).
 */
function rulesOfSet(
  set: Row,
  { assignment, given, version }: AssignedSet,
  find: Find,
): readonly AssignedRule[] {
  const body = bodyOf(set);
  const nameless = { assignment, referenceId: undefined, definitionName: nameFor(set) };
  const otherSet = whyOtherVersion(version, body);
  const entries = read(body, 'policyDefinitions');
  const list = entries === undefined ? notRead(set.id) : listOrNone(entries);
  if (list instanceof Unknown) return [{ ...nameless, content: list }];
  const parameters = parametersOf(given, read(body, 'parameters'));
  const evaluate = (value: unknown, budget: Budget) => valueOf(value, parametersOnly(parameters, budget));
  return list.flatMap((entry) => {
    const id = textOf(read(entry, 'policyDefinitionId'));
    const referenceId = knownTextOf(read(entry, 'policyDefinitionReferenceId'));
    if (objectOf(entry) === undefined || id === undefined || id instanceof Unknown) {
      const content = undetermined('A policy of the initiative cannot be read.');
      return { ...nameless, referenceId, content };
    }
    const own = { assignment, id, referenceId, version: read(entry, 'definitionVersion'), otherSet };
    return ruleOf(find, own, (declared) => parametersOf(read(entry, 'parameters'), declared, evaluate));
  });
}

interface Named {
  readonly assignment: Assignment;
  readonly id: string;
  readonly referenceId: string | undefined;
  /** The version of it that is assigned. */
  readonly version: unknown;
  /** Why the initiative may be another version than was read. */
  readonly otherSet?: Unknown | undefined;
}

function ruleOf(
  find: Find,
  named: Named,
  parametersFor: (declared: unknown) => Parameters,
): readonly AssignedRule[] {
  const { assignment, referenceId } = named;
  const row = find(TYPES.policyDefinition, lowerId(named.id));
  if (row === null) return [];
  if (row instanceof Unknown) {
    return [{ assignment, referenceId, definitionName: nameOf(named.id), content: row }];
  }
  const body = bodyOf(row);
  const otherVersion = named.otherSet ?? whyOtherVersion(named.version, body);
  const content = contentOf(body, otherVersion, parametersFor);
  return [{ assignment, referenceId, definitionName: nameFor(row), content }];
}

function notRead(id: string): Unknown {
  return undetermined(`The definition ${nameOf(id)} was not read.`);
}

/** Whether the policy may decide anything for some resource group. */
function mayDecide({ assignment, content }: AssignedRule): boolean {
  if (content instanceof Unknown) return true;
  if (content.seesGroups === false) return false;
  const overrides = listOrNone(assignment.overrides);
  const fixed = !(overrides instanceof Unknown) && overrides.length === 0;
  if (fixed && typeof content.effect === 'string' && !DECISIVE.has(content.effect)) return false;
  return conditionHolds(content.condition, judgementOf(ANY_GROUP, content.parameters)) !== false;
}
