import { UserError } from '../model/user-error.js';
import { FAIL_ON } from './exit-code.js';

/** A flag that may be given more than once, one value each time. */
const repeatable = (description: string) =>
  ({ type: 'string', array: true, nargs: 1, default: [] as string[], description }) as const;

/** A flag with one value. */
const once = (description: string) => ({ type: 'string', requiresArg: true, description }) as const;

const toggle = (description: string) => ({ type: 'boolean', default: false, description }) as const;

/** Where policies come from. */
export const POLICY_FLAGS = { policies: repeatable('a folder with policies of your own') } as const;

/** What to read from Azure, and of what VMs. */
const LIVE_FLAGS = {
  subscription: repeatable('read this subscription from Azure, by id'),
  'management-group': once('read the subscriptions of a management group from Azure'),
  tenant: toggle('read every subscription that can be seen'),
  cloud: once('AzureCloud, AzureUSGovernment, AzureChinaCloud, or a JSON file'),
  deep: {
    type: 'boolean',
    description: 'also read agent states and restore points, about one call each (default: up to 500 VMs)',
  },
  'protected-only': toggle('leave out VMs that are not protected'),
  'resource-group': repeatable('only VMs of this resource group'),
  vm: repeatable('only this VM, by name or id'),
  'taken-at': once('what counts as now (default: the inventory says it)'),
  'allow-empty': toggle('nothing to scan is no failure'),
  'allow-incomplete': toggle('an incomplete scan is no failure'),
  quiet: toggle('findings only'),
  verbose: toggle('tell on stderr what is done'),
} as const;

/** The flags of `scan` (design, section 7). */
export const SCAN_FLAGS = {
  inventory: once('an inventory file, or JSON that `az` printed'),
  ...LIVE_FLAGS,
  ...POLICY_FLAGS,
  policy: repeatable('run only this policy'),
  'skip-policy': repeatable('do not run this policy'),
  'backup-service-object-id': once('object id of the Backup Management Service, for key vault policies'),
  output: { ...repeatable('FORMAT[:FILE]: text, json or sarif'), alias: 'o' },
  'fail-on': { choices: FAIL_ON, default: 'error' as const, description: 'exit 1 from this level on' },
} as const;

/** The flags of `collect`. */
export const COLLECT_FLAGS = {
  ...LIVE_FLAGS,
  out: { ...once('the file to write; .gz compresses it'), demandOption: true },
} as const;

const ONCE = ['inventory', 'managementGroup', 'cloud', 'backupServiceObjectId', 'failOn', 'takenAt', 'out'];

/**
 * The flags, where none that takes one value was given twice.
 *
 * @throws UserError otherwise
 */
export function single<T extends object>(flags: T): T {
  const twice = Object.entries(flags).find(([name, value]) => ONCE.includes(name) && Array.isArray(value));
  if (twice === undefined) return flags;
  const flag = twice[0].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UserError(`--${flag} can be given once.`);
}
