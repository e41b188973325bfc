import { expect, test } from '@jest/globals';
import { scanFiles, short, template, vmResource } from '../planned.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
const NAMESPACE = 'Microsoft.Network';

const DENY = {
  type: `${NAMESPACE}/networkSecurityGroups`,
  name: 'nsg',
  properties: {
    securityRules: [
      {
        name: 'deny',
        properties: {
          priority: 200,
          direction: 'Outbound',
          access: 'Deny',
          protocol: '*',
          sourceAddressPrefix: '*',
          sourcePortRange: '*',
          destinationAddressPrefix: '168.63.129.16',
          destinationPortRange: '80',
        },
      },
    ],
  },
};

/** What a VM in a subnet, which its network lists by name alone as templates do, says of the wire server. */
async function reached(subnet: object) {
  const nic = {
    type: `${NAMESPACE}/networkInterfaces`,
    name: 'nic',
    properties: {
      ipConfigurations: [
        {
          name: 'ip',
          properties: {
            privateIPAllocationMethod: 'Dynamic',
            subnet: { id: `[resourceId('${NAMESPACE}/virtualNetworks/subnets', 'net', 'app')]` },
          },
        },
      ],
    },
  };
  const network = {
    type: `${NAMESPACE}/virtualNetworks`,
    name: 'net',
    properties: { subnets: [{ name: 'app', properties: subnet }] },
  };
  const networkInterfaces = [{ id: `[resourceId('${NAMESPACE}/networkInterfaces', 'nic')]` }];
  const vm = vmResource('vm-new', { networkProfile: { networkInterfaces } });
  const text = template([DENY, nic, network, vm], { parameters: { group: { type: 'string' } } });
  return scanFiles(folder.path, { 'main.json': text }, undefined, { only: ['wire-server-reachable'] });
}

test('the security group of a subnet inside its network is on its interfaces', async () => {
  const id = `[resourceId('${NAMESPACE}/networkSecurityGroups', 'nsg')]`;
  expect(short(await reached({ networkSecurityGroup: { id } }))).toEqual([
    'wire-server-reachable warning nsg planned',
  ]);
});

test('a subnet without one has none; which one is not known says nothing', async () => {
  expect(await reached({})).toMatchObject({ findings: [], unknowns: [] });
  const unresolved = await reached({ networkSecurityGroup: { id: "[parameters('group')]" } });
  expect(unresolved).toMatchObject({ findings: [], unknowns: [{ reason: 'unresolved' }] });
});
