import { attribute, block, byIdOnly, COMMON, inGroup, link, type Field, type Mapping } from '../mapping.js';

const NIC = 'Microsoft.Network/networkInterfaces';
const NETWORK = 'Microsoft.Network/virtualNetworks';
const SUBNET = `${NETWORK}/subnets`;
const GROUP = 'Microsoft.Network/networkSecurityGroups';
const APPLICATION_GROUP = 'Microsoft.Network/applicationSecurityGroups';

/** A rule has the same attributes in its group and on its own. */
const RULE: readonly Field[] = [
  attribute('name', 'name'),
  ...[
    ['priority', 'priority'],
    ['direction', 'direction'],
    ['access', 'access'],
    ['protocol', 'protocol'],
    ['source_port_range', 'sourcePortRange'],
    ['source_port_ranges', 'sourcePortRanges'],
    ['destination_port_range', 'destinationPortRange'],
    ['destination_port_ranges', 'destinationPortRanges'],
    ['source_address_prefix', 'sourceAddressPrefix'],
    ['source_address_prefixes', 'sourceAddressPrefixes'],
    ['destination_address_prefix', 'destinationAddressPrefix'],
    ['destination_address_prefixes', 'destinationAddressPrefixes'],
  ].map(([from = '', to = '']) => attribute(from, `properties.${to}`)),
  link(
    'source_application_security_group_ids',
    'properties.sourceApplicationSecurityGroups',
    APPLICATION_GROUP,
    {
      item: byIdOnly,
    },
  ),
  link(
    'destination_application_security_group_ids',
    'properties.destinationApplicationSecurityGroups',
    APPLICATION_GROUP,
    { item: byIdOnly },
  ),
];

const NIC_MAPPING: Mapping = {
  kind: 'row',
  armType: NIC,
  id: inGroup(`${NIC}/{name}`),
  addedTo: 'properties.networkSecurityGroup',
  fields: [
    ...COMMON,
    block(
      'ip_configuration',
      'properties.ipConfigurations',
      [
        attribute('name', 'name'),
        attribute('private_ip_address_allocation', 'properties.privateIPAllocationMethod'),
        attribute('private_ip_address', 'properties.privateIPAddress'),
        attribute('private_ip_address_version', 'properties.privateIPAddressVersion'),
        attribute('primary', 'properties.primary'),
        link('subnet_id', 'properties.subnet.id', SUBNET),
        link('public_ip_address_id', 'properties.publicIPAddress.id', 'Microsoft.Network/publicIPAddresses'),
      ],
      { key: 'name' },
    ),
    // Older versions set the group here.
    link('network_security_group_id', 'properties.networkSecurityGroup.id', GROUP),
  ],
};

const NETWORK_MAPPING: Mapping = {
  kind: 'row',
  armType: NETWORK,
  id: inGroup(`${NETWORK}/{name}`),
  fields: [
    ...COMMON,
    attribute('address_space', 'properties.addressSpace.addressPrefixes'),
    block(
      'subnet',
      'properties.subnets',
      [
        attribute('name', 'name'),
        link('id', 'id', SUBNET),
        attribute('address_prefix', 'properties.addressPrefix'),
        attribute('address_prefixes', 'properties.addressPrefixes'),
        link('security_group', 'properties.networkSecurityGroup.id', GROUP),
      ],
      { key: 'name', fresh: { value: [] } },
    ),
  ],
};

const SUBNET_MAPPING: Mapping = {
  kind: 'row',
  armType: SUBNET,
  id: inGroup(`${NETWORK}/{virtual_network_name}/subnets/{name}`),
  listedAt: 'properties.subnets',
  addedTo: 'properties.networkSecurityGroup',
  fields: [
    attribute('address_prefixes', 'properties.addressPrefixes'),
    attribute('default_outbound_access_enabled', 'properties.defaultOutboundAccess'),
    // Older versions set the group here.
    link('network_security_group_id', 'properties.networkSecurityGroup.id', GROUP),
  ],
};

const GROUP_MAPPING: Mapping = {
  kind: 'row',
  armType: GROUP,
  id: inGroup(`${GROUP}/{name}`),
  fields: [
    ...COMMON,
    block('security_rule', 'properties.securityRules', RULE, { key: 'name', fresh: { value: [] } }),
  ],
};

const RULE_MAPPING: Mapping = {
  kind: 'row',
  armType: `${GROUP}/securityRules`,
  id: inGroup(`${GROUP}/{network_security_group_name}/securityRules/{name}`),
  listedAt: 'properties.securityRules',
  fields: RULE.slice(1),
};

/** A security group that is put on an interface or a subnet. */
function association(from: string, armType: string): Mapping {
  return {
    kind: 'part',
    parent: { from, armType },
    at: 'properties.networkSecurityGroup',
    fields: [link('network_security_group_id', 'id', GROUP)],
  };
}

/** Network interfaces, networks and security groups. */
export const NETWORKING: Readonly<Record<string, Mapping>> = {
  azurerm_network_interface: NIC_MAPPING,
  azurerm_network_interface_security_group_association: association('network_interface_id', NIC),
  azurerm_virtual_network: NETWORK_MAPPING,
  azurerm_subnet: SUBNET_MAPPING,
  azurerm_subnet_network_security_group_association: association('subnet_id', SUBNET),
  azurerm_network_security_group: GROUP_MAPPING,
  azurerm_network_security_rule: RULE_MAPPING,
};
