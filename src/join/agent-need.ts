import { allTrue, itemsOf, Unknown, whyOpen, type Fact, type ListFact } from '../model/unknown.js';
import type { Disk } from './disks.js';
import type { BackupPolicy } from './backup-policy.js';
import { sizeTraitsOf } from './size.js';
import { notTold } from './slice-context.js';

type AgentNeed = 'required' | 'degraded' | 'none' | 'undecided';

export interface FallbackInput {
  readonly size: Fact<string>;
  readonly securityType: Fact<string | null>;
  readonly disks: ListFact<Disk>;
}

/**
 * Whether Azure Backup can take a crash-consistent snapshot instead, without the agent. One thing that rules it out
 * is enough; without one, everything must be known. Sources: backup-azure-vms-agentless-multi-disk-crash-consistent,
 * concepts-restore-points.
 */
export function crashConsistentFallbackOf(input: FallbackInput): Fact<boolean> {
  const parts: Fact<boolean>[] = [
    sizeAllows(input.size),
    input.securityType instanceof Unknown ? input.securityType : input.securityType !== 'ConfidentialVM',
    ...itemsOf(input.disks).flatMap(diskAllows),
    whyOpen(input.disks) ?? true,
  ];
  return allTrue(parts);
}

function sizeAllows(size: Fact<string>): Fact<boolean> {
  if (size instanceof Unknown) return size;
  const traits = sizeTraitsOf(size);
  if (traits === undefined) return notTold(`what the size ${size} can do`);
  if (!traits.premiumStorage || traits.boost === true) return false;
  return traits.boost === undefined
    ? notTold(`whether size ${size} can be backed up crash-consistently`)
    : true;
}

function diskAllows(disk: Disk): Fact<boolean>[] {
  if (disk.excluded === true) return [];
  return [
    disk.ephemeral instanceof Unknown ? disk.ephemeral : !disk.ephemeral,
    disk.writeAccelerator instanceof Unknown ? disk.writeAccelerator : !disk.writeAccelerator,
    disk.sku instanceof Unknown ? disk.sku : disk.sku !== 'UltraSSD_LRS' && disk.sku !== 'PremiumV2_LRS',
    disk.maxShares instanceof Unknown ? disk.maxShares : disk.maxShares <= 1,
  ];
}

/** What a missing agent costs under the VM's backup policy (design, section 4). It is always decided or `undecided`. */
export function agentNeedOf(policy: BackupPolicy | Unknown | null, fallback: Fact<boolean>): AgentNeed {
  if (policy === null || policy instanceof Unknown) return 'undecided';
  const { snapshotConsistencyType: consistency } = policy;
  if (consistency === 'OnlyCrashConsistent') return 'none';
  if (consistency instanceof Unknown) return 'undecided';
  if (policy.policyType === 'V1') return 'required';
  if (policy.policyType !== 'V2' || fallback instanceof Unknown) return 'undecided';
  return fallback ? 'degraded' : 'required';
}
