import yargs, { type Argv } from 'yargs';
import { didYouMean } from '../model/near-match.js';
import { TOOL } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import { EXIT, FAIL_ON } from './exit-code.js';
import type { Io } from './io.js';

const EXAMPLES: readonly (readonly [command: string, description: string])[] = [
  ['$0 scan --inventory FILE', 'judge what `az graph query` or `backup-lint collect` saved'],
  [
    '$0 scan --inventory FILE --output text --output sarif:backup-lint.sarif',
    'text to read, SARIF to upload',
  ],
  ['$0 scan --inventory FILE --policy vm-agent-ready --fail-on warning', 'one policy, stricter'],
  ['$0 explain UserErrorRpCollectionLimitReached', 'what is behind an error code'],
];

const EXIT_CODES = `Exit codes: 0 nothing at or above --fail-on · 1 findings · 2 wrong usage or unreadable input · 3 nothing to scan · 4 incomplete · 70 a bug in ${TOOL.name}`;

/** A flag that may be given more than once, one value each time. */
const repeatable = (description: string) =>
  ({ type: 'string', array: true, nargs: 1, default: [] as string[], description }) as const;

/**
 * Runs the command line and gives the exit code.
 *
 * @throws UserError for a mistake of the user's; anything else that it throws is a bug
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const set = (result: Promise<number | void>) => result.then((value) => void (code = value ?? EXIT.ok));
  const parser = commands(yargs().scriptName(TOOL.name), io, set);
  let printed = '';
  const known: string[] = [];
  parser.fail((message: string | undefined, error: Error | undefined) => {
    throw error ?? new UserError(sentenceOf(message ?? 'Wrong usage.', known), `${TOOL.name} --help`);
  });
  known.push(...Object.keys((parser as unknown as { getOptions(): { key: object } }).getOptions().key));
  await parser.parseAsync([...argv], {}, (_error: Error | undefined, _args: unknown, output: string) => {
    printed = output;
  });
  if (printed !== '') await io.stdout(`${printed}\n`);
  return code;
}

function commands(parser: Argv, io: Io, set: (result: Promise<number | void>) => Promise<void>): Argv {
  for (const [command, description] of EXAMPLES) parser.example(command, description);
  return parser
    .usage('$0 <command>\n\nTells which Azure VM backups are going to fail, why, and what to repair.')
    .command('scan', 'Judge the VMs of an inventory', scanFlags, (flags) =>
      set(import('./scan-command.js').then(({ scanCommand }) => scanCommand(single(flags), io))),
    )
    .command('policies', 'List the policies', policyFolders, (flags) =>
      set(import('./policies-command.js').then(({ policiesCommand }) => policiesCommand(flags, io))),
    )
    .command(
      'explain <word>',
      'Explain a policy or an error code of Azure Backup',
      (args: Argv) =>
        policyFolders(args).positional('word', {
          type: 'string',
          demandOption: true,
          description: 'POLICY or ERROR-CODE',
        }),
      (flags) => set(import('./explain-command.js').then(({ explainCommand }) => explainCommand(flags, io))),
    )
    .completion('completion', 'Print a completion script for bash or zsh')
    .demandCommand(1, 'Say what to do.')
    .strict()
    .version(TOOL.version)
    .help()
    .alias({ help: 'h' })
    .wrap(100)
    .epilogue(EXIT_CODES)
    .exitProcess(false);
}

const policyFolders = (args: Argv) =>
  args.option('policies', { ...repeatable('a folder with policies of your own'), requiresArg: true });

function scanFlags(args: Argv) {
  return policyFolders(args).options({
    inventory: {
      type: 'string',
      requiresArg: true,
      description: 'an inventory file, or JSON that `az` printed',
    },
    policy: repeatable('run only this policy'),
    'skip-policy': repeatable('do not run this policy'),
    'protected-only': {
      type: 'boolean',
      default: false,
      description: 'leave out VMs that are not protected',
    },
    'resource-group': repeatable('only VMs of this resource group'),
    vm: repeatable('only this VM, by name or id'),
    'backup-service-object-id': {
      type: 'string',
      requiresArg: true,
      description: 'object id of the Backup Management Service, for the key vault policies',
    },
    output: { ...repeatable('FORMAT[:FILE]: text, json or sarif'), alias: 'o' },
    'fail-on': { choices: FAIL_ON, default: 'error' as const, description: 'exit 1 from this level on' },
    'allow-empty': { type: 'boolean', default: false, description: 'nothing to scan is no failure' },
    'allow-incomplete': { type: 'boolean', default: false, description: 'an incomplete scan is no failure' },
    'taken-at': {
      type: 'string',
      requiresArg: true,
      description: 'what counts as now (default: the inventory says it)',
    },
    quiet: { type: 'boolean', default: false, conflicts: 'verbose', description: 'findings only' },
    verbose: { type: 'boolean', default: false, description: 'tell on stderr what is done' },
  });
}

/**
 * The flags, where none that takes one value was given twice.
 *
 * @throws UserError otherwise
 */
function single<T extends object>(flags: T): T {
  const once = ['inventory', 'backupServiceObjectId', 'failOn', 'takenAt'];
  const twice = Object.entries(flags).find(([name, value]) => once.includes(name) && Array.isArray(value));
  if (twice === undefined) return flags;
  throw new UserError(
    `--${twice[0].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} can be given once.`,
  );
}

/** yargs' message as a sentence, with the nearest flag for an unknown one. */
function sentenceOf(message: string, known: readonly string[]): string {
  const [first = message] = message.split('\n');
  const unknown = /^Unknown arguments?: (.*)$/.exec(first)?.[1]?.split(', ')[0];
  const sentence = /[.!?]$/.test(first) ? first : `${first}.`;
  return unknown === undefined ? sentence : `${sentence}${didYouMean(unknown, known)}`;
}
