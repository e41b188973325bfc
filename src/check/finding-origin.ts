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
  { fingerprint, level, resourceId, subjects }: Finding,
  before: ReadonlyMap<string, Finding>,
  isDeclared: (id: string) => boolean,
): Pick<Finding, 'origin' | 'added'> {
  const earlier = before.get(fingerprint);
  if (earlier === undefined || LEVELS.indexOf(level) < LEVELS.indexOf(earlier.level))
    return { origin: 'planned' };
  if (![resourceId, ...subjects].some((id) => isDeclared(lowerId(id)))) return { origin: 'existing' };
  const affected = new Set(earlier.subjects.map(lowerId));
  const added = subjects.filter((id) => !affected.has(lowerId(id)));
  return { origin: 'both', ...(added.length === 0 ? {} : { added }) };
}
