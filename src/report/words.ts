import { groupNameOf, nameOf } from '../model/arm-id.js';
import type { Fails } from '../model/policy.js';
import type { Report } from '../model/report.js';

/** `1 VM`, `2 VMs`, `3 policies`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** What people call a resource: its group and its name. */
function shortName(id: string): string {
  const group = groupNameOf(id);
  return group === undefined ? nameOf(id) : `${group}/${nameOf(id)}`;
}

/** The first few names, and how many more there are. */
export function namesOf(ids: readonly string[], most = 3): string {
  const names = ids.slice(0, most).map(shortName).join(', ');
  return ids.length > most ? `${names} and ${ids.length - most} more` : names;
}

/** What goes wrong because of a finding. */
export const FAILS_WORDS: Readonly<Record<Fails, string>> = {
  'enable-protection': 'when protection is enabled',
  'next-backup': 'the next backup',
  later: 'a later backup',
  'check-by-hand': 'to be checked by hand',
};

/** The one sentence that a report begins with. */
export function headlineOf({ summary }: Report): string {
  const { subjects, protected: isProtected, failing, complete } = summary;
  const but = complete ? '' : ' The scan is incomplete: not everything could be read.';
  if (subjects === 0) return `No VM in scope.${but}`;
  if (isProtected === null)
    return `Of ${count(subjects, 'VM')} it is not known whether Azure Backup protects them.${but}`;
  if (isProtected === 0) return `Azure Backup protects none of ${count(subjects, 'VM')}.${but}`;
  if (failing === null || failing === 0) {
    return `None of ${count(isProtected, 'protected VM')} is known to fail its next backup.${but}`;
  }
  return `${failing} of ${count(isProtected, 'protected VM')} will fail ${isProtected === 1 ? 'its' : 'their'} next backup.${but}`;
}
