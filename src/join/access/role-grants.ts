import { lowerId, nameOf } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, whyAnyUnknown } from '../../model/unknown.js';
import {
  at,
  bodyOf,
  known,
  knownObjectsOf,
  knownTextOf,
  lowerTextOf,
  textOf,
  type Properties,
} from '../read.js';
import { notTold } from '../slice-context.js';

/** A role assignment, as far as it can grant something to the backup service. */
export interface Assignment {
  /** Lower-cased id of the scope; `/` for the root. */
  readonly scope: string;
  /** The object id in lower case; undefined where a file does not fix it, or Azure does not tell it. */
  readonly principalId: string | undefined;
  /** Whether the assigned principal cannot be an application: users and devices. */
  readonly isPerson: boolean;
  /** Whether it is certainly one application: not a group, not of unknown type. */
  readonly isServicePrincipal: boolean;
  readonly conditional: boolean;
  /** Whether the role allows a data action; undefined where its definition is not known. */
  readonly allows: (dataAction: string) => boolean | undefined;
}

const SUFFIX = '/providers/microsoft.authorization/roleassignments/';

/** Reads the role assignments of a set of rows, with the definitions they name. */
export function assignmentsOf(rows: ResourceSet, definitions: ResourceSet): readonly Assignment[] {
  const byName = new Map<string, Row>();
  for (const [id, row] of definitions.ofType(TYPES.roleDefinition)) byName.set(nameOf(id), row);
  return [...rows.ofType(TYPES.roleAssignment)].map(([id, row]) => {
    const body = bodyOf(row);
    const principalType = knownTextOf(body.principalType)?.toLowerCase() ?? '';
    const role = byName.get(nameOf(knownTextOf(body.roleDefinitionId) ?? '').toLowerCase());
    return {
      scope: lowerId(knownTextOf(body.scope) ?? (id.slice(0, Math.max(0, id.lastIndexOf(SUFFIX))) || '/')),
      principalId: known(lowerTextOf(body.principalId)),
      isPerson: principalType === 'user' || principalType === 'device',
      isServicePrincipal: principalType === 'serviceprincipal',
      conditional: textOf(body.condition) !== undefined,
      allows: role === undefined ? () => undefined : (action: string) => roleAllows(role, action),
    };
  });
}

/**
 * Whether a role's data actions, minus those it excludes, include the action (lower case). Before 2018 Azure's APIs told
 * no data actions: a permission without that key may have some; in a file it has none.
 */
function roleAllows(role: Row, action: string): boolean | undefined {
  const permissions = knownObjectsOf(at(role.properties, 'permissions'));
  if (permissions === undefined) return undefined;
  const answers = permissions.map((permission) => {
    const given = listsAction(valueIn(permission, 'dataActions', role.sighting === undefined), action);
    if (given === false) return false;
    const excluded = listsAction(valueIn(permission, 'notDataActions', false), action);
    return excluded === true ? false : excluded === undefined ? undefined : given;
  });
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

/** The value of that name, in either spelling; where there is no such key, an `Unknown` if it may have been left out. */
function valueIn(permission: Properties, name: string, mayBeLeftOut: boolean): unknown {
  const key = [name, name.charAt(0).toUpperCase() + name.slice(1)].find((each) =>
    Object.hasOwn(permission, each),
  );
  if (key !== undefined) return permission[key];
  return mayBeLeftOut ? notTold('which data actions the role has') : undefined;
}

/** Whether one of the patterns matches the action; undefined where a pattern that is not known may. */
function listsAction(patterns: unknown, action: string): boolean | undefined {
  if (patterns instanceof Unknown) return undefined;
  if (!Array.isArray(patterns)) return false;
  const matches = (pattern: unknown) => typeof pattern === 'string' && wildcardMatches(pattern, action);
  return patterns.some(matches) || (whyAnyUnknown(patterns) === undefined ? false : undefined);
}

/** Whether a pattern in which `*` stands for any text matches the lower-cased text. Takes linear time. */
export function wildcardMatches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  if (last === undefined) return first === text;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
