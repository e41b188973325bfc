import { SCAN_FLAGS } from '../cli/flags.js';
import type { ScanFlags } from '../cli/scan-flags.js';
import { didYouMean } from '../model/near-match.js';
import { UserError } from '../model/user-error.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The inputs of the action (action.yml), read: the flags of `scan`, and what is the action's own. */
export interface Inputs {
  readonly flags: ScanFlags;
  /** Where to save what a live scan reads. */
  readonly saveInventory: string | undefined;
  /** The application to sign in as by OIDC. */
  readonly application: { readonly clientId: string; readonly tenantId: string } | undefined;
  readonly stepSummary: boolean;
  readonly annotations: boolean;
}

/** Inputs that can be given more than once as a flag have a plural, where English has one for them. */
const PLURALS: Readonly<Record<string, string>> = {
  subscription: 'subscriptions',
  'resource-group': 'resource-groups',
  vm: 'vms',
  output: 'outputs',
};

/** Lists of files: one in a line, since their names may hold commas. */
const FILES: ReadonlySet<string> = new Set(['paths', 'parameters', 'policies', 'outputs']);

/** Flags that the action does not have: a debug run of the workflow is verbose. */
const WITHOUT: ReadonlySet<string> = new Set(['quiet', 'verbose']);

/** Flags that `false` takes back, as `--no-…` does, where the configuration file sets them. */
const NEGATABLE: ReadonlySet<string> = new Set(['config', 'baseline']);

/** What yargs is told of a flag, as far as it matters here. */
interface Flag {
  readonly type?: string;
  readonly array?: boolean;
  readonly choices?: readonly string[];
  readonly default?: unknown;
}

/** The inputs that are flags of `scan`: the name of the input, and the flag. */
export const FLAG_INPUTS: readonly (readonly [input: string, name: string, flag: Flag])[] = [
  ['paths', 'paths', { array: true, default: [] }],
  ...Object.entries<Flag>(SCAN_FLAGS)
    .filter(([name]) => !WITHOUT.has(name))
    .map(([name, flag]) => [PLURALS[name] ?? name, name, flag] as const),
];

/** The inputs that no flag of `scan` has. */
export const OWN_INPUTS = [
  'client-id',
  'tenant-id',
  'save-inventory',
  'step-summary',
  'annotations',
] as const;

/**
 * Reads the inputs as the runner gives them: `INPUT_` and the name in capitals, an empty text where it is not set.
 *
 * @throws UserError for one that makes no sense
 */
export function readInputs(env: Env): Inputs {
  const flags: Record<string, unknown> = { quiet: false, verbose: env.RUNNER_DEBUG === '1' };
  for (const [input, name, flag] of FLAG_INPUTS) {
    flags[camelCase(name)] = valueOf(input, flag, env) ?? flag.default;
  }
  return {
    // yargs, too, gives flags whose types only their declarations tell.
    flags: flags as unknown as ScanFlags,
    saveInventory: textOf('save-inventory', env),
    application: applicationOf(env),
    stepSummary: booleanOf('step-summary', env) ?? true,
    annotations: booleanOf('annotations', env) ?? true,
  };
}

function valueOf(input: string, flag: Flag, env: Env): unknown {
  if (flag.array === true) return listOf(input, env);
  if (flag.type === 'boolean') return booleanOf(input, env);
  const text = textOf(input, env);
  if (text === 'false' && NEGATABLE.has(input)) return false;
  if (text === undefined || flag.choices === undefined || flag.choices.includes(text)) return text;
  throw new UserError(
    `The input ${input} cannot be "${text}".${didYouMean(text, flag.choices)}`,
    `It can be ${flag.choices.join(', ')}.`,
  );
}

function textOf(input: string, env: Env): string | undefined {
  const text = env[`INPUT_${input.toUpperCase()}`]?.trim();
  return text === '' ? undefined : text;
}

function listOf(input: string, env: Env): string[] | undefined {
  const items = textOf(input, env)
    ?.split(/\r?\n/)
    .flatMap((line) => (FILES.has(input) ? [line] : betweenCommas(line)))
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items?.length === 0 ? undefined : items;
}

/** What stands between commas; those in brackets belong to a label (`main.json#…/[format('{0}-{1}', …)]`). */
function betweenCommas(line: string): string[] {
  const items = [''];
  let depth = 0;
  for (const [part] of line.matchAll(/[[\],]|[^[\],]+/g)) {
    if (part === '[') depth++;
    if (part === ']') depth = Math.max(0, depth - 1);
    if (part === ',' && depth === 0) items.push('');
    else items.push(`${items.pop() ?? ''}${part}`);
  }
  return items;
}

/** The words of YAML 1.2 for true and false, which the runner passes on as texts. */
function booleanOf(input: string, env: Env): boolean | undefined {
  const text = textOf(input, env);
  if (text === undefined) return undefined;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new UserError(`The input ${input} is "${text}": it can be true or false.`);
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function applicationOf(env: Env): Inputs['application'] {
  const [clientId, tenantId] = [textOf('client-id', env), textOf('tenant-id', env)];
  if (clientId === undefined && tenantId === undefined) return undefined;
  if (clientId === undefined || tenantId === undefined) {
    const [given, missing] = clientId === undefined ? ['tenant-id', 'client-id'] : ['client-id', 'tenant-id'];
    throw new UserError(
      `The input ${given} needs ${missing}.`,
      `Add to the step:\n  with:\n    ${missing}: …\nA secret or variable that does not exist counts as not given.`,
    );
  }
  if (!GUID.test(clientId)) throw new UserError('The input client-id is no application id (a GUID).');
  if (!/^[\w.-]{1,253}$/.test(tenantId))
    throw new UserError('The input tenant-id is no tenant (a GUID or a domain).');
  return { clientId, tenantId };
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
