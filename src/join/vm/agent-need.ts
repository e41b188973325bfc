import { itemsOf, Unknown, whyAnyUnknown, whyOpen, type Fact, type ListFact } from '../../model/unknown.js';
import type { Disk } from '../disks/disks.js';
import type { BackupPolicy } from '../backup/backup-policy.js';
import { sizeTraitsOf } from './size.js';
import { notTold } from '../slice-context.js';

type AgentNeed = 'required' | 'degraded' | 'none' | 'undecided';

export interface FallbackInput {
  readonly size: Fact<string>;
  readonly securityType: Fact<string | null>;
  readonly disks: ListFact<Disk>;
}

type Obstacle = 'size' | 'boostSize' | 'confidentialVm' | 'disk';

/**
 * What rules out a crash-consistent snapshot, without the agent: one thing is enough; for `null` everything must be
 * known. Sources: backup-azure-vms-agentless-multi-disk-crash-consistent, concepts-restore-points.
 */
export function crashConsistentObstacleOf(input: FallbackInput): Fact<Obstacle | null> {
  const obstacles: Fact<Obstacle | null>[] = [
    obstacleOfSize(input.size),
    ...itemsOf(input.disks).flatMap(diskAllows).map(asObstacle('disk')),
    asObstacle('confidentialVm')(
      input.securityType instanceof Unknown ? input.securityType : input.securityType !== 'ConfidentialVM',
    ),
  ];
  const found = obstacles.find((each) => typeof each === 'string');
  return found ?? whyAnyUnknown(obstacles) ?? whyOpen(input.disks) ?? null;
}

/** Whether Azure Backup can fall back to a crash-consistent snapshot: nothing rules it out. */
export function fallbackOf(obstacle: Fact<string | null>): Fact<boolean> {
  return obstacle instanceof Unknown ? obstacle : obstacle === null;
}

const asObstacle =
  (obstacle: Obstacle) =>
  (allowed: Fact<boolean>): Fact<Obstacle | null> =>
    allowed instanceof Unknown ? allowed : allowed ? null : obstacle;

function obstacleOfSize(size: Fact<string>): Fact<Obstacle | null> {
  if (size instanceof Unknown) return size;
  const traits = sizeTraitsOf(size);
  if (traits === undefined) return notTold(`what the size ${size} can do`);
  if (!traits.premiumStorage) return 'size';
  if (traits.boost === undefined) {
    return notTold(`whether size ${size} can be backed up crash-consistently`);
  }
  return traits.boost ? 'boostSize' : null;
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

/** What a missing agent costs under the VM's backup policy. It is always decided or `undecided`. */
export function agentNeedOf(policy: BackupPolicy | Unknown | null, fallback: () => Fact<boolean>): AgentNeed {
  if (policy === null || policy instanceof Unknown) return 'undecided';
  const { snapshotConsistencyType: consistency } = policy;
  if (consistency === 'OnlyCrashConsistent') return 'none';
  if (consistency instanceof Unknown) return 'undecided';
  if (policy.policyType === 'V1') return 'required';
  if (policy.policyType !== 'V2') return 'undecided';
  const fallsBack = fallback();
  if (fallsBack instanceof Unknown) return 'undecided';
  return fallsBack ? 'degraded' : 'required';
}
