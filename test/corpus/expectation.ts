/**
 * What must come out of chosen bodies of the corpus. Each expectation was written by reading the body and applying
 * the documents, not by running the tool.
 */
export interface Expectation {
  readonly name: string;
  /** Bodies below the corpus, without `.json`, that are scanned together. */
  readonly files: readonly string[];
  /** The moment that counts as "now"; mostly the day after the recording. */
  readonly at: string;
  /** `policy level resource fails`; nothing where it is left out. */
  readonly found?: readonly string[];
  /** Policies that are not known, of all VMs or of the named ones. All others pass or do not apply. */
  readonly unknown: readonly string[];
  /** VMs known to be protected, and of them failing; left out where protection is known of none. */
  readonly protected?: readonly [number, number];
}

/** No file here has our header, so what is not in it may exist all the same: these are never decided by a gap. */
const LOCKS = ['restore-point-group-unlocked', 'vm-not-read-only'];
const BACKUP = [
  'last-backup-succeeded',
  'no-backup-in-progress',
  'one-backup-per-day',
  'restore-point-count',
];

/** Policies that hang on rows which no body with a VM holds. */
export const OTHER_ROWS = [...LOCKS, ...BACKUP];

export const KEYS = ['key-vault-backup-access', 'key-vault-trusted-services'];

/** A running VM whose row and instance view say all is well: the rest hangs on rows that are not there. */
export const READY = [...OTHER_ROWS, ...KEYS, 'vm-extensions-succeeded'];

/** A VM that does not run: no agent policy applies. The network decides alone, and it is not in the file. */
export const STOPPED = [...READY, 'guest-dhcp', 'wire-server-reachable'];

/** An agent that is not ready tells no version. */
export const NOT_READY = [...STOPPED, 'vm-agent-version'];

/** No instance view: neither power state nor agent are known. */
export const UNSEEN = [...NOT_READY, 'vm-agent-ready'];

export const SETTINGS = ['vm-agent-provisioned', 'vm-extension-operations-allowed'];
export const SIZES = ['disk-size-supported', 'encrypted-disk-size-supported'];
export const PROVISIONING = 'vm-provisioning-succeeded';
export const EVERYTHING = [...UNSEEN, ...SETTINGS, ...SIZES, PROVISIONING];

export const without = (list: readonly string[], ...names: readonly string[]) =>
  list.filter((each) => !names.includes(each));

export const cli = (...names: readonly string[]) => names.map((name) => `azure-cli/${name}`);
export const psrule = (...names: readonly string[]) =>
  names.map((name) => `psrule-azure/live/${name.replace('#', 'Resources.VirtualMachine.')}`);
export const spec = (name: string) => [`rest-api-specs/virtualMachine/VirtualMachine_${name}`];
