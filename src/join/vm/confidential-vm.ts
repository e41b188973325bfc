import { Unknown, type Fact } from '../../model/unknown.js';
import { sizeTraitsOf } from './size.js';
import { notTold } from '../slice-context.js';

type Support = 'preview' | 'regionUnclear' | 'regionUnsupported' | 'sizeUnsupported';

/** The regions that every page lists (confidential-vm-backup-support-matrix, 2026-01-28). */
const LISTED: readonly string[] = ['uaenorth', 'koreacentral'];

/** The regions that only the older text of the support matrix lists. */
const LISTED_ELSEWHERE: readonly string[] = [
  'switzerlandnorth',
  'westcentralus',
  'southafricanorth',
  'uksouth',
];

/**
 * How far Azure Backup supports a confidential VM: a preview, for sizes of generation 6, in a few regions. `null` for
 * any other VM (https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas).
 */
export function confidentialSupportOf(vm: {
  readonly securityType: Fact<string | null>;
  readonly size: Fact<string>;
  readonly location: Fact<string>;
}): Fact<Support | null> {
  const { securityType, size, location } = vm;
  if (securityType instanceof Unknown) return securityType;
  if (securityType !== 'ConfidentialVM') return null;
  if (size instanceof Unknown) return size;
  const traits = sizeTraitsOf(size);
  if (traits === undefined) return notTold(`which generation the size ${size} is`);
  if (traits.version !== 6) return 'sizeUnsupported';
  if (location instanceof Unknown) return location;
  if (LISTED.includes(location)) return 'preview';
  return LISTED_ELSEWHERE.includes(location) ? 'regionUnclear' : 'regionUnsupported';
}
