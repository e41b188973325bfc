import type { Report } from '../model/report.js';
import { count } from './words.js';

/** What a report begins with, in a line. It may hold names that people gave. */
export function headlineOf(report: Report): string {
  const { summary, source, judged } = report;
  const { subjects, protected: isProtected, failing, complete } = summary;
  const notFound = notFoundWords(report);
  const but =
    (notFound === '' ? '' : ` ${notFound}`) +
    (complete ? '' : ' The scan is incomplete: not everything could be read.');
  if (source.kind === 'files') return `${filesHeadline(report)}${but}`;
  if (subjects === 0) return `No VM in scope.${but}`;
  if (isProtected === null)
    return `Of ${count(subjects, 'VM')} it is not known whether Azure Backup protects ${subjects === 1 ? 'it' : 'them'}.${but}`;
  if (isProtected === 0) return `${unprotectedHeadline(subjects, complete)}${but}`;
  if (judged.only?.planned === true) return `${changeHeadline(failing ?? 0, isProtected)}${but}`;
  if (failing === null || failing === 0) {
    const none =
      isProtected === 1 ? 'The one protected VM is not' : `None of ${isProtected} protected VMs is`;
    return `${none} known to fail its next backup.${but}`;
  }
  return `${failing} of ${count(isProtected, 'protected VM')} will fail ${failing === 1 ? 'its' : 'their'} next backup.${but}`;
}

/** VMs and groups that were asked for and are not there: a misspelled name must not pass for one that is fine. */
export function notFoundWords({ judged: { notFound = [] } }: Report): string {
  if (notFound.length === 0) return '';
  const names = notFound.slice(0, 3).map((name) => `"${name.slice(0, 200)}"`);
  const more = notFound.length > 3 ? ` and ${notFound.length - 3} more names` : '';
  return `No VM was found for ${names.join(', ')}${more}.`;
}

/** Of some VMs of an incomplete scan it may not be known. */
function unprotectedHeadline(subjects: number, complete: boolean): string {
  if (subjects === 1) return 'Azure Backup does not protect the one VM.';
  return complete
    ? `Azure Backup protects none of ${subjects} VMs.`
    : `None of ${subjects} VMs is known to be protected by Azure Backup.`;
}

/** Where only what the files bring was kept: others may fail all the same. */
function changeHeadline(failing: number, isProtected: number): string {
  const vms = count(isProtected, 'protected VM');
  const none = isProtected === 1 ? 'do not make the one protected VM' : `make none of ${vms}`;
  return failing === 0
    ? `As far as is known, the files ${none} fail its next backup; what fails anyway is left out.`
    : `The files make ${failing} of ${vms} fail ${failing === 1 ? 'its' : 'their'} next backup.`;
}

/** Of infrastructure files alone: what they tell of their VMs, and that they do not tell all. */
function filesHeadline({ summary, findings, policies }: Report): string {
  const { subjects } = summary;
  if (subjects === 0) return 'No VM in the infrastructure files.';
  const ofVms = new Set(policies.filter(({ subject }) => subject === 'vm').map(({ id }) => id));
  const affected = new Set(
    findings
      .filter(({ policy, level }) => ofVms.has(policy) && level !== 'note')
      .flatMap((finding) => finding.subjects.map((id) => id.toLowerCase())),
  );
  const have = affected.size === 1 ? 'has' : 'have';
  return affected.size === 0
    ? `${count(subjects, 'VM')} in the files, ${subjects === 1 ? 'without' : 'none with'} an error or a warning, as far as files tell.`
    : `${affected.size} of ${count(subjects, 'VM')} in the files ${have} an error or a warning.`;
}
