import { createHash } from 'node:crypto';
import { CLOUDS } from '../model/cloud.js';

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** What a hidden id begins with: no id that Azure gives out has so many zeros. */
const HIDDEN = '00000000-0000-0000-0000-';

/**
 * Ids that are the same in every tenant and say nothing about it: the applications of Azure Backup, and built-in roles
 * that people see in commands and role assignments
 * (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles).
 */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  ...CLOUDS.flatMap(({ backupAppId }) => backupAppId ?? []),
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', // Owner
  'b24988ac-6180-42a0-ab88-20f7382dd24c', // Contributor
  'acdd72a7-3385-48ef-bd42-f606fba81ae7', // Reader
  '5e467623-bb1f-42f4-a55d-6e525e11384b', // Backup Contributor
  '00c29273-979b-4161-815c-10b084fb9324', // Backup Operator
  'a795c7a0-d4a2-40c1-ae25-d81f01202912', // Backup Reader
  '00482a5a-887f-4fb3-b363-3b7fe8e74483', // Key Vault Administrator
  '14b46e9e-c2b7-41b4-b07b-48a6ebf60603', // Key Vault Crypto Officer
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', // Key Vault Secrets Officer
]);

const cache = new Map<string, string>();

/**
 * The text with every GUID in it hidden, the same one always in the same way: it becomes zeros and 48 bits of its
 * SHA-256, still in the shape of a GUID. A hidden one stays as it is, and so do well-known ones. GUIDs are random, so
 * that the hash does not give them away; somebody who knows one already can recognise it.
 */
export function hideIds(text: string): string {
  return text.replace(GUID, (guid) => {
    const lower = guid.toLowerCase();
    if (lower.startsWith(HIDDEN) || WELL_KNOWN.has(lower)) return guid;
    let hidden = cache.get(lower);
    if (hidden === undefined) {
      hidden = HIDDEN + createHash('sha256').update(lower).digest('hex').slice(0, 12);
      cache.set(lower, hidden);
    }
    return hidden;
  });
}
