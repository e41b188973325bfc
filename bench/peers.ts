// Other checkers side by side with backup-lint, on the same estate with the same three rules:
// npm ci --prefix bench/peers && npm run bench:peers [-- VMS]
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../src/model/report.js';
import { estateLines } from './estate.js';
import { CLI, measure, textOf, type Figures } from './measure.js';

const RULES = ['disk-size-supported', 'vm-provisioning-succeeded', 'vm-extensions-succeeded'];
const PEERS = join('bench', 'peers');
const bin = (...path: string[]) => join(PEERS, 'node_modules', ...path);

interface Peer {
  readonly name: string;
  readonly args: readonly string[];
  /** How many places it found wrong. */
  readonly count: (figures: Figures) => Promise<number>;
}

/** One JSON list of all rows, which is what the others read, and the same as an inventory. */
async function writeEstate(vms: number, folder: string): Promise<{ list: string; inventory: string }> {
  const lines = [...estateLines({ vms })];
  const [list, inventory] = [join(folder, 'estate.json'), join(folder, 'estate.ndjson')];
  await writeFile(list, `[${lines.slice(1, -1).join(',')}]`);
  await writeFile(inventory, lines.join(''));
  return { list, inventory };
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

function peers(list: string, inventory: string, folder: string): Peer[] {
  const [report, all, spectral] = ['report.json', 'all.json', 'spectral.json'].map((name) =>
    join(folder, name),
  );
  const findings = async (file: string) =>
    ((await readJson(file)) as Report).findings.filter(({ policy }) => RULES.includes(policy)).length;
  const scan = [CLI, 'scan', '--inventory', inventory, '--output'];
  return [
    {
      name: 'backup-lint, three policies',
      args: [...scan, `json:${report}`, ...RULES.flatMap((rule) => ['--policy', rule])],
      count: () => findings(report!),
    },
    { name: 'backup-lint, the whole catalogue', args: [...scan, `json:${all}`], count: () => findings(all!) },
    {
      name: 'ajv-cli, one schema',
      args: [
        bin('ajv-cli', 'dist', 'index.js'),
        'validate',
        '--all-errors',
        '--strict=false',
        '--errors=line',
        '-s',
        join(PEERS, 'schema.json'),
        '-d',
        list,
      ],
      count: ({ stderr }) => Promise.resolve([...stderr.matchAll(/"keyword":"(?:maximum|enum)"/g)].length),
    },
    {
      name: 'json-rules-engine',
      args: [join(PEERS, 'rules.js'), list],
      count: ({ stderr }) =>
        Promise.resolve(
          Object.values(JSON.parse(stderr) as Record<string, number>).reduce((a, b) => a + b, 0),
        ),
    },
    {
      name: 'Spectral CLI',
      args: [
        '--max-old-space-size=8000',
        bin('@stoplight', 'spectral-cli', 'dist', 'index.js'),
        'lint',
        list,
        '-r',
        join(PEERS, 'spectral.yaml'),
        '-f',
        'json',
        '-o',
        spectral!,
      ],
      count: async () =>
        ((await readJson(spectral!)) as { message: string }[]).filter(
          ({ message }) => !message.includes('"then" schema'),
        ).length,
    },
  ];
}

const vms = Number(process.argv[2] ?? 5000);
if (!existsSync(bin('ajv-cli'))) throw new Error(`They are not installed: npm ci --prefix ${PEERS}`);
const folder = await mkdtemp(join(tmpdir(), 'backup-lint-peers-'));
try {
  const { list, inventory } = await writeEstate(vms, folder);
  let own: Figures | undefined;
  for (const { name, args, count } of peers(list, inventory, folder)) {
    const figures = await measure(args, folder, { runs: 1 });
    own ??= figures;
    const found = await count(figures);
    const ratio = `${(figures.cpu / own.cpu).toFixed(1)} × processor time`;
    console.log(`${name}: ${textOf(figures)}, ${ratio}, ${found} found`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
