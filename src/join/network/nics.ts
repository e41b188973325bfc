import { lowerId, nameOf } from '../../model/arm-id.js';
import { ALLOCATION_METHODS, IP_VERSIONS } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES } from '../../model/row.js';
import {
  itemsOf,
  listOf,
  mostTelling,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { byId } from '../order.js';
import { at, bodyOf, booleanOf, enumOf, objectsOf, textOf, type Properties } from '../read.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';

/** The facts of a network interface. */
export type Nic = FactTree<NonNullable<VmDocument['nics']>[number]>;
type IpConfiguration = FactTree<
  NonNullable<NonNullable<VmDocument['nics']>[number]['ipConfigurations']>[number]
>;

/** The network interfaces of the VM, by id; unknown where the row has no network profile. */
export function nicsOf(context: SliceContext, vm: Properties): ListFact<Nic> {
  const references = objectsOf(at(vm, 'networkProfile', 'networkInterfaces'));
  if (references === undefined) return notTold('which network interfaces the VM has');
  if (references instanceof Unknown) return references;
  let why: Unknown | undefined;
  const nics: Nic[] = [];
  for (const reference of references) {
    const id = textOf(reference.id);
    if (id instanceof Unknown) why = mostTelling(why, id);
    else if (id !== undefined) nics.push(nicOf(context, id, booleanOf(bodyOf(reference).primary)));
  }
  return listOf(nics.sort(byId), why);
}

function nicOf(context: SliceContext, id: string, primary: Fact<boolean> | undefined): Nic {
  const row = rowOf(context, TYPES.nic, lowerId(id));
  if (row === null || row instanceof Unknown) {
    const why = whyNoFacts(row, id);
    return { id, name: nameOf(id), primary: primary ?? why, ipConfigurations: why };
  }
  const body = bodyOf(row);
  const configurations = objectsOf(body.ipConfigurations);
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    primary: primary ?? booleanOf(body.primary) ?? notTold('which interface is the primary one'),
    ipConfigurations:
      configurations instanceof Unknown
        ? configurations
        : (configurations?.map(ipConfigurationOf) ?? notTold('the IP configurations of the interface')),
  };
}

function ipConfigurationOf(configuration: Properties): IpConfiguration {
  const body = bodyOf(configuration);
  return {
    name: textOf(configuration.name) ?? null,
    allocation:
      enumOf(body.privateIPAllocationMethod, ALLOCATION_METHODS) ?? notTold('how the address is given'),
    address: textOf(body.privateIPAddress) ?? null,
    version: enumOf(body.privateIPAddressVersion, IP_VERSIONS) ?? 'IPv4',
    primary: booleanOf(body.primary) ?? notTold('which configuration is the primary one'),
    subnetId: textOf(at(body, 'subnet', 'id')) ?? null,
  };
}

/**
 * Whether an interface has a static allocation or a second IPv4 configuration: the settings under which people set
 * static addresses in the guest too. One such interface decides; without one, all must be known.
 */
export function staticAddressingOf(nics: ListFact<Nic>): Fact<boolean> {
  let unknown: Unknown | undefined = whyOpen(nics);
  for (const nic of itemsOf(nics)) {
    const configurations = itemsOf(nic.ipConfigurations).filter((each) => each.version !== 'IPv6');
    if (configurations.length > 1 || configurations.some((each) => each.allocation === 'Static')) return true;
    unknown = mostTelling(unknown, whyOpen(nic.ipConfigurations));
    unknown = mostTelling(unknown, whyAnyUnknown(configurations.map((each) => each.allocation)));
  }
  return unknown ?? false;
}
