import { groupNameOf, lowerId, nameOf, subscriptionOf } from '../../model/arm-id.js';
import { OS_TYPES, SECURITY_TYPES } from '../../model/enumerations.js';
import type { Row } from '../../model/row.js';
import { Unknown, type Fact, type ListFact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { at, enumOf, objectOf, regionOf, saysAnything, textOf, wasRead, type Properties } from '../read.js';
import { notTold } from '../slice-context.js';

/** Who a VM is. */
export type Identity = ReturnType<typeof identityOf>;

/**
 * The facts that tell who a VM is: where it stands, what it runs. What the agent says of the guest is in the instance
 * view at once, in Resource Graph later.
 */
export function identityOf(row: Row, vm: Properties, view: Fact<Properties>) {
  const seen = (name: 'osName' | 'osVersion') =>
    (view instanceof Unknown ? undefined : textOf(view[name])) ??
    textOf(at(vm, 'extended', 'instanceView', name)) ??
    null;
  return {
    name: textOf(row.name) ?? nameOf(row.id),
    resourceGroup: groupNameOf(row.id) ?? notTold('the resource group of the VM'),
    subscriptionId: subscriptionOf(lowerId(row.id)) ?? notTold('the subscription of the VM'),
    location: regionOf(row.location) ?? notTold('the region of the VM'),
    extendedLocation: textOf(at(row.extendedLocation, 'name')) ?? null,
    size: textOf(at(vm, 'hardwareProfile', 'vmSize')) ?? notTold('the size of the VM'),
    osType: osTypeOf(vm),
    osName: seen('osName'),
    osVersion: seen('osVersion'),
    securityType:
      enumOf(at(vm, 'securityProfile', 'securityType'), SECURITY_TYPES) ??
      (wasRead(row) ? null : notTold('the security type of the VM')),
  };
}

/** The tags by name. */
export function tagsOf(row: Row): ListFact<FactTree<{ name: string; value: string }>> {
  if (row.tags instanceof Unknown) return row.tags;
  const tags = Object.entries(objectOf(row.tags) ?? {});
  return tags
    .map(([name, value]) => ({ name, value: textOf(value) ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Windows or Linux: of the OS disk, else of the configuration in the OS profile. */
function osTypeOf(vm: Properties): Fact<string> {
  const told = enumOf(at(vm, 'storageProfile', 'osDisk', 'osType'), OS_TYPES);
  if (told !== undefined) return told;
  if (saysAnything(at(vm, 'osProfile', 'windowsConfiguration'))) return 'Windows';
  if (saysAnything(at(vm, 'osProfile', 'linuxConfiguration'))) return 'Linux';
  return notTold('whether the guest is Windows or Linux');
}
