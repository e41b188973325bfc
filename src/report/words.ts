import { groupNameOf, nameOf } from '../model/arm-id.js';
import type { Fails } from '../model/policy.js';
import type { Finding, FindingOrigin, Report } from '../model/report.js';
import type { UnknownReason } from '../model/unknown.js';
import { isStale, type JudgedWaiver } from '../model/waiver.js';

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

const VM_ADDRESSES: ReadonlySet<string> = new Set([
  'azurerm_virtual_machine',
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
]);

/** Whether it is the id of a VM, or a label that names its type: `main.json#Microsoft.Compute/virtualMachines/app`. */
function namesVm(id: string): boolean {
  const [namespace, type] = id.toLowerCase().split('/').slice(-3);
  const holder = namespace?.slice(namespace.lastIndexOf('#') + 1);
  if (holder === 'microsoft.compute' && type === 'virtualmachines') return true;
  const address = id.slice(id.indexOf('#') + 1).split('.');
  return id.includes('#') && VM_ADDRESSES.has(address.at(-2) ?? '');
}

/** How many things there are, called VMs where all of them are. */
export function countSubjects(ids: readonly string[]): string {
  return count(ids.length, ids.every(namesVm) ? 'VM' : 'resource');
}

/** How many subjects a finding affects, and the names of the first. */
export function affectedWords(subjects: readonly string[]): string {
  return `${countSubjects(subjects)}: ${namesOf(subjects)}`;
}

/** What Azure Backup said of the last backups against what was predicted, in one sentence; nothing to say: none. */
export function backupsWords({ backups }: Report['summary']): string | undefined {
  if (backups === null || Object.values(backups).every((number) => number === 0)) return undefined;
  const { confirmed, predicted, unexplained } = backups;
  const ahead = `${count(predicted, 'predicted failure')} ${predicted === 1 ? 'has' : 'have'} not happened yet`;
  return `Last backups: ${confirmed} failed as predicted, ${unexplained} failed and no finding explains why; ${ahead}.`;
}

/** What a list of {@link unexplainedWords} is called. */
export const UNEXPLAINED = 'Failed backups that no finding explains';

/** Of a backup that failed: of what, and what Azure says of it. */
export function unexplainedWords({
  subject,
  errorCode,
  message,
}: Report['backups']['unexplained'][number]): string {
  const why = [errorCode, message].filter((part) => part !== null).join(': ');
  return `${namesOf([subject])}: ${why === '' ? 'Azure gives no error code' : why}`;
}

/** Which last backups confirm a finding. */
export function confirmedWords({ confirmed = [] }: Pick<Finding, 'confirmed'>): string | undefined {
  if (confirmed.length === 0) return undefined;
  const codes = [...new Set(confirmed.map(({ errorCode }) => errorCode))].join(', ');
  const of = confirmed.length === 1 ? '' : ` of ${count(confirmed.length, 'VM')}`;
  return `confirmed by the last backup${of}: ${codes}`;
}

/** What goes wrong because of a finding. */
export const FAILS_WORDS: Readonly<Record<Fails, string>> = {
  'enable-protection': 'enabling protection',
  'next-backup': 'the next backup',
  later: 'a later backup',
  'check-by-hand': 'nothing proven; check by hand',
};

/** Whether infrastructure files bring a finding. */
const ORIGIN_WORDS: Readonly<Record<FindingOrigin, string>> = {
  planned: 'planned: the files bring it',
  existing: 'existing: the files have nothing to do with it',
  both: 'both: it exists, and the files declare what it is about',
};

/** The findings as they are told: of files alone it need not be said that the files bring each of them. */
export function toldFindings({ findings, source }: Pick<Report, 'findings' | 'source'>): readonly Finding[] {
  return source.kind === 'files' ? findings.map(({ origin: _, ...finding }) => finding) : findings;
}

/** Whether infrastructure files bring a finding, and what they add to one that exists. */
export function originWords(origin: FindingOrigin, added: readonly string[] = []): string {
  const words = ORIGIN_WORDS[origin];
  return added.length === 0 ? words : `${words}; they add ${affectedWords(added)}`;
}

/** Why something is not known. */
export const REASON_WORDS: Readonly<Record<UnknownReason, string>> = {
  unreadable: 'could not be read',
  unresolved: 'could not be resolved',
  'not-in-source': 'not in the source',
  undetermined: 'Azure does not say',
  'not-requested': 'not requested',
};

/** The Azure CLI commands in a help text. */
export function commandsIn(help: string): string[] {
  const block = /```azurecli\n([\s\S]*?)```/.exec(help)?.[1] ?? '';
  return block.split('\n').filter((command) => command.trim() !== '');
}

/** What is wrong with a waiver, for those that need attention. */
export function waiverWords({ state, until, findings, policy, resource, place }: JudgedWaiver): string {
  const counts =
    findings === 0
      ? ''
      : `, so that ${count(findings, 'finding')} ${findings === 1 ? 'counts' : 'count'} again`;
  const what =
    state === 'expired'
      ? `ended on ${until}${counts}`
      : state === 'too-long'
        ? `reaches until ${until}, which is too far ahead${counts}`
        : 'is not needed: there is no such finding';
  const where = place === undefined ? '' : ` (${place.file}:${place.line})`;
  return `The waiver of ${policy === '*' ? 'every policy' : policy} for ${resource}${where} ${what}.`;
}

/** The waivers that need somebody's attention. */
export function staleWaivers({ waivers = [] }: Pick<Report, 'waivers'>): readonly JudgedWaiver[] {
  return waivers.filter(isStale);
}

/** How many findings there are of each level, in how many VMs, and whether that is all. */
export function totalsOf({ summary, findings, source }: Report): string {
  const { error, warning, note } = summary.findings;
  const levels = `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}`;
  const isUntold = summary.protected === null || (source.kind === 'files' && summary.subjects === 0);
  const protection = isUntold ? '' : ` (${summary.protected} protected)`;
  const complete = summary.complete ? 'complete' : 'INCOMPLETE';
  const waived = (summary.waived ?? 0) === 0 ? '' : `, ${summary.waived ?? 0} waived`;
  return `${count(findings.length, 'finding')} (${levels})${waived} in ${count(summary.subjects, 'VM')}${protection}, ${count(summary.policies, 'policy', 'policies')}; ${complete}.`;
}
