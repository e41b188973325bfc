import { lowerId } from '../model/arm-id.js';
import { LEVELS } from '../model/policy.js';
import type { Finding, FindingOrigin } from '../model/report.js';

/**
 * The findings, each with whether the infrastructure files bring it.
 *
 * @param before the findings of what exists, without the files; undefined where only files were scanned
 * @param isDeclared whether the files declare the resource of a lower-cased id
 */
export function withOrigins(
  findings: readonly Finding[],
  before: readonly Finding[] | undefined,
  isDeclared: (id: string) => boolean,
): Finding[] {
  const levels = new Map(before?.map(({ fingerprint, level }) => [fingerprint, LEVELS.indexOf(level)]));
  const originOf = ({ fingerprint, level, resourceId, subjects }: Finding): FindingOrigin => {
    const earlier = levels.get(fingerprint);
    if (earlier === undefined || LEVELS.indexOf(level) < earlier) return 'planned';
    return [resourceId, ...subjects].some((id) => isDeclared(lowerId(id))) ? 'both' : 'existing';
  };
  return findings.map((finding) => ({ ...finding, origin: originOf(finding) }));
}
