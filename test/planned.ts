import { createHash } from 'node:crypto';
import { overlay } from '../src/collect/overlay.js';
import { PLANS } from '../src/collect/files/terraform/plans.js';
import type { FileOptions } from '../src/collect/files/collect-files.js';
import type { Finding, Report } from '../src/model/report.js';
import type { Row } from '../src/model/row.js';
import { scan, type ScanOptions } from '../src/scan.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';
import { newTree } from './collect/files/tree.js';
import { inventoryOf, type EstateOptions } from './estate/inventory.js';

type Json = Readonly<Record<string, unknown>>;

/** A virtual machine as templates declare it: what is wanted is given, the rest is ordinary. */
export function vmResource(name: string, properties: Json = {}, more: Json = {}): Json {
  return {
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: '2024-03-01',
    name,
    location: 'westeurope',
    properties: {
      hardwareProfile: { vmSize: 'Standard_D4s_v5' },
      storageProfile: {
        osDisk: {
          osType: 'Linux',
          createOption: 'FromImage',
          managedDisk: { storageAccountType: 'Premium_LRS' },
        },
        dataDisks: [],
      },
      osProfile: { computerName: name, adminUsername: 'operator' },
      networkProfile: { networkInterfaces: [] },
      ...properties,
    },
    ...more,
  };
}

export interface PlannedOptions extends EstateOptions {
  /** The target that the template goes to; undefined: not known. */
  readonly target?: string | undefined;
  readonly only?: readonly string[];
  readonly files?: Partial<FileOptions>;
  readonly scan?: Partial<ScanOptions>;
}

/** The text of a template. */
export function template(resources: readonly Json[], more: Json = {}): string {
  const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  return JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources, ...more }, null, 2);
}

/** Scans files below a folder, alone or laid over rows that exist. */
export async function scanFiles(
  below: string,
  files: Readonly<Record<string, string>>,
  existing: readonly Row[] | undefined,
  options: PlannedOptions = {},
): Promise<Report> {
  const tree = newTree(below);
  tree.write(files);
  const { target, only, files: fileOptions, scan: scanOptions, ...estate } = options;
  const planned = await tree.collect(['.'], { target, plans: PLANS, ...fileOptions });
  if (planned.problems.length > 0) throw new Error(JSON.stringify(planned.problems));
  const inventory = existing === undefined ? planned : overlay(await inventoryOf(existing, estate), planned);
  const policies = SHIPPED_POLICIES.filter(({ id, enabled }) => only?.includes(id) ?? enabled);
  return scan({ inventory, policies, ...scanOptions });
}

/** A finding in short: policy, level, name of the resource, origin. */
export function short({ findings }: Pick<Report, 'findings'>): string[] {
  return findings.map(
    ({ policy, level, resourceId, origin }) =>
      `${policy} ${level} ${resourceId.slice(resourceId.search(/[^/]*$/))} ${origin ?? '-'}`,
  );
}

/** The one finding of a policy. */
export function findingOf({ findings }: Report, policy: string): Finding {
  const found = findings.filter((each) => each.policy === policy);
  const [only] = found;
  if (found.length !== 1 || only === undefined) throw new Error(`${found.length} findings of ${policy}`);
  return only;
}

/** The line of a text, counted from 1, that holds the words for the first time. */
export function lineOf(text: string, words: string): number {
  const at = text.split('\n').findIndex((line) => line.includes(words));
  if (at < 0) throw new Error(`no line with ${words}`);
  return at + 1;
}

/** The fingerprint of a finding, as the design defines it. */
export function fingerprint(policy: string, resourceId: string): string {
  return createHash('sha256').update(`${policy}\0${resourceId.toLowerCase()}`).digest('hex');
}
