import type { Cloud } from '../../model/cloud.js';
import type { Clock } from './clock.js';
import type { VmFilter } from './estate.js';
import type { Quota } from './pace.js';
import type { Progress } from './progress.js';
import type { CredentialFactory } from './credential.js';

/** What a live scan is about: a list of subscriptions, a management group, or everything that can be seen. */
export type LiveScope =
  | { readonly subscriptions: readonly string[] }
  | { readonly managementGroup: string }
  | { readonly tenant: true };

export interface LiveOptions {
  readonly cloud: Cloud;
  readonly scope: LiveScope;
  /** True or false: as asked; undefined: where few VMs are in scope. */
  readonly deep?: boolean | undefined;
  readonly filter?: VmFilter | undefined;
  /** What counts as now. */
  readonly takenAt: string;
  readonly userAgent: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly credential?: CredentialFactory | undefined;
  readonly clock?: Clock | undefined;
  readonly quota?: Quota | undefined;
  /** How long one request may take, in milliseconds. */
  readonly timeout?: number | undefined;
}
