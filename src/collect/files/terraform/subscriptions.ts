import { lowerId, subscriptionOf } from '../../../model/arm-id.js';
import { at, objectOf, own, textOf, type JsonObject } from './json.js';
import { blockKeyOf, type ModuleTree } from './module-tree.js';
import type { Plan, PlannedResource } from './plan.js';
import { TABLE } from './table.js';

/** A subscription: its GUID, or what stands for it in ids while it is not known. */
export interface KnownSubscription {
  readonly id: string;
  readonly certain: boolean;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The subscription of each provider configuration: as it is configured, else where what it manages already is. Where
 * it is only in the environment of Terraform, the plan does not tell it.
 */
export class Subscriptions {
  readonly #file: string;
  readonly #tree: ModuleTree;
  readonly #byProvider = new Map<string, string | undefined>();

  constructor(plan: Plan, tree: ModuleTree) {
    this.#file = plan.file;
    this.#tree = tree;
    const configured = objectOf(own(plan.configuration, 'provider_config')) ?? {};
    for (const [key, provider] of Object.entries(configured)) {
      const subscription = configuredSubscription(provider, plan.variables);
      if (subscription !== undefined) this.#byProvider.set(key, subscription);
    }
    const fixed = new Set(this.#byProvider.keys());
    for (const resource of plan.resources.values()) {
      const provider = this.#providerOf(resource);
      const seen = subscriptionSeen(resource);
      if (fixed.has(provider) || seen === undefined) continue;
      // Two subscriptions under one configuration: then none of them is certain.
      const same = !this.#byProvider.has(provider) || this.#byProvider.get(provider) === seen;
      this.#byProvider.set(provider, same ? seen : undefined);
    }
    this.#addClients(plan, fixed);
  }

  /** The subscription that a resource is in. */
  of(resource: PlannedResource): KnownSubscription {
    const provider = this.#providerOf(resource);
    const known = this.#byProvider.get(provider);
    if (known !== undefined) return { id: known, certain: true };
    return { id: `<${provider}@${this.#file.replace(/[\s/]/g, ':')}>`, certain: false };
  }

  #providerOf(resource: PlannedResource): string {
    const configured = this.#tree.at(resource.module)?.configured.resources.get(blockKeyOf(resource));
    const key = configured?.provider ?? 'azurerm';
    return this.#byProvider.has(key) ? key : aliasOf(key);
  }

  /** `data.azurerm_client_config` tells who Terraform works as, and where. */
  #addClients(plan: Plan, fixed: ReadonlySet<string>): void {
    for (const [address, values] of plan.data) {
      const [, module, name] = CLIENT.exec(address) ?? [];
      const subscription = textOf(own(values, 'subscription_id'))?.toLowerCase();
      if (name === undefined || subscription === undefined || !GUID.test(subscription)) continue;
      const block = this.#tree
        .at(module ?? '')
        ?.configured.resources.get(`data.azurerm_client_config.${name}`);
      const provider = aliasOf(block?.provider ?? 'azurerm');
      if (!fixed.has(provider) && !this.#byProvider.has(provider))
        this.#byProvider.set(provider, subscription);
    }
  }
}

const CLIENT = /^(?:(.+)\.)?data\.azurerm_client_config\.([\w-]+)/;

/** The alias in the key of a provider configuration: `module.vm:azurerm.hub` is `azurerm.hub`; azapi goes along. */
function aliasOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1).replace(/^azapi/, 'azurerm');
}

function configuredSubscription(provider: unknown, variables: JsonObject): string | undefined {
  const expression = at(provider, 'expressions', 'subscription_id');
  const constant = textOf(own(expression, 'constant_value'));
  const references = own(expression, 'references');
  const [variable] = Array.isArray(references) && references.length === 1 ? (references as unknown[]) : [];
  const name = typeof variable === 'string' && variable.startsWith('var.') ? variable.slice(4) : undefined;
  // A proxy in a module has the variables of that module, not these.
  const isRoot = own(provider, 'module_address') === undefined;
  const value =
    constant ?? (name === undefined || !isRoot ? undefined : textOf(at(variables, name, 'value')));
  return value !== undefined && GUID.test(value) ? value.toLowerCase() : undefined;
}

/** The subscription in the id of a resource that exists, of a type that is always in the provider's own. */
function subscriptionSeen(resource: PlannedResource): string | undefined {
  const mapping = TABLE.get(resource.type);
  if (mapping?.kind !== 'row' || !mapping.id.startsWith('/subscriptions/{subscription}')) return undefined;
  const id = textOf(own(resource.before, 'id')) ?? textOf(own(resource.values, 'id'));
  const subscription = id === undefined ? undefined : subscriptionOf(lowerId(id));
  return subscription !== undefined && GUID.test(subscription) ? subscription : undefined;
}
