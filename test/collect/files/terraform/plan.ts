import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JsonText } from '../../../../src/collect/files/json-text.js';
import { readPlan, type PlanOptions } from '../../../../src/collect/files/terraform/read-plan.js';
import type { Row } from '../../../../src/model/row.js';

type Json = Record<string, unknown>;

/** A resource of a plan, as the tests write it. */
export interface Planned {
  readonly address: string;
  readonly values?: Json;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly actions?: readonly string[];
  readonly before?: Json | null;
  /** What the configuration says; of one instance of each block. */
  readonly expressions?: Json;
  readonly forEach?: Json;
  readonly provider?: string;
}

export interface PlanParts {
  readonly resources: readonly Planned[];
  readonly data?: readonly { readonly address: string; readonly values: Json }[];
  readonly variables?: Json;
  readonly providers?: Json;
  /** The configuration of modules, by the name of the call in the root. */
  readonly calls?: Json;
}

/** `{ "references": […] }`, each reference followed by its own beginnings, as Terraform prints them. */
export function refers(...references: string[]): Json {
  return {
    references: references.flatMap((reference) => {
      const beginning = /^((?:data\.)?[^.[]+\.[^.[]+)(.*)$/.exec(reference);
      const [, block = reference, rest = ''] = beginning ?? [];
      const index = /^\[[^\]]+\]/.exec(rest)?.[0] ?? '';
      return [...new Set([reference, block + index, block])];
    }),
  };
}

/** `{ "constant_value": … }`. */
export const constant = (value: unknown): Json => ({ constant_value: value });

/**
 * A plan as `terraform show -json` prints it, version 1.2 of the format
 * (https://developer.hashicorp.com/terraform/internals/json-format).
 */
export function planOf({
  resources,
  data = [],
  variables = {},
  providers = {},
  calls = {},
}: PlanParts): Json {
  const parsed = resources.map((resource) => ({ ...resource, ...partsOf(resource.address) }));
  const kept = parsed.filter(({ actions = ['create'] }) => actions.join() !== 'delete');
  return {
    format_version: '1.2',
    terraform_version: '1.9.8',
    variables,
    planned_values: { root_module: moduleOf(kept) },
    resource_changes: parsed.map((resource) => ({
      address: resource.address,
      ...(resource.module === '' ? {} : { module_address: resource.module }),
      mode: 'managed',
      type: resource.type,
      name: resource.name,
      ...(resource.index === undefined ? {} : { index: resource.index }),
      provider_name: 'registry.terraform.io/hashicorp/azurerm',
      change: {
        actions: resource.actions ?? ['create'],
        before: resource.before ?? null,
        after: resource.actions?.join() === 'delete' ? null : (resource.values ?? {}),
        after_unknown: resource.unknown ?? {},
        before_sensitive: false,
        after_sensitive: resource.sensitive ?? {},
      },
    })),
    prior_state: {
      format_version: '1.0',
      terraform_version: '1.9.8',
      values: {
        root_module: {
          resources: data.map(({ address, values }) => ({
            address,
            mode: 'data',
            type: address.split('.')[1],
            name: address.split('.')[2],
            values,
          })),
        },
      },
    },
    configuration: {
      provider_config: { azurerm: { name: 'azurerm', expressions: providers } },
      root_module: {
        resources: configurationOf(parsed.filter(({ module }) => module === '')),
        module_calls: calls,
      },
    },
  };
}

/** The configuration of the blocks of some resources, to be put into a module call. */
export function configurationOf(resources: readonly Planned[]): Json[] {
  const blocks = new Map<string, Json>();
  for (const resource of resources) {
    const { type, name } = partsOf(resource.address);
    blocks.set(`${type}.${name}`, {
      address: `${type}.${name}`,
      mode: 'managed',
      type,
      name,
      provider_config_key: resource.provider ?? 'azurerm',
      expressions: resource.expressions ?? {},
      schema_version: 0,
      ...(resource.forEach === undefined ? {} : { for_each_expression: resource.forEach }),
    });
  }
  return [...blocks.values()];
}

function partsOf(address: string) {
  const [, module = '', type = '', name = '', index] =
    /^((?:module\.[^.[]+(?:\[[^\]]+\])?\.?)*?)\.?([\w-]+)\.([\w-]+)(?:\[([^\]]+)\])?$/.exec(address) ?? [];
  const key = index === undefined ? undefined : (JSON.parse(index) as string | number);
  return { module: module.replace(/\.$/, ''), type, name, index: key };
}

function moduleOf(resources: readonly (Planned & ReturnType<typeof partsOf>)[]): Json {
  const modules = [...new Set(resources.map(({ module }) => module))].filter((module) => module !== '');
  const listed = (module: string) =>
    resources
      .filter((resource) => resource.module === module)
      .map(({ address, type, name, index, values = {} }) => ({
        address,
        mode: 'managed',
        type,
        name,
        ...(index === undefined ? {} : { index }),
        values,
      }));
  return {
    resources: listed(''),
    child_modules: modules.map((address) => ({ address, resources: listed(address) })),
  };
}

/** The rows of a plan, without sources beside it unless there is a folder with some. */
export async function rowsIn(plan: unknown, options: Partial<PlanOptions> = {}): Promise<Row[]> {
  const json = await JsonText.parse('plans/tfplan.json', JSON.stringify(plan, null, 2));
  return readPlan(json, {
    root: '/nowhere',
    folder: '/nowhere/plans',
    file: 'plans/tfplan.json',
    ...options,
  });
}

/** Writes the files of a folder, with the folders in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** The one row of a type. */
export function only(rows: readonly Row[], type: string): Row & { properties: Json } {
  const found = rows.filter((row) => row.type.toLowerCase() === type.toLowerCase());
  if (found.length !== 1) throw new Error(`${found.length} rows of type ${type}`);
  return found[0] as Row & { properties: Json };
}
