import { UserError } from '../model/user-error.js';
import { DIFF_FORMATS } from '../report/diff-reporters.js';
import { FORMATS } from '../report/index.js';
import { FAIL_ON } from './exit-code.js';

/** A flag that may be given more than once, one value each time. */
const repeatable = (description: string) =>
  ({ type: 'string', array: true, nargs: 1, default: [] as string[], description }) as const;

/** A flag with one value. */
const once = (description: string) => ({ type: 'string', requiresArg: true, description }) as const;

const toggle = (description: string) => ({ type: 'boolean', default: false, description }) as const;

/** A toggle that the configuration file may set where it is not given. */
const decision = (description: string) => ({ type: 'boolean', description }) as const;

const ALLOW_INCOMPLETE = decision('an incomplete scan is no failure');
const REDACT = decision('hide the ids of subscriptions, tenants and objects in everything that is written');

/** Where the configuration comes from; `--no-config` gives false. */
const CONFIG_FLAG = {
  config: once('a configuration file (default: .backup-lint.yaml, here or above); --no-config: none'),
} as const;

/** Where policies come from. */
const POLICY_FLAGS = { policies: repeatable('a folder with policies of your own') } as const;

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
  'protected-only': decision('leave out VMs that are not protected'),
  'resource-group': repeatable('only VMs of this resource group'),
  vm: repeatable('only this VM, by name or id'),
  'taken-at': once('what counts as now (default: the inventory says it)'),
  'allow-empty': decision('nothing to scan is no failure'),
  'allow-incomplete': ALLOW_INCOMPLETE,
  ...CONFIG_FLAG,
  quiet: toggle('findings only'),
  verbose: toggle('tell on stderr what is done'),
} as const;

const GATE_FLAG = {
  'fail-on': {
    choices: FAIL_ON,
    requiresArg: true,
    description: 'exit 1 from this level on (default: error)',
  },
} as const;

/** The flags of the commands that show policies. */
export const CATALOGUE_FLAGS = { ...POLICY_FLAGS, ...CONFIG_FLAG } as const;

/** The flags of `scan`. */
export const SCAN_FLAGS = {
  inventory: once('an inventory file, or JSON that `az` printed'),
  target: once('ARM id of the subscription or resource group that templates go to'),
  parameters: repeatable('a parameter file for templates, instead of those beside them'),
  'only-planned': toggle('with files and what exists: only what the change brings'),
  ...LIVE_FLAGS,
  ...POLICY_FLAGS,
  policy: repeatable('run only this policy'),
  'skip-policy': repeatable('do not run this policy'),
  'backup-service-object-id': once('object id of the Backup Management Service, for key vault policies'),
  output: { ...repeatable(`FORMAT[:FILE]: ${FORMATS.join(', ')}`), alias: 'o' },
  ...GATE_FLAG,
  baseline: once(
    'an earlier JSON report: tell what is new and what is fixed, fail on new findings only; --no-baseline: none',
  ),
  'strict-waivers': decision('exit 1 if a waiver is over, reaches too far, or is not needed'),
  redact: REDACT,
} as const;

/** The flags of `diff`. */
export const DIFF_FLAGS = {
  ...POLICY_FLAGS,
  output: { ...repeatable(`FORMAT[:FILE]: ${DIFF_FORMATS.join(', ')}`), alias: 'o' },
  ...GATE_FLAG,
  redact: REDACT,
  'allow-incomplete': ALLOW_INCOMPLETE,
  quiet: toggle('results only'),
} as const;

/** The flags of `collect`. */
export const COLLECT_FLAGS = {
  ...LIVE_FLAGS,
  // All that can be read is in an inventory; these save calls.
  'protected-only': decision('the calls of --deep only for VMs that are protected'),
  'resource-group': repeatable('the calls of --deep only for VMs of this resource group'),
  vm: repeatable('the calls of --deep only for this VM, by name or id'),
  'taken-at': once('what counts as now (default: now)'),
  quiet: toggle('tell nothing on stderr'),
  out: { ...once('the file to write; .gz compresses it'), demandOption: true },
} as const;

const ALL_FLAGS: Readonly<Record<string, object>> = { ...SCAN_FLAGS, ...COLLECT_FLAGS, ...DIFF_FLAGS };

/**
 * Refuses a value of a toggle other than `true` and `false`, which yargs would take for `false`.
 *
 * @throws UserError for the first one
 */
export function checkToggles(argv: readonly string[]): void {
  const end = argv.indexOf('--');
  for (const argument of end < 0 ? argv : argv.slice(0, end)) {
    const [, given = '', value = ''] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
    const name = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const flag = Object.hasOwn(ALL_FLAGS, name) ? ALL_FLAGS[name] : undefined;
    if (flag === undefined || !('type' in flag) || flag.type !== 'boolean') continue;
    if (value !== 'true' && value !== 'false')
      throw new UserError(`--${name}=${value}: write --${name} or --no-${name}.`);
  }
}

/**
 * Refuses what stands behind `--`, which is about to be left unread, where it is not paths to scan.
 *
 * @throws UserError
 */
export function checkRest(argv: readonly string[]): void {
  const end = argv.indexOf('--');
  if (end < 0 || end === argv.length - 1 || argv.slice(0, end).includes('scan')) return;
  throw new UserError(`Only paths to scan can stand behind \`--\`: ${argv[end + 1]}.`);
}

/** Flags with a value that `--no-…` takes back, which the configuration file may have set. */
const NEGATABLE = ['config', 'baseline'];

/**
 * The flags, where none that takes one value was given twice and none that takes a value was negated.
 *
 * @throws UserError otherwise
 */
export function single<T extends object>(flags: T): T {
  for (const [name, value] of Object.entries(flags) as [string, unknown][]) {
    const flag = Object.hasOwn(ALL_FLAGS, name) ? ALL_FLAGS[name] : undefined;
    if (flag === undefined || ('type' in flag && flag.type === 'boolean')) continue;
    const isList = 'array' in flag;
    if (!isList && Array.isArray(value)) throw new UserError(`--${name} can be given once.`);
    const isNegated = isList && Array.isArray(value) ? value.includes(false) : value === false;
    if (isNegated && !NEGATABLE.includes(name))
      throw new UserError(`--no-${name}: there is no such flag; --${name} takes a value.`);
  }
  return flags;
}
