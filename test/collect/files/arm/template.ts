import type { PlacedJson } from '../../../../src/collect/files/json-text.js';
import { JsonText } from '../../../../src/collect/files/json-text.js';
import { givenBy } from '../../../../src/collect/files/arm/parameter-file.js';
import { readTemplate, type ReadTemplate } from '../../../../src/collect/files/arm/read-template.js';
import type { Row } from '../../../../src/model/row.js';
import { Unknown } from '../../../../src/model/unknown.js';

export const GROUP = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg';
const SCHEMA = 'https://schema.management.azure.com/schemas';

export interface Written {
  readonly schema?: string;
  readonly parameters?: object;
  readonly variables?: object;
  readonly functions?: unknown;
  readonly resources: unknown;
  readonly [key: string]: unknown;
}

/** The text of a template. */
export function templateText({ schema = '2019-04-01/deploymentTemplate.json', ...rest }: Written): string {
  return JSON.stringify(
    { $schema: `${SCHEMA}/${schema}#`, contentVersion: '1.0.0.0', ...rest },
    undefined,
    2,
  );
}

interface Around {
  readonly target?: string | undefined;
  readonly parameters?: object;
  readonly linked?: ReadonlyMap<string, PlacedJson | null>;
}

/** Reads a template that stands in `main.json`. */
export async function read(written: Written | string, around: Around = {}): Promise<ReadTemplate> {
  const text = typeof written === 'string' ? written : templateText(written);
  const values = Object.entries((around.parameters ?? {}) as Record<string, unknown>).map(
    ([name, value]) => [name, { value }] as const,
  );
  const file = await JsonText.parse('p.json', JSON.stringify({ parameters: Object.fromEntries(values) }));
  return readTemplate(await JsonText.parse('main.json', text), {
    key: 'main.json',
    target: 'target' in around ? around.target : GROUP,
    given: givenBy(file, 'main.json'),
    linked: around.linked ?? new Map(),
  });
}

/** The rows of a template that must be in order. */
export async function rowsOf(written: Written, around: Around = {}): Promise<readonly Row[]> {
  const { rows, problems } = await read(written, around);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return rows;
}

/** A disk whose properties hold what is to be evaluated. */
export function disk(name: string, properties: object = {}, more: object = {}) {
  return { type: 'Microsoft.Compute/disks', apiVersion: '2023-10-02', name, properties, ...more };
}

/** The ids below the group, for short. */
export function idsIn(rows: readonly Row[]): string[] {
  return rows.map(({ id }) => id.replace(`${GROUP}/providers/`, ''));
}

export function detailOf(value: unknown): string {
  if (value instanceof Unknown) return value.detail;
  throw new Error(`known: ${JSON.stringify(value)}`);
}
