import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real data that nobody on this project wrote. It lies beside the repository, never in it. */
export const CORPUS = join(import.meta.dirname, '../../../shared/corpus');

/** The folders with what Azure's APIs answered (the others hold templates and Terraform plans). */
const FOLDERS = ['azure-cli', 'azure-cli-ext', 'c7n-azure', 'manageiq', 'psrule-azure', 'rest-api-specs'];

/** One response body, as the `index.json` of its folder lists it. */
export interface Body {
  /** Below the corpus, for example `azure-cli/vm/….json`. */
  readonly file: string;
  readonly kind: string;
  /** The recording that it was taken from, in its upstream repository. */
  readonly source: string;
  readonly url?: string;
}

export const isThere = existsSync(CORPUS);

export const pathOf = (file: string) => join(CORPUS, file);

/** Every response body of the corpus. PSRule's `template` kind is no answer of an API. */
export function allBodies(): Body[] {
  return FOLDERS.flatMap((folder) => {
    const index = JSON.parse(readFileSync(pathOf(`${folder}/index.json`), 'utf8')) as Body[];
    return index
      .filter(({ kind }) => kind !== 'template')
      .map((body) => ({ ...body, file: `${folder}/${body.file}` }));
  });
}

/**
 * A body on one line, for an inventory without a header. An instance view alone does not say whose it is; it becomes
 * the row that `collect` stores, its id taken from the request.
 */
export function lineOf({ file, kind, url }: Body): string {
  const body = JSON.parse(readFileSync(pathOf(file), 'utf8')) as unknown;
  if (kind !== 'vm-instanceview' || url === undefined) return JSON.stringify(body);
  const type = 'microsoft.compute/virtualmachines/instanceview';
  return JSON.stringify({ id: new URL(url).pathname, type, properties: body });
}

/** What the tests read in the row of a VM with their own eyes, without the code under test. */
export interface RawVm {
  readonly id: string;
  readonly properties: {
    readonly osProfile?: {
      readonly allowExtensionOperations?: boolean | null;
      readonly windowsConfiguration?: { readonly provisionVMAgent?: boolean } | null;
      readonly linuxConfiguration?: { readonly provisionVMAgent?: boolean } | null;
    };
    readonly storageProfile?: {
      readonly osDisk?: {
        readonly vhd?: unknown;
        readonly diffDiskSettings?: { readonly option?: unknown } | null;
      };
    };
    readonly instanceView?: {
      readonly statuses?: readonly { readonly code: string }[];
      readonly vmAgent?: {
        readonly vmAgentVersion?: string;
        readonly statuses?: readonly { readonly code: string }[];
      };
    };
  };
}

type RawRow = Readonly<Record<string, unknown>>;
type Table = { readonly columns: readonly { readonly name: string }[]; readonly rows: readonly unknown[][] };
type RawDocument = RawRow & { readonly value?: RawRow[]; readonly data?: RawRow[] | Table };

/** The rows of virtual machines in a body, each id once. */
export function vmsIn(text: string): RawVm[] {
  const document = JSON.parse(text) as RawDocument;
  const { value, data } = document;
  const rows = value ?? (Array.isArray(data) ? data : data === undefined ? [document] : rowsOf(data));
  const vms = new Map<string, RawVm>();
  for (const row of Array.isArray(rows) ? rows : []) {
    const id = row.id ?? row.ResourceId;
    if (typeof id !== 'string' || !/\/microsoft\.compute\/virtualmachines\/[^/]+$/i.test(id)) continue;
    const properties = (row.properties ?? row.Properties ?? {}) as RawVm['properties'];
    vms.set(id.toLowerCase(), { id, properties });
  }
  return [...vms.values()];
}

function rowsOf({ columns, rows }: Table): RawRow[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
}

export const isRunning = ({ properties }: RawVm) =>
  properties.instanceView?.statuses?.some(({ code }) => code === 'PowerState/running') === true;

export const isReady = ({ properties: { instanceView } }: RawVm) =>
  instanceView?.vmAgent?.statuses?.some(({ code }) => code === 'ProvisioningState/succeeded') === true;

/** Whether the agent is older than the platform supports. */
export function isOld({ properties: { instanceView, osProfile } }: RawVm): boolean {
  const version = instanceView?.vmAgent?.vmAgentVersion ?? 'Unknown';
  const floor = osProfile?.windowsConfiguration ? '2.7.41491.1010' : '2.2.53.1';
  return version !== 'Unknown' && version.localeCompare(floor, 'en', { numeric: true }) < 0;
}

export const isNotProvisioned = ({ properties: { osProfile } }: RawVm) =>
  osProfile?.windowsConfiguration?.provisionVMAgent === false ||
  osProfile?.linuxConfiguration?.provisionVMAgent === false;

export const forbidsExtensions = ({ properties }: RawVm) =>
  properties.osProfile?.allowExtensionOperations === false;
