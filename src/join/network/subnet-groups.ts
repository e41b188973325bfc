import { lowerId } from '../../model/arm-id.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { mostTelling, Unknown } from '../../model/unknown.js';
import { at, bodyOf, knownObjectsOf, knownTextOf, textOf } from '../read.js';

/** What is known of the network security groups on a subnet. */
export interface SubnetGroups {
  /** Lower-cased ids. */
  readonly groups: ReadonlySet<string>;
  /** Why there may be a group that is not told. */
  readonly why: Unknown | undefined;
}

/** The network security groups of a slice by the lower-cased ids of the subnets that they are on. */
export function securityGroupsBySubnet(slice: Slice): ReadonlyMap<string, SubnetGroups> {
  const bySubnet = new Map<string, SubnetGroups>();
  const connect = (subnet: string, group: string | Unknown | undefined) => {
    const key = lowerId(subnet);
    const earlier = bySubnet.get(key);
    bySubnet.set(key, {
      groups: new Set([...(earlier?.groups ?? []), ...(typeof group === 'string' ? [lowerId(group)] : [])]),
      why: mostTelling(earlier?.why, group instanceof Unknown ? group : undefined),
    });
  };
  for (const [id, row] of slice.resources.ofType(TYPES.securityGroup)) {
    for (const { id: subnet } of knownObjectsOf(bodyOf(row).subnets) ?? [])
      if (knownTextOf(subnet) !== undefined) connect(String(subnet), id);
  }
  for (const row of slice.resources.ofType(TYPES.virtualNetwork).values()) {
    for (const subnet of knownObjectsOf(bodyOf(row).subnets) ?? []) {
      const id = knownTextOf(subnet.id) ?? idInFile(row, subnet.name);
      if (id !== undefined) connect(id, textOf(at(bodyOf(subnet), 'networkSecurityGroup', 'id')));
    }
  }
  return bySubnet;
}

/** Azure tells the id of each subnet of a network; in an infrastructure file it has its name only. */
function idInFile({ id }: Row, name: unknown): string | undefined {
  const known = knownTextOf(name);
  return known === undefined ? undefined : `${id}/subnets/${known}`;
}
