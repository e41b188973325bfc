import type { Policy } from '../model/policy.js';
import type { SubjectKind } from '../model/subject.js';
import { pathsIn } from './facts-read.js';
import { PLACEHOLDER } from './message.js';
import { keysOf } from './pointer.js';

/** What judging reads of every VM, whatever the policies: its scope, and what became of its last backup. */
const ALWAYS: readonly string[] = ['name', 'resourceGroup', 'managedBy', 'protected', 'protection'];

/**
 * The names of the facts, at the top of a document, that judging the subjects of a kind by these policies can read: to
 * decide, to find the level, or to tell of it in a message.
 */
export function factsWantedBy(policies: readonly Policy[], kind: SubjectKind): ReadonlySet<string> {
  const wanted = new Set(ALWAYS);
  for (const { subject, when = {}, schema, levels, message } of policies) {
    if (subject !== kind) continue;
    const templates = [message, ...levels.map((entry) => entry.message ?? '')];
    const paths = [when, schema, ...levels.map((entry) => entry.when)].flatMap((each) => pathsIn(each));
    for (const path of paths) wanted.add(topOf(path));
    for (const template of templates)
      for (const [, name = ''] of template.matchAll(PLACEHOLDER)) wanted.add(topOf(name));
  }
  return wanted;
}

/** The fact that a pointer or a name leads to. `it` can be the whole document: then the name below it is the fact. */
function topOf(pointerOrName: string): string {
  if (!pointerOrName.startsWith('/')) return pointerOrName;
  const [top = '', below = ''] = keysOf(pointerOrName);
  return top === 'it' ? below : top;
}
