import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Row } from '../../../model/row.js';
import type { Addition } from '../../addition.js';
import type { JsonText } from '../json-text.js';
import { apart } from './apart.js';
import { moduleOf, type ConfiguredModule } from './configuration.js';
import { Identities } from './identity.js';
import { own } from './json.js';
import { blockKeyOf, ModuleTree } from './module-tree.js';
import { planOf, type Plan } from './plan.js';
import type { Origin } from './row-draft.js';
import { isRead, rowsOf } from './rows.js';
import { jsonPathOf } from './source-block.js';
import { isFolderInside, readModule, type SourceModule } from './sources.js';
import { Subscriptions } from './subscriptions.js';

export interface PlanOptions {
  /** The folder that places are relative to, and outside of which nothing is read. */
  readonly root: string;
  /** Where the plan lies: its `.tf` files may be beside it. Without it, that is where the name of the plan says. */
  readonly folder?: string | undefined;
  /** What to call the plan in labels: relative to the root, with `/`. Without it, as in places. */
  readonly file?: string | undefined;
  /** Whether the plan is to be judged for itself, although its ids are known: see {@link apart}. */
  readonly apart?: boolean;
  /** Takes what the plan adds to resources that it does not have. */
  readonly additions?: Addition[];
}

/** More source is not written for one plan, generated texts aside: then places are in the plan. */
const MAX_SOURCE = 4 * 1024 * 1024;

/**
 * Reads a Terraform plan (`terraform show -json`) into rows as Azure would return them once it is applied. What is
 * known only after apply is `Unknown`; links between the resources of the plan hold all the same. Places are in the
 * `.tf` files where these lie beside the plan, else in the plan.
 *
 * @throws UserError with file, line and column where the plan is not of the shape that Terraform prints
 */
export async function readPlan(json: JsonText, options: PlanOptions): Promise<Row[]> {
  const { root, file = json.file, folder = dirname(resolve(root, json.file)) } = options;
  const plan = { ...planOf(json), file };
  const configured = moduleOf(own(plan.configuration, 'root_module'), file);
  const sources = await sourcesOf(plan, configured, { root, folder });
  const tree = new ModuleTree(plan, configured, sources);
  const identities = new Identities(plan, tree, new Subscriptions(plan, tree));
  const placeOf = ({ resource, path }: Origin) => {
    const block = tree.at(resource.module)?.source?.blocks.get(blockKeyOf(resource));
    return block?.placeOf(path) ?? json.placeOf([...resource.path, ...jsonPathOf(path)]);
  };
  const rows = rowsOf(plan, identities, placeOf, options);
  return options.apart === true ? rows.map((row) => apart(row, identities.file)) : rows;
}

/** The sources of the modules that hold what is read, where they lie in the root. Each folder is read once. */
async function sourcesOf(
  plan: Plan,
  configured: ConfiguredModule,
  { root, folder }: { readonly root: string; readonly folder: string },
): Promise<Map<ConfiguredModule, SourceModule>> {
  const sources = new Map<ConfiguredModule, SourceModule>();
  const rows = [...plan.resources.values()].filter(
    ({ type, change }) => isRead(type) && change !== 'removed',
  );
  const [realRoot, realFolder] = await Promise.all(
    [root, folder].map((path) => realpath(path).catch(() => undefined)),
  );
  if (rows.length === 0 || realRoot === undefined || realFolder === undefined) return sources;
  const folders = await foldersOf(configured, realFolder, realRoot);
  const budget = { left: MAX_SOURCE };
  for (const [path, modules] of folders) {
    const wanted = new Set(modules.flatMap(keysIn));
    // A plan may come without its configuration.
    if (modules.includes(configured))
      for (const row of rows) if (row.module === '') wanted.add(blockKeyOf(row));
    const source = await readModule(path, realRoot, wanted, budget);
    for (const module of modules) sources.set(module, source);
  }
  return sources;
}

/** The blocks of a module that are asked for: what is read, and the calls of other modules. */
function keysIn(module: ConfiguredModule): string[] {
  const resources = [...module.resources.keys()].filter((key) => isRead(key.slice(0, key.indexOf('.'))));
  return [...resources, ...[...module.calls.keys()].map((name) => `module.${name}`)];
}

/** Which modules lie in which folder: those that are called by a local path. */
async function foldersOf(
  configured: ConfiguredModule,
  folder: string,
  root: string,
): Promise<ReadonlyMap<string, ConfiguredModule[]>> {
  const folders = new Map<string, ConfiguredModule[]>();
  const inside = new Map<string, boolean>();
  const waiting = [{ module: configured, folder }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { module, folder: here } = next;
    const isThere = inside.get(here) ?? (await isFolderInside(here, root));
    inside.set(here, isThere);
    if (!isThere) continue;
    const modules = folders.get(here);
    if (modules === undefined) folders.set(here, [module]);
    else modules.push(module);
    for (const { source, module: called } of module.calls.values())
      if (source !== undefined && /^\.\.?(\/|$)/.test(source))
        waiting.push({ module: called, folder: join(here, source) });
  }
  return folders;
}
