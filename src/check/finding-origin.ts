import { lowerId } from '../model/arm-id.js';
import { LEVELS } from '../model/policy.js';
import type { Finding } from '../model/report.js';

/**
 * The findings, each with whether the infrastructure files bring it, and which subjects they bring to it.
 *
 * @param before the findings of what exists, without the files; undefined where only files were scanned
 * @param isDeclared whether the files declare the resource of a lower-cased id
 */
export function withOrigins(
  findings: readonly Finding[],
  before: readonly Finding[] | undefined,
  isDeclared: (id: string) => boolean,
): Finding[] {
  const earlier = new Map(before?.map((finding) => [finding.fingerprint, finding]));
  return findings.map((finding) => ({ ...finding, ...originOf(finding, earlier, isDeclared) }));
}

function originOf(
  finding: Finding,
  before: ReadonlyMap<string, Finding>,
  isDeclared: (id: string) => boolean,
): Pick<Finding, 'origin' | 'added'> {
  const { fingerprint, resourceId, subjects } = finding;
  const earlier = before.get(fingerprint);
  if (earlier === undefined || isWorse(finding, earlier)) return { origin: 'planned' };
  if (![resourceId, ...subjects].some((id) => isDeclared(lowerId(id)))) return { origin: 'existing' };
  const affected = new Set(earlier.subjects.map(lowerId));
  const added = subjects.filter((id) => !affected.has(lowerId(id)));
  return { origin: 'both', ...(added.length === 0 ? {} : { added }) };
}

/** A higher level, or the next backup fails where only a later one would have. */
function isWorse(finding: Finding, earlier: Finding): boolean {
  const [now, then] = [finding, earlier].map(({ level }) => LEVELS.indexOf(level)) as [number, number];
  if (now !== then) return now < then;
  return finding.fails === 'next-backup' && earlier.fails !== 'next-backup';
}
