import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { RESOURCE_GRAPH_QUOTA } from '../src/collect/azure/pace.js';
import { CLI, measure, textOf } from './measure.js';

interface Told {
  readonly resourceGraph: number;
  readonly locks: number;
  /** Calls of `--deep`; at least one for each resource that is asked about. */
  readonly deep: number;
  readonly throttled: number;
  readonly minimum: { readonly resourceGraph: number; readonly locks: number; readonly deep: number };
}

/** Scans an estate live, against an emulator in another process that has the limits of the service. */
export async function benchLive(vms: number, folder: string, mode: '--deep' | '--no-deep'): Promise<void> {
  const args = ['--max-old-space-size=12000', join('scripts', 'run.js'), join('bench', 'live-emulator.ts')];
  const emulator = spawn(process.execPath, [...args, String(vms), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: emulator.stdout })[Symbol.asyncIterator]();
    const read = async () => JSON.parse(String((await lines.next()).value)) as unknown;
    const env = (await read()) as Record<string, string>;
    const scan = [CLI, 'scan', '--tenant', mode, '--cloud', join(folder, 'cloud.json')];
    const output = ['--output', `sarif:${join(folder, 'live.sarif')}`];
    const figures = await measure([...scan, ...output], folder, {
      env: { ...env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    });
    emulator.stdin.write('\n');
    print(`live, ${mode}, ${vms} VMs`, figures, (await read()) as Told);
  } finally {
    emulator.stdin.end();
  }
}

function print(what: string, figures: Awaited<ReturnType<typeof measure>>, told: Told): void {
  const { resourceGraph, locks, deep, throttled, minimum } = told;
  const ratio = (resourceGraph + locks + deep) / (minimum.resourceGraph + minimum.locks + minimum.deep);
  const windows = figures.seconds / (RESOURCE_GRAPH_QUOTA.milliseconds / 1000);
  const share = resourceGraph / ((Math.floor(windows) + 1) * RESOURCE_GRAPH_QUOTA.requests);
  console.log(
    `${what}: ${textOf(figures)}; ${resourceGraph} queries, ${locks} calls for locks, ${deep} deep ones: ` +
      `${ratio.toFixed(2)} × the fewest possible; ${(share * 100).toFixed(0)} % of the quota of Resource Graph; ${throttled} × 429`,
  );
}
