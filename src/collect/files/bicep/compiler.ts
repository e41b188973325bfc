import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** Bicep starts in a second; a restore of modules takes some more. */
const TIMEOUT = 120_000;
const MAX_OUTPUT = 64 << 20;

/**
 * Variables that hold secrets, or with which a process gets a token. The compiler restores modules from registries, and
 * a `bicepconfig.json`, which may be anybody's, says with which sign-in and at which authority.
 */
const SECRET =
  /^(AZURE_(CLIENT|FEDERATED|USERNAME)|ARM_|ACTIONS_|INPUT_|IDENTITY_|MSI_)|TOKEN|SECRET|PASSWORD|KEY|CREDENTIAL/i;

/** The user's own Bicep compiler. */
export interface Compiler {
  readonly path: string;
  /** Whether it is the Azure CLI, which calls Bicep. */
  readonly isAz: boolean;
}

/** What a run of the compiler printed. */
export interface Compiled {
  readonly stdout: string;
  readonly stderr: string;
  readonly failed: boolean;
}

/**
 * Finds `bicep`, else `az`. Folders that are relative, or inside the tree that is scanned, are passed over: nothing of
 * what is scanned may run.
 *
 * @param searchPath folders, separated as in PATH
 */
export async function findCompiler(searchPath: string, root: string): Promise<Compiler | undefined> {
  const folders = searchPath
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && folder !== root && !folder.startsWith(join(root, '/')));
  const isWindows = process.platform === 'win32';
  const names = isWindows
    ? ([['bicep.exe', false]] as const)
    : ([
        ['bicep', false],
        ['az', true],
      ] as const);
  for (const [name, isAz] of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isExecutable(path)) return { path, isAz };
    }
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Compiles a Bicep file, or a `.bicepparam` file together with its template, to standard output
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli), without the variables above.
 *
 * @param file an absolute path, so that it cannot be taken for an option
 */
export function compile({ path, isAz }: Compiler, file: string): Promise<Compiled> {
  const command = file.toLowerCase().endsWith('.bicepparam') ? 'build-params' : 'build';
  const args = isAz ? ['bicep', command, '--file', file, '--stdout'] : [command, file, '--stdout'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRET.test(name)));
  const options = { cwd: dirname(file), env, timeout: TIMEOUT, maxBuffer: MAX_OUTPUT, windowsHide: true };
  return new Promise((settle) => {
    execFile(path, args, options, (error, stdout, stderr) => {
      settle({ stdout, stderr, failed: error !== null });
    });
  });
}
