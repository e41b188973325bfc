import { Unknown, type Fact } from '../../model/unknown.js';
import { knownTextOf, objectOf } from '../read.js';
import { undetermined } from './logic.js';
import { read } from './read-any-case.js';
import { fits, listOrNone, type Selected } from './selectors.js';

/** The effects that there are (https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics), in lower case. */
const EFFECTS: ReadonlySet<string> = new Set([
  'addtonetworkgroup',
  'append',
  'audit',
  'auditifnotexists',
  'deny',
  'denyaction',
  'deployifnotexists',
  'disabled',
  'enforceopaconstraint',
  'enforceregopolicy',
  'manual',
  'modify',
  'mutate',
]);

/** The effect in lower case; not known where it is none that Microsoft lists. */
export function effectOf(value: unknown): Fact<string> {
  if (value instanceof Unknown) return value;
  const effect = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return EFFECTS.has(effect) ? effect : undetermined('Its effect is not known.');
}

/**
 * The effect after the overrides of the assignment
 * (https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#overrides). No page says which of
 * several that apply wins: where they differ, the effect is not known.
 */
export function overriddenEffect(effect: Fact<string>, overrides: unknown, selected: Selected): Fact<string> {
  const list = listOrNone(overrides);
  if (list instanceof Unknown) return list;
  const candidates: Fact<string>[] = [];
  let certain = false;
  for (const override of list) {
    const applies = objectOf(override) === undefined || fits(read(override, 'selectors'), selected);
    if (applies === false) continue;
    certain ||= applies === true;
    const isEffect = knownTextOf(read(override, 'kind'))?.toLowerCase() === 'policyeffect';
    candidates.push(
      isEffect ? effectOf(read(override, 'value')) : undetermined('It overrides more than the effect.'),
    );
  }
  if (!certain) candidates.push(effect);
  const [first, ...others] = candidates;
  const unknown = candidates.find((each) => each instanceof Unknown);
  if (first === undefined || unknown !== undefined) return unknown ?? effect;
  return others.every((each) => each === first)
    ? first
    : undetermined('Its overrides leave open which effect it has.');
}
