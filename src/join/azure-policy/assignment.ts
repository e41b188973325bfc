import { nameOf } from '../../model/arm-id.js';
import type { Row } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { bodyOf, knownTextOf } from '../read.js';
import { undetermined } from './logic.js';
import { scopeOfId } from './reach.js';
import { read } from './read-any-case.js';

/** A policy assignment. What narrows it is kept as it was read, to be judged for each group. */
export interface Assignment {
  /** The id as Azure spells it. */
  readonly id: string;
  readonly name: string;
  /** The lower-cased id of the scope. */
  readonly scope: Fact<string>;
  /** Whether its effects are enforced. */
  readonly enforced: Fact<boolean>;
  readonly notScopes: unknown;
  readonly resourceSelectors: unknown;
  readonly overrides: unknown;
}

/** Reads an assignment. */
export function assignmentOf(row: Row): Assignment {
  const body = bodyOf(row);
  return {
    id: row.id,
    name: nameFor(row),
    scope: scopeOfId(row.id) ?? undetermined('It is not known where the assignment applies.'),
    enforced: isEnforced(read(body, 'enforcementMode')),
    notScopes: read(body, 'notScopes'),
    resourceSelectors: read(body, 'resourceSelectors'),
    overrides: read(body, 'overrides'),
  };
}

/**
 * `Default`, also where nothing is said, enforces and `DoNotEnforce` does not
 * (https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#enforcement-mode). `Enroll`
 * enforces on what is enrolled, which is not read.
 */
function isEnforced(mode: unknown): Fact<boolean> {
  if (mode instanceof Unknown) return mode;
  const name = mode === undefined ? 'default' : typeof mode === 'string' ? mode.trim().toLowerCase() : '';
  if (name === 'default' || name === 'donotenforce') return name === 'default';
  return undetermined('It is not known whether the assignment is enforced.');
}

/** The name that people see of an assignment or definition. */
export function nameFor(row: Row): string {
  return knownTextOf(read(bodyOf(row), 'displayName')) ?? knownTextOf(row.name) ?? nameOf(row.id);
}
