import { isAtOrAbove, lowerId, subscriptionOf, typeOf } from '../model/arm-id.js';
import type { EarlierFinding, Report } from '../model/report.js';
import type { UnknownReason } from '../model/unknown.js';
import { hideIds } from './hide-ids.js';

/** What two reports are compared by. A whole report is one; a saved one need not hold more. */
export interface Comparable extends Pick<Report, 'source' | 'unknowns' | 'gaps'> {
  readonly findings: readonly EarlierFinding[];
  /** Left out in reports that other programs made: then it is not known what was looked at. */
  readonly judged?: Report['judged'];
  readonly waived?: readonly EarlierFinding[];
}

/**
 * What a scan knows of a policy and a subject: it judged it (`judged`); the subject was not there (`absent`); or it
 * cannot be told, and why.
 */
export type Seen =
  { readonly state: 'judged' | 'absent' } | { readonly state: 'unseen'; readonly why: string };

/** Says what a scan knows of a policy (by its present id) and a subject. */
export type Sight = (policy: string, subject: string) => Seen;

/** Why something was not known, after "because". A saved report may have other reasons, which stay as they are. */
const WHY: Readonly<Partial<Record<string, string>>> = {
  unreadable: 'not everything could be read',
  unresolved: 'not everything could be resolved',
  'not-in-source': 'the source does not hold it',
  undetermined: 'Azure does not say it',
  'not-requested': 'it was not requested',
} satisfies Record<UnknownReason, string>;

/** An id as reports are compared by: hidden, because one of the two may be redacted. */
export function comparableId(id: string): string {
  return lowerId(hideIds(id));
}

/**
 * Makes the test what a scan knows of a policy and a subject of another scan.
 *
 * @param other the other scan: where it was narrowed in the same way, the narrowing hides nothing of it
 * @param currentId the present id of a policy
 * @param undeclared what to say where the report does not tell what was looked at
 */
export function sightOf(
  report: Comparable,
  other: Comparable,
  currentId: (policy: string) => string,
  undeclared: Seen,
): Sight {
  const ran = report.judged === undefined ? undefined : new Set(report.judged.policies.map(currentId));
  const judged = new Set([...(report.judged?.subjects ?? [])].map(comparableId));
  const unknown = new Map<string, Map<string, string>>();
  for (const { policy, reason, detail, subjects } of report.unknowns) {
    const id = currentId(policy);
    let reasons = unknown.get(id);
    if (reasons === undefined) unknown.set(id, (reasons = new Map<string, string>()));
    for (const subject of subjects) reasons.set(comparableId(subject), `${wordsFor(reason)}: ${detail}`);
  }
  const isNarrower = report.judged?.only?.planned === true && other.judged?.only?.planned !== true;
  const covers = coverageOf(report, other, judged);
  return (policy, subject) => {
    if (ran?.has(policy) === false) return { state: 'unseen', why: `${policy} was not run` };
    if (isNarrower) return { state: 'unseen', why: 'only findings that files bring were kept' };
    const id = comparableId(subject);
    const why = unknown.get(policy)?.get(id);
    if (why !== undefined) return { state: 'unseen', why };
    if (ran === undefined) return undeclared;
    if (judged.has(id)) return { state: 'judged' };
    return covers(id) ? { state: 'absent' } : { state: 'unseen', why: 'the subject was not looked at' };
  };
}

function wordsFor(reason: string): string {
  return (Object.hasOwn(WHY, reason) ? WHY[reason] : undefined) ?? reason;
}

/**
 * Whether a scan tells of anything that another one judged. A baseline of something else tells of nothing: against it no
 * finding would ever be new. In doubt, as where something could not be read, it does.
 */
export function tellsOf(
  report: Comparable,
  other: Comparable,
  currentId: (policy: string) => string,
): boolean {
  const [ours, theirs] = [report.judged, other.judged];
  if (ours === undefined || theirs === undefined) return true;
  if (ours.only?.planned === true && theirs.only?.planned !== true) return false;
  const ran = new Set(ours.policies.map(currentId));
  if (!theirs.policies.some((policy) => ran.has(currentId(policy)))) return false;
  const judged = new Set([...ours.subjects].map(comparableId));
  const [covers, isHidden] = [coverageOf(report, other, judged), holesOf(report)];
  const subjects = [...theirs.subjects].map(comparableId);
  return subjects.length === 0 || subjects.some((id) => judged.has(id) || covers(id) || isHidden(id));
}

/** Makes the test whether a subject that was not judged would have been, had it been there. */
function coverageOf(
  report: Comparable,
  other: Comparable,
  judged: ReadonlySet<string>,
): (id: string) => boolean {
  const { source } = report;
  const only = report.judged?.only;
  if (only !== undefined && !isAlike(only, other.judged?.only)) return () => false;
  const isSameFiles = isAlike(source.paths, other.source.paths);
  if (source.collected === undefined) {
    // Resources of one kind, as the Azure CLI lists them, never say what they leave out; the same files do.
    const same = source.kind !== 'file' && source.kind === other.source.kind;
    const isCovered = same && isAlike(source.scope, other.source.scope) && isSameFiles;
    return () => isCovered;
  }
  const subscriptions = new Set(
    (source.scope?.subscriptions ?? [...judged].flatMap((id) => subscriptionOf(id) ?? [])).map(comparableId),
  );
  const collected = new Set(source.collected.map((type) => type.toLowerCase()));
  const isHidden = holesOf(report);
  return (id) => {
    // The label of what stands in infrastructure files: other files do not tell of it.
    if (!id.startsWith('/')) return isSameFiles;
    const subscription = subscriptionOf(id);
    if (subscription !== undefined && !subscriptions.has(subscription)) return false;
    const type = typeOf(id);
    if (type !== undefined && !collected.has(type)) return false;
    return !isHidden(id);
  };
}

/** Makes the test whether a subject may not have been seen because something could not be read. */
function holesOf({ gaps }: Comparable): (id: string) => boolean {
  const holes = gaps.map(({ what, scope }) => ({ what: what.toLowerCase(), scope: comparableId(scope) }));
  return (id) => {
    const type = typeOf(id);
    return holes.some(
      ({ what, scope }) =>
        (what === '*' || what === type) && (isAtOrAbove(scope, id) || isAtOrAbove(id, scope)),
    );
  };
}

/** Whether two say the same, ids hidden or not; what lists name has no order, and counts once. */
function isAlike(left: unknown, right: unknown): boolean {
  return comparableText(left) === comparableText(right);
}

function comparableText(value: unknown): string {
  return JSON.stringify(value ?? null, (_, each: unknown) => {
    if (typeof each === 'string') return comparableId(each);
    return Array.isArray(each) ? [...new Set(each.map(comparableText))].sort() : each;
  });
}
