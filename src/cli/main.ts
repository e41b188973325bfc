import yargs, { type Argv } from 'yargs';
import { didYouMean } from '../model/near-match.js';
import { TOOL } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import { EXIT } from './exit-code.js';
import {
  CATALOGUE_FLAGS,
  COLLECT_FLAGS,
  DIFF_FLAGS,
  SCAN_FLAGS,
  checkRest,
  checkToggles,
  single,
} from './flags.js';
import type { Io } from './io.js';

const EXAMPLES: readonly (readonly [command: string, description: string])[] = [
  ['$0 scan infra/', 'judge what templates, Bicep files and Terraform plans will deploy'],
  ['$0 scan infra/ --subscription ID --only-planned', 'what the change brings to what exists'],
  ['$0 scan --subscription ID', 'judge a subscription, live'],
  ['$0 collect --tenant --out estate.ndjson.gz', 'save everything that can be seen'],
  ['$0 scan --inventory FILE', 'judge what `backup-lint collect` or `az graph query` saved'],
  ['$0 scan --inventory FILE -o text -o sarif:backup-lint.sarif', 'text to read, SARIF to upload'],
  ['$0 scan --inventory FILE --policy vm-agent-ready --fail-on warning', 'one policy, stricter'],
  ['$0 scan --inventory FILE --baseline last.json', 'fail on new findings only'],
  ['$0 diff last.json now.json', 'what came and went between two JSON reports'],
  ['$0 explain UserErrorRpCollectionLimitReached', 'what is behind an error code'],
];

const EXIT_CODES =
  'Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or unreadable input; 3 nothing to scan; 4 incomplete; 70 a bug.';

/** Takes the exit code that a command gives. */
type Finish = (code: Promise<number>) => Promise<void>;

/**
 * Runs the command line and gives the exit code.
 *
 * @throws UserError for a mistake of the user's; anything else that it throws is a bug
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // What a shell completes is not finished.
  if (argv[0] !== '--get-yargs-completions') {
    checkToggles(argv);
    checkRest(argv);
  }
  let code: number = EXIT.ok;
  let printed = '';
  const parser = commandLine(argv[0], io, async (result) => {
    code = await result;
  });
  await parser.parseAsync([...argv], {}, (_error: Error | undefined, _args: unknown, output: string) => {
    printed = output;
  });
  if (printed !== '') await io.stdout(`${printed}\n`);
  return code;
}

/** Each command loads its own module, so that none waits for what only another one needs. */
function withCommands(parser: Argv, io: Io, finish: Finish): Argv {
  return parser
    .command(
      'scan [paths..]',
      'Judge the VMs of infrastructure files, of an inventory or of Azure',
      (args: Argv) =>
        args
          .options(SCAN_FLAGS)
          .positional('paths', { type: 'string', array: true, description: 'templates, plans, folders' }),
      (flags) => {
        // What stands behind `--` is a path, whatever it begins with.
        const { '--': rest = [], ...given } = single(flags as typeof flags & { '--'?: string[] });
        const paths = [...(given.paths ?? []), ...rest];
        return finish(
          import('./scan-command.js').then(({ scanCommand }) => scanCommand({ ...given, paths }, io)),
        );
      },
    )
    .command('collect', 'Save what Azure holds as an inventory', COLLECT_FLAGS, (flags) =>
      finish(import('./collect-command.js').then(({ collectCommand }) => collectCommand(single(flags), io))),
    )
    .command(
      'diff <old> <new>',
      'Compare two JSON reports: what is new, what is fixed',
      (args: Argv) =>
        args
          .options(DIFF_FLAGS)
          .positional('old', { type: 'string', demandOption: true, description: 'the earlier report' })
          .positional('new', { type: 'string', demandOption: true, description: 'the later report' }),
      (flags) =>
        finish(import('./diff-command.js').then(({ diffCommand }) => diffCommand(single(flags), io))),
    )
    .command('policies', 'List the policies', CATALOGUE_FLAGS, (flags) =>
      finish(
        import('./policies-command.js').then(({ policiesCommand }) => policiesCommand(single(flags), io)),
      ),
    )
    .command(
      'test-policies <dir>',
      'Run the examples of your own policies',
      (args: Argv) => args.positional('dir', { type: 'string', demandOption: true }),
      ({ dir }) =>
        finish(
          import('./test-policies-command.js').then(({ testPoliciesCommand }) =>
            testPoliciesCommand(dir, io),
          ),
        ),
    )
    .command(
      'explain <word>',
      'Explain a policy or an error code of Azure Backup',
      (args: Argv) =>
        args.options(CATALOGUE_FLAGS).positional('word', { type: 'string', demandOption: true }),
      (flags) =>
        finish(
          import('./explain-command.js').then(({ explainCommand }) => explainCommand(single(flags), io)),
        ),
    );
}

function commandLine(command: string | undefined, io: Io, finish: Finish): Argv {
  const usage = '$0 <command>\n\nTells which Azure VM backups are going to fail, why, and what to repair.';
  const parser = withCommands(yargs().scriptName(TOOL.name).usage(usage), io, finish);
  for (const [line, description] of EXAMPLES) parser.example(line, description);
  return parser
    .completion('completion', 'Print a completion script for bash or zsh')
    .demandCommand(1, 'Say what to do.')
    .parserConfiguration({ 'dot-notation': false, 'populate--': true })
    .strict()
    .version(TOOL.version)
    .help()
    .alias({ help: 'h' })
    .wrap(100)
    .epilogue(EXIT_CODES)
    .exitProcess(false)
    .fail((message: string | undefined, error: Error | undefined) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      const told = sentenceOf(message ?? error?.message ?? 'Wrong usage.', command);
      throw new UserError(told, `${TOOL.name} --help`);
    });
}

/** What is said where a command lacks what it cannot do without. */
const LACKING: ReadonlyMap<string | undefined, string> = new Map([
  ['collect', 'Say where to write: --out FILE.'],
  ['diff', 'Two JSON reports are to be given, OLD and NEW.'],
  ['explain', 'Say what to explain: a policy or an error code of Azure Backup.'],
  ['test-policies', 'Name the folder of the policies.'],
]);

/** yargs' message as one sentence, with the nearest word for an unknown one. */
function sentenceOf(message: string, command: string | undefined): string {
  const lacking = LACKING.get(command);
  if (lacking !== undefined && /^(Not enough non-option|Missing required) argument/.test(message))
    return lacking;
  const valueless = /^Not enough arguments following: (\S+)$/.exec(message)?.[1];
  if (valueless !== undefined) return `${valueless.length === 1 ? '-' : '--'}${valueless} takes a value.`;
  const choice = /Argument: (\S+), Given: "?([^",]*)"?, Choices: (.*)$/m.exec(message);
  if (choice !== null) {
    const [, flag = '', given = '', choices = ''] = choice;
    const known = [...choices.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value);
    return `--${flag} ${given}: it can be ${known.join(', ')}.${didYouMean(given, known)}`;
  }
  const [first = message] = message.split('\n');
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(first)?.[1]?.split(', ')[0];
  const sentence = /[.!?]$/.test(first) ? first : `${first}.`;
  return unknown === undefined ? sentence : sentence + didYouMean(unknown, wordsOf(command));
}

const COMMANDS = ['scan', 'collect', 'diff', 'policies', 'explain', 'test-policies', 'completion'];

/** The words that can be meant: the flags of the command; where that is none, the commands too. */
function wordsOf(command: string | undefined): string[] {
  if (command === 'collect') return Object.keys(COLLECT_FLAGS);
  if (command === 'diff') return Object.keys(DIFF_FLAGS);
  if (command === 'policies' || command === 'explain') return Object.keys(CATALOGUE_FLAGS);
  return [...Object.keys(SCAN_FLAGS), ...(command === 'scan' ? [] : COMMANDS)];
}
