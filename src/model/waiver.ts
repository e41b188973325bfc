import type { FilePlace } from './sighting.js';

/** What a waiver says for itself. */
export interface WaivedBy {
  /** A policy id, or `*`. */
  readonly policy: string;
  /** The id of the resource to repair, or a pattern of ids. */
  readonly resource: string;
  readonly reason: string;
  /** The last day on which it holds, `2026-12-31`, in UTC. */
  readonly until: string;
  readonly owner?: string;
}

/** An accepted finding: by policy and resource, with a reason, until a day. */
export interface Waiver extends WaivedBy {
  /** Where it is written. */
  readonly place?: FilePlace;
}

/**
 * What became of a waiver: it holds for a finding (`used`), or for none (`unused`); its last day is over (`expired`) or
 * further away than waivers may reach (`too-long`), so that it holds no more; or the scan did not see enough to tell
 * whether it is needed (`unknown`).
 */
export type WaiverState = 'used' | 'unused' | 'expired' | 'too-long' | 'unknown';

export interface JudgedWaiver extends Waiver {
  readonly state: WaiverState;
  /** Findings that it is about, whether it holds or not. */
  readonly findings: number;
}

/** Whether a waiver needs somebody's attention: it is over, reaches too far, or is of no use. */
export function isStale({ state }: JudgedWaiver): boolean {
  return state === 'expired' || state === 'too-long' || state === 'unused';
}
