import { lowerId } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { bodyOf } from '../read.js';
import { ANY_GROUP } from './any-group.js';
import { conditionHolds, judgementOf } from './judge-condition.js';
import { undetermined } from './logic.js';
import { read } from './read-any-case.js';
import { seesGroups } from './rule-content.js';

/**
 * Finds definitions, and finds out once for each whether it may be about resource groups: hundreds of assignments may
 * name the same ones, and most are about other types.
 */
export class Definitions {
  readonly #sets: readonly ResourceSet[];
  readonly #aboutGroups = new Map<Row, boolean>();

  /** @param sets where definitions are */
  constructor(sets: readonly ResourceSet[]) {
    this.#sets = sets;
  }

  /** The policy definition of that id, in any letter case. */
  policy(id: string): Row | undefined {
    return this.#find(TYPES.policyDefinition, id);
  }

  /** The initiative of that id, in any letter case. */
  initiative(id: string): Row | undefined {
    return this.#find(TYPES.policySetDefinition, id);
  }

  /** Whether the definition may be about resource groups, whatever its parameters are. */
  mayBeAboutGroups(definition: Row): boolean {
    let about = this.#aboutGroups.get(definition);
    if (about === undefined) this.#aboutGroups.set(definition, (about = mayBeAboutGroups(definition)));
    return about;
  }

  #find(type: string, id: string): Row | undefined {
    const key = lowerId(id);
    for (const set of this.#sets) {
      const row = set.get(type, key);
      if (row !== undefined) return row;
    }
    return undefined;
  }
}

const ANY_VALUE = undetermined('It depends on the assignment.');

function mayBeAboutGroups(definition: Row): boolean {
  const body = bodyOf(definition);
  if (seesGroups(body) === false) return false;
  const condition = read(read(body, 'policyRule'), 'if');
  return (
    conditionHolds(
      condition,
      judgementOf(ANY_GROUP, () => ANY_VALUE),
    ) !== false
  );
}
