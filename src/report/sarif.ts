import { createHash } from 'node:crypto';
import type { Invocation, Location, Log, Notification, Result, Run, Suppression } from 'sarif';
import { nameOf } from '../model/arm-id.js';
import type { Source } from '../model/inventory.js';
import type { Finding, Report, WaivedFinding } from '../model/report.js';
import { gapWords } from './gap-words.js';
import { safeJson } from './safe-text.js';
import { ruleOf } from './sarif-rule.js';
import { affectedWords, confirmedWords } from './words.js';

/** GitHub shows the 5,000 worst results of an upload and drops the others; we say which are left out. */
const MAX_RESULTS = 5000;
const MAX_NOTIFICATIONS = 100;

/** The report as SARIF 2.1.0, as GitHub code scanning takes it. */
export function sarif(report: Report): Generator<string> {
  return written(runOf(report));
}

/**
 * The report as SARIF for other readers than GitHub: waived findings are in it as suppressed results, and results say
 * how they stand against the earlier report. GitHub would show both as open alerts.
 */
export function sarifAudit(report: Report): Generator<string> {
  const { results = [], ...run } = runOf(report);
  const room = MAX_RESULTS - results.length;
  const waived = (report.waived ?? []).slice(0, room).map((finding) => ({
    ...resultOf(
      finding,
      report.policies.findIndex(({ id }) => id === finding.policy),
    ),
    suppressions: [suppressionOf(finding)],
  }));
  const compared = results.map((result, index) => ({
    ...result,
    ...baselineStateOf(report.findings[index]),
  }));
  return written({ ...run, results: [...compared, ...waived] });
}

function suppressionOf({ waiver }: WaivedFinding): Suppression {
  const { reason, until, owner } = waiver;
  const justification = `${reason} (until ${until}${owner === undefined ? '' : `, ${owner}`})`;
  return { kind: 'external', status: 'accepted', justification };
}

function baselineStateOf(finding: Finding | undefined): Pick<Result, 'baselineState'> {
  if (finding?.baseline === undefined || finding.baseline === 'unknown') return {};
  const { baselineLevel, baselineFails, baselineAdded } = finding;
  const isChanged = [baselineLevel, baselineFails, baselineAdded].some((change) => change !== undefined);
  return { baselineState: isChanged ? 'updated' : finding.baseline };
}

function* written({ results = [], ...run }: Run): Generator<string> {
  const head: Omit<Log, 'runs'> = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
  };
  const start = JSON.stringify({ ...head, runs: [run] }, null, 1);
  yield `${safeJson(start.slice(0, start.lastIndexOf('\n  }\n ]')))},\n   "results": [`;
  let separator = '\n    ';
  for (const result of results) {
    yield separator + safeJson(JSON.stringify(result, null, 1)).replaceAll('\n', '\n    ');
    separator = ',\n    ';
  }
  yield results.length === 0 ? ']\n  }\n ]\n}\n' : '\n   ]\n  }\n ]\n}\n';
}

/** The whole log as one object, for those who want to work with it. */
export function toSarif(report: Report): Log {
  return JSON.parse([...sarif(report)].join('')) as Log;
}

function runOf(report: Report): Run {
  const { tool, policies, findings, source } = report;
  const indexes = new Map(policies.map((policy, index) => [policy.id, index]));
  return {
    tool: { driver: { ...tool, semanticVersion: tool.version, rules: policies.map(ruleOf) } },
    automationDetails: { id: categoryOf(source) },
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(report)],
    results: findings
      .slice(0, MAX_RESULTS)
      .map((finding) => resultOf(finding, indexes.get(finding.policy) ?? -1)),
  };
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const { fingerprint, resourceId } = finding;
  const isFile = placeInFile(finding) !== undefined;
  return {
    ruleId: finding.policy,
    ruleIndex,
    level: finding.level,
    message: { text: withoutLinks(sentencesOf(finding)) },
    locations: [locationOf(finding)],
    partialFingerprints: {
      ...(isFile ? {} : { primaryLocationLineHash: fingerprint }),
      'backupLint/v1': fingerprint,
    },
    properties: {
      resourceId,
      resourceType: finding.resourceType,
      fails: finding.fails,
      precision: finding.precision,
      errorCodes: finding.errorCodes,
      affected: finding.subjects.length,
    },
  };
}

function sentencesOf(finding: Finding): string {
  const confirmed = confirmedWords(finding);
  const proof = confirmed === undefined ? '' : ` It is ${confirmed}.`;
  return `${finding.message} Affects ${affectedWords(finding.subjects)}.${proof}`;
}

/** The first place in a file: of what exists and is changed by files, other places may have none. */
function placeInFile({ places }: Finding): Finding['places'][number] | undefined {
  return places.find(({ file }) => file !== undefined);
}

/** GitHub takes only a physical location: a live resource has a path that no file has, made of its id. */
function locationOf(finding: Finding): Location {
  const { resourceId } = finding;
  const { file, line = 1, column } = placeInFile(finding) ?? {};
  const region =
    file === undefined
      ? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
      : { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return {
    physicalLocation: {
      artifactLocation: {
        uri: pathOf(file ?? `azure${resourceId.toLowerCase()}`),
        uriBaseId: '%SRCROOT%',
      },
      region,
    },
    logicalLocations: [{ name: nameOf(resourceId), fullyQualifiedName: resourceId, kind: 'resource' }],
  };
}

/** A relative path with every segment percent-encoded. */
function pathOf(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments
    .map((segment) => encodeURIComponent(segment.toWellFormed()).replace(/^\.+$/, '%2E'))
    .join('/');
}

/** SARIF reads `[text](target)` as a link, also where an Azure name looks like one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/**
 * What the scan was about, in a form that is the same in every run (docs/report.md). GitHub closes alerts that are no
 * more in their category: what files bring has another one than what exists.
 */
function categoryOf(source: Source): string {
  const hasFiles = source.kind === 'files' || source.files === true;
  return hasFiles ? 'backup-lint/files/' : `backup-lint/live/${scopeName(source)}/`;
}

function scopeName({ scope, tenantId }: Source): string {
  const group = scope?.managementGroup;
  if (typeof group === 'string') return encodeURIComponent(group.toLowerCase());
  const subscriptions = (scope?.subscriptions ?? []).map((id) => id.toLowerCase()).sort();
  const [only, ...others] = subscriptions;
  if (scope?.tenant === true && tenantId !== undefined) return encodeURIComponent(tenantId.toLowerCase());
  if (only === undefined)
    return tenantId === undefined ? 'inventory' : encodeURIComponent(tenantId.toLowerCase());
  if (others.length === 0) return encodeURIComponent(only);
  return `subscriptions-${createHash('sha256').update(subscriptions.join('\n')).digest('hex').slice(0, 12)}`;
}

/** An incomplete scan must not close alerts: GitHub refuses an unsuccessful run. */
function invocationOf({ summary, gaps, findings }: Report): Invocation {
  const notes: Notification[] = gaps.slice(0, MAX_NOTIFICATIONS).map((gap) => ({
    level: 'warning',
    message: { text: withoutLinks(gapWords(gap)) },
  }));
  const left = findings.length - MAX_RESULTS;
  if (left > 0) {
    const text = `${left} findings are left out, the least bad ones: code scanning takes ${MAX_RESULTS}.`;
    notes.push({ level: 'warning', message: { text } });
  }
  return {
    executionSuccessful: summary.complete,
    ...(notes.length === 0 ? {} : { toolExecutionNotifications: notes }),
  };
}
