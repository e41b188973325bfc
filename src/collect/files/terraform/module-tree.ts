import type { ConfiguredCall, ConfiguredModule } from './configuration.js';
import type { Plan, PlannedResource } from './plan.js';
import { nameIn, referenceOf } from './reference.js';
import type { SourceModule } from './sources.js';

type Key = string | number | undefined;

/** One instance of a module. */
export interface ModuleInstance {
  /** For example `module.vm["x"]`; empty for the root. */
  readonly address: string;
  readonly configured: ConfiguredModule;
  readonly source: SourceModule | undefined;
  /** How it was called; undefined for the root. */
  readonly call: Call | undefined;
}

interface Call {
  readonly parent: ModuleInstance;
  readonly name: string;
  readonly key: Key;
  readonly configured: ConfiguredCall;
}

/** The instances of a plan's modules, and of the resources in them. */
export class ModuleTree {
  readonly #instances = new Map<string, ModuleInstance | undefined>();
  readonly #sources: ReadonlyMap<ConfiguredModule, SourceModule>;
  /** The instances of a block: by module address and `azurerm_subnet.name`, then by key. */
  readonly #resources = new Map<string, Map<Key, PlannedResource>>();
  /** The keys of the instances of a call, by module address and name of the call. */
  readonly #calls = new Map<string, Set<Key>>();

  constructor(plan: Plan, root: ConfiguredModule, sources: ReadonlyMap<ConfiguredModule, SourceModule>) {
    this.#sources = sources;
    this.#instances.set('', { address: '', configured: root, source: sources.get(root), call: undefined });
    for (const resource of plan.resources.values()) {
      if (resource.change === 'removed') continue;
      const place = `${resource.module} ${blockKeyOf(resource)}`;
      const found = this.#resources.get(place);
      if (found === undefined) this.#resources.set(place, new Map([[resource.index, resource]]));
      else found.set(resource.index, resource);
      this.at(resource.module);
    }
  }

  /** The instance at an address; undefined where the configuration does not have it. */
  at(address: string): ModuleInstance | undefined {
    const found = this.#instances.get(address);
    if (found !== undefined || this.#instances.has(address)) return found;
    const made = this.#make(address);
    this.#instances.set(address, made);
    return made;
  }

  /** The instances of a resource block in a module instance, by key. */
  resourcesOf(instance: ModuleInstance, block: string): ReadonlyMap<Key, PlannedResource> {
    return this.#resources.get(`${instance.address} ${block}`) ?? new Map<Key, PlannedResource>();
  }

  /** The instances of a called module. */
  called(parent: ModuleInstance, name: string): ModuleInstance[] {
    const keys = this.#calls.get(`${parent.address} ${name}`) ?? [];
    return [...keys].flatMap((key) => this.at(childAddress(parent.address, name, key)) ?? []);
  }

  #make(address: string): ModuleInstance | undefined {
    const steps = referenceOf(address) ?? [];
    const last = steps.at(-1);
    const key = last !== undefined && 'key' in last ? last.key : undefined;
    const name = nameIn(steps.at(key === undefined ? -1 : -2));
    if (name === undefined) return undefined;
    const end = childAddress('', name, key);
    const parent = address.endsWith(end)
      ? this.at(address.slice(0, -end.length).replace(/\.$/, ''))
      : undefined;
    const configured = parent?.configured.calls.get(name);
    if (parent === undefined || configured === undefined) return undefined;
    const place = `${parent.address} ${name}`;
    this.#calls.set(place, (this.#calls.get(place) ?? new Set<Key>()).add(key));
    const source = this.#sources.get(configured.module);
    return { address, configured: configured.module, source, call: { parent, name, key, configured } };
  }
}

/** The name of a block in its module: `azurerm_subnet.name`. */
export function blockKeyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}.${name}`;
}

function childAddress(parent: string, name: string, key: Key): string {
  const index = key === undefined ? '' : `[${typeof key === 'number' ? key : quoted(key)}]`;
  return `${parent === '' ? '' : `${parent}.`}module.${name}${index}`;
}

/** A key as Terraform writes it in an address. */
function quoted(key: string): string {
  return JSON.stringify(key).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
