import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSame } from '../../src/join/same.js';
import { Shown } from '../../src/join/shown.js';
import { TYPES, type Row } from '../../src/model/row.js';
import { Unknown } from '../../src/model/unknown.js';
import { scanFiles, template, vmResource } from '../planned.js';
import { temporaryFolder } from '../temporary.js';

const VM =
  '/subscriptions/<0a1b2c3d4e5f>/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/<1a1b2c3d4e5f>';
const VAULT =
  '/subscriptions/<0a1b2c3d4e5f>/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv';
const LABEL = 'infra/main.json#vm';

const rows = new Map<string, Row>([
  [
    `${TYPES.vm} ${VM.toLowerCase()}`,
    {
      id: VM,
      type: TYPES.vm,
      sighting: { label: LABEL, placeOf: () => ({ file: 'infra/main.json', line: 1, column: 1 }) },
    },
  ],
]);
const findRow = (type: string, id: string) => rows.get(`${type} ${id}`);
const shown = new Shown(findRow, true);

describe('what a resource is called', () => {
  test('by its label, where its id is not fully known', () => {
    expect(shown.idOf(TYPES.vm, VM)).toBe(LABEL);
    expect(shown.idOf(TYPES.vm, VM.toUpperCase().replaceAll('<0A1B2C3D4E5F>', '<0a1b2c3d4e5f>'))).toBe(LABEL);
  });

  test('by its name, where no file declares it; by no name, where that is not known', () => {
    expect(shown.idOf(TYPES.recoveryVault, VAULT)).toBe('rsv');
    expect(shown.idOf(TYPES.recoveryVault, VAULT.replace('rsv', '<aaaaaaaaaaaa>'))).toBe(
      'a resource that is known only at deployment',
    );
  });

  test('by its id, where that is known', () => {
    const id = VAULT.replace('<0a1b2c3d4e5f>', '11111111-1111-1111-1111-111111111111');
    expect(shown.idOf(TYPES.recoveryVault, id)).toBe(id);
  });
});

describe('facts', () => {
  test('an id becomes what it is called', () => {
    expect(shown.factOf(VM, {}, 'sourceId')).toBe(LABEL);
    expect(shown.factOf(VAULT, {}, 'vaultId')).toBe('rsv');
  });

  test('the name of what has a label is the end of that', () => {
    expect(shown.factOf('<1a1b2c3d4e5f>', { id: VM }, 'name')).toBe('vm');
    const unknown = new Unknown('unresolved', 'Parameter n has no value.');
    expect(shown.factOf(unknown, { id: VM }, 'name')).toBe('vm');
    expect(shown.factOf(unknown, { id: VM }, 'size')).toBe(unknown);
  });

  test('any other text that is known in part is not known', () => {
    const fact = shown.factOf('<1a1b2c3d4e5f>-group', {}, 'resourceGroup');
    expect(fact).toBeInstanceOf(Unknown);
    expect((fact as Unknown).reason).toBe('unresolved');
    expect(shown.factOf('<1a1b2c3d4e5f>', {}, 'name')).toBeInstanceOf(Unknown);
  });

  test('what has no stand-in stays', () => {
    for (const value of ['a', 1, true, null, undefined, 'a > b'])
      expect(shown.factOf(value, {}, 'x')).toBe(value);
  });
});

describe('reasons', () => {
  const detail = (words: string) => shown.whyOf(new Unknown('unresolved', words)).detail;

  test('call resources as facts do', () => {
    expect(detail(`${VAULT} is in another subscription than ${VM}.`)).toBe(
      'rsv is in another subscription than infra/main.json#vm.',
    );
    expect(detail('The size is not known.')).toBe('The size is not known.');
  });

  test('what Azure does not say is what the file does not say', () => {
    const why = shown.whyOf(new Unknown('undetermined', 'Azure does not say the size of the VM.'));
    expect([why.reason, why.detail]).toEqual(['not-in-source', 'The file does not say the size of the VM.']);
    const ofAzure = new Unknown('undetermined', 'Azure does not say the size of the VM.');
    expect(new Shown(findRow, false).whyOf(ofAzure)).toBe(ofAzure);
  });
});

describe('the same', () => {
  const standIn = fc.stringMatching(/^<[0-9a-f]{12}>$/);
  const text = fc.oneof(
    fc.stringMatching(/^[a-z]{1,3}$/),
    standIn,
    fc.tuple(fc.stringMatching(/^[a-z]$/), standIn).map((parts) => parts.join('')),
  );

  test('two texts are never certainly different where a part of one is not known', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const same = isSame(left, right);
        expect(isSame(right, left)).toEqual(same);
        if (left === right) expect(same).toBe(true);
        else if (`${left}${right}`.includes('<')) expect(same).toBeInstanceOf(Unknown);
        else expect(same).toBe(false);
      }),
    );
  });

  test('what is not known is the same as nothing', () => {
    const why = new Unknown('unresolved', 'Why.');
    expect(isSame(why, 'a')).toBe(why);
    expect(isSame('a', why)).toBe(why);
  });
});

describe('no report shows a stand-in', () => {
  const folder = temporaryFolder();
  const name = fc.constantFrom(
    "[parameters('n')]",
    "[concat('vm-', parameters('n'))]",
    '[uniqueString(resourceGroup().id)]',
    'vm-a',
  );
  const id = (type: string, of: string) =>
    `[resourceId('${type}', ${of.startsWith('[') ? of.slice(1, -1) : `'${of}'`})]`;

  test('whatever is not known of a VM and what belongs to it', async () => {
    await fc.assert(
      fc.asyncProperty(name, name, name, fc.boolean(), async (vm, nic, vault, isTargeted) => {
        const resources = [
          vmResource(vm, {
            networkProfile: { networkInterfaces: [{ id: id('Microsoft.Network/networkInterfaces', nic) }] },
            storageProfile: {
              osDisk: { osType: 'Linux', vhd: { uri: "[parameters('n')]" } },
              dataDisks: [
                { lun: 0, diskSizeGB: 70_000, managedDisk: { id: id('Microsoft.Compute/disks', nic) } },
              ],
            },
          }),
          {
            type: 'Microsoft.Compute/disks',
            name: nic,
            location: 'westeurope',
            properties: { diskSizeGB: 70_000 },
          },
          { type: 'Microsoft.Network/networkInterfaces', name: nic, properties: { ipConfigurations: [] } },
          {
            type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
            name: vault.startsWith('[') ? `[concat(${vault.slice(1, -1)}, '/p')]` : `${vault}/p`,
            properties: {
              backupManagementType: 'AzureIaasVM',
              policyType: 'V1',
              instantRpRetentionRangeInDays: 9,
              schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily' },
            },
          },
          {
            type: 'Microsoft.Authorization/locks',
            name: 'keep',
            scope: `[format('Microsoft.Compute/virtualMachines/{0}', ${vm.startsWith('[') ? vm.slice(1, -1) : `'${vm}'`})]`,
            properties: { level: 'ReadOnly' },
          },
        ];
        const text = template(resources, { parameters: { n: { type: 'string' } } });
        const target = isTargeted
          ? '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg'
          : undefined;
        const report = await scanFiles(folder.path, { 'main.json': text }, undefined, { target });
        expect(report.findings.length).toBeGreaterThan(0);
        const { policies, ...told } = report;
        expect(policies.length).toBeGreaterThan(50);
        expect(JSON.stringify(told)).not.toMatch(/<[0-9a-f]{12}>/);
      }),
      { numRuns: 30 },
    );
  });
});
