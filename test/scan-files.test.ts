import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../src/model/report.js';
import type { Row } from '../src/model/row.js';
import { onlyPlanned } from '../src/report/only-planned.js';
import { sarif } from '../src/report/sarif.js';
import { changed, estate, PROVIDERS, RESOURCES, SUBSCRIPTION } from './collect/files/terraform/estate.js';
import { planOf, refers, type Planned } from './collect/files/terraform/plan.js';
import * as azure from './estate/rows.js';
import {
  findingOf,
  fingerprint,
  lineOf,
  scanFiles,
  short,
  template,
  vmResource,
  type PlannedOptions,
} from './planned.js';
import { temporaryFolder } from './temporary.js';

const S = '11111111-1111-1111-1111-111111111111';
const GROUP = `/subscriptions/${S}/resourceGroups/rg-a`;
const A = { subscription: S, group: 'rg-a', name: 'vm-a' };
const folder = temporaryFolder();

const run = (
  resources: readonly Readonly<Record<string, unknown>>[],
  existing: readonly Row[] | undefined,
  options: PlannedOptions = {},
) => scanFiles(folder.path, { 'main.json': template(resources) }, existing, { target: GROUP, ...options });

/** A healthy VM that is protected. */
const healthy = (type: 'V1' | 'V2' = 'V2') => [
  azure.subscription(S),
  azure.disk(A, 'vm-a-os'),
  azure.disk(A, 'vm-a-data'),
  azure.nic(A, 'vm-a-nic'),
  azure.vm({ ...A, dataDisks: ['vm-a-data'] }),
  azure.instanceView(A),
  azure.recoveryVault(S),
  azure.backupPolicy(S, 'daily', { type }),
  azure.protectedItem(A, 'daily', { extendedProperties: {} }),
  azure.collection(A, { points: 2 }),
];

const dataDisk = (size: number, name = 'vm-a-data') => ({
  type: 'Microsoft.Compute/disks',
  name,
  location: 'westeurope',
  sku: { name: 'Premium_LRS' },
  properties: { diskSizeGB: size, creationData: { createOption: 'Empty' } },
});

const NEW_VM = vmResource('vm-new');
const item = (name: string) => ({
  type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
  name: `rsv-main/Azure/iaasvmcontainer;iaasvmcontainerv2;rg-a;${name}/vm;iaasvmcontainerv2;rg-a;${name}`,
  properties: {
    protectedItemType: 'Microsoft.Compute/virtualMachines',
    policyId: `${azure.vaultId(S)}/backupPolicies/daily`,
    sourceResourceId: `[resourceId('Microsoft.Compute/virtualMachines', '${name}')]`,
  },
});

describe('the merged view', () => {
  const points = azure.groupId(S, 'AzureBackupRG_westeurope_1');
  const lockId = `${points}/providers/Microsoft.Authorization/locks/keep`;

  test('a VM that is added under a lock on the group of its restore points', async () => {
    const existing = [
      azure.subscription(S),
      azure.lock(points, 'keep'),
      azure.recoveryVault(S),
      azure.backupPolicy(S, 'daily'),
    ];
    const report = await run([NEW_VM, { ...item('vm-new'), subscriptionId: S }], existing, {
      only: ['restore-point-group-unlocked'],
    });
    expect(short(report)).toEqual(['restore-point-group-unlocked warning keep planned']);
    const { subjects, resourceId } = findingOf(report, 'restore-point-group-unlocked');
    expect([subjects, resourceId]).toEqual([
      [`${GROUP}/providers/Microsoft.Compute/virtualMachines/vm-new`],
      lockId,
    ]);
    // The lock is of Azure: the place in the files is the VM that it will hold.
    expect(report.findings[0]?.places[0]).toMatchObject({ file: 'main.json', line: 5, resourceId: lockId });
  });

  test('a VM that is added under a lock that holds others already', async () => {
    const report = await run([NEW_VM, item('vm-new')], [...healthy(), azure.lock(points, 'keep')], {
      only: ['restore-point-group-unlocked'],
    });
    const added = [`${GROUP}/providers/Microsoft.Compute/virtualMachines/vm-new`];
    expect(report.findings).toMatchObject([{ resourceId: lockId, origin: 'both', added }]);
    expect(onlyPlanned(report).findings).toHaveLength(1);
    expect(onlyPlanned(report).summary.failing).toBe(0);
    const { findings } = await run([NEW_VM], healthy(), { only: ['restore-point-group-unlocked'] });
    expect(findings).toEqual([]);
  });

  test('a lock that is added over a VM that exists', async () => {
    const lock = {
      type: 'Microsoft.Authorization/locks',
      name: 'freeze',
      properties: { level: 'ReadOnly' },
    };
    const report = await run([lock], healthy(), { only: ['vm-not-read-only'] });
    expect(short(report)).toEqual(['vm-not-read-only warning freeze planned']);
    expect(report.findings[0]).toMatchObject({
      subjects: [azure.vmId(A)],
      places: [{ file: 'main.json', line: lineOf(template([lock]), '"level"') }],
    });
  });

  test('a disk that grows past the limit on a protected VM', async () => {
    const text = template([dataDisk(40_000)]);
    const report = await run([dataDisk(40_000)], healthy(), { only: ['disk-size-supported'] });
    const finding = findingOf(report, 'disk-size-supported');
    expect(short(report)).toEqual(['disk-size-supported warning vm-a-data planned']);
    expect(finding.subjects).toEqual([azure.vmId(A)]);
    expect(finding.places).toEqual([
      expect.objectContaining({
        path: '/disks/1/sizeGiB',
        value: 40_000,
        file: 'main.json',
        line: lineOf(text, 'diskSizeGB'),
      }),
    ]);
    expect(report.summary).toMatchObject({ subjects: 1, protected: 1 });
  });

  test('a disk that grows inside its VM', async () => {
    const storageProfile = {
      osDisk: { createOption: 'FromImage', managedDisk: { storageAccountType: 'Premium_LRS' } },
      dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 40_000 }],
    };
    const vm = vmResource('vm-a', { storageProfile });
    const report = await run([vm], healthy(), { only: ['disk-size-supported', 'managed-disks'] });
    // It is the disk that exists: the deployment changes it, it makes no other one.
    expect(short(report)).toEqual(['disk-size-supported warning vm-a-data planned']);
    expect(report.findings[0]?.places[0]).toMatchObject({
      file: 'main.json',
      line: lineOf(template([vm]), 'diskSizeGB'),
    });
  });

  test('what is there and declared too is both; what nobody touches is existing', async () => {
    const large = [...healthy(), azure.disk(A, 'vm-a-data', { size: 40_000 })];
    const only = ['disk-size-supported'];
    expect(short(await run([dataDisk(40_000)], large, { only }))).toEqual([
      'disk-size-supported warning vm-a-data both',
    ]);
    expect(short(await run([NEW_VM], large, { only }))).toEqual([
      'disk-size-supported warning vm-a-data existing',
    ]);
  });

  test('a level that rises is planned; --only-planned keeps that alone', async () => {
    const large = [...healthy(), azure.disk(A, 'vm-a-data', { size: 40_000 }), azure.lock(points, 'keep')];
    const only = ['disk-size-supported', 'restore-point-group-unlocked'];
    const report = await run([dataDisk(70_000)], large, { only });
    expect(short(report)).toEqual([
      'disk-size-supported error vm-a-data planned',
      'restore-point-group-unlocked error keep existing',
    ]);
    const planned = onlyPlanned(report);
    expect(short(planned)).toEqual(['disk-size-supported error vm-a-data planned']);
    expect(planned.summary).toMatchObject({ failing: 1, findings: { error: 1, warning: 0, note: 0 } });
    // What the last backups say is told of the change alone, too.
    expect(planned.summary.backups).toEqual({ confirmed: 0, predicted: 1, unexplained: 0 });
    expect(planned.backups.predicted.map(({ findings }) => findings)).toEqual([
      [planned.findings[0]?.fingerprint],
    ]);
  });

  test('a planned VM whose protection is not known is none of the protected VMs that will fail', async () => {
    const large = [...healthy(), azure.disk(A, 'vm-a-data', { size: 70_000 })];
    const unmanaged = vmResource('vm-new', {
      storageProfile: { osDisk: { createOption: 'FromImage', vhd: { uri: 'https://a.example/b.vhd' } } },
    });
    const only = ['disk-size-supported', 'managed-disks'];
    const report = await run([unmanaged], large, { only, target: undefined });
    expect(report.summary).toMatchObject({ protected: 1, failing: 1 });
    const planned = onlyPlanned(report);
    expect(planned.findings).toMatchObject([{ policy: 'managed-disks', level: 'error', origin: 'planned' }]);
    expect(planned.summary.failing).toBe(0);
  });

  test('what is mended is no finding', async () => {
    const large = [...healthy(), azure.disk(A, 'vm-a-data', { size: 40_000 })];
    expect(short(await run([dataDisk(1024)], large, { only: ['disk-size-supported'] }))).toEqual([]);
  });

  test('partial ids are not overlaid', async () => {
    const report = await run([dataDisk(40_000), vmResource('vm-a')], healthy(), {
      target: undefined,
      only: ['disk-size-supported'],
    });
    expect(short(report)).toEqual([]);
    expect([...report.judged.subjects]).toEqual([
      azure.vmId(A),
      'main.json#Microsoft.Compute/virtualMachines/vm-a',
    ]);
  });

  test('what could not be read of what exists is not known of what is planned', async () => {
    const gap = {
      what: 'microsoft.authorization/locks',
      scope: `/subscriptions/${S}`,
      reason: 'forbidden',
    } as const;
    const report = await run([NEW_VM], [azure.subscription(S)], { only: ['vm-not-read-only'], gaps: [gap] });
    expect(report.summary.complete).toBe(false);
    expect(report.unknowns).toMatchObject([{ policy: 'vm-not-read-only', reason: 'unreadable' }]);
  });

  test('of a subscription that was not read nothing is known', async () => {
    const other = '22222222-2222-2222-2222-222222222222';
    const report = await run([NEW_VM], healthy(), {
      target: `/subscriptions/${other}/resourceGroups/rg-a`,
      only: ['vm-protected', 'vm-not-read-only'],
    });
    const open = report.unknowns.map(({ policy, reason, subjects }) => [policy, reason, subjects.length]);
    expect(open).toEqual([
      ['vm-not-read-only', 'not-in-source', 1],
      ['vm-protected', 'not-in-source', 1],
    ]);
  });

  test('of a subscription that was read and has no VM it is known what is not there', async () => {
    const report = await run([NEW_VM], [azure.subscription(S)], {
      only: ['vm-protected', 'vm-not-read-only'],
    });
    expect(report.unknowns).toEqual([]);
  });

  test('a vault and a backup policy are judged with those that exist', async () => {
    const name = `${azure.vaultId(S)}/backupPolicies/hourly`;
    const properties = {
      backupManagementType: 'AzureIaasVM',
      policyType: 'V1',
      instantRpRetentionRangeInDays: 6,
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Daily',
        scheduleRunTimes: ['2026-01-01T02:00:00Z'],
      },
    };
    const policy = {
      type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
      name: 'rsv-main/hourly',
      properties,
    };
    const target = azure.groupId(S, 'rg-backup');
    const report = await run([policy], healthy(), { target, only: ['snapshot-retention-valid'] });
    expect(short(report)).toEqual(['snapshot-retention-valid warning hourly planned']);
    expect(report.findings[0]).toMatchObject({
      resourceId: name,
      places: [{ file: 'main.json', line: lineOf(template([policy]), 'instantRp') }],
    });
  });

  test('Azure Disk Encryption without a grant to the service that the inventory knows', async () => {
    const vault = {
      type: 'Microsoft.KeyVault/vaults',
      name: 'kv',
      location: 'westeurope',
      properties: {
        tenantId: azure.TENANT,
        sku: { family: 'A', name: 'standard' },
        enabledForDiskEncryption: true,
        accessPolicies: [] as object[],
      },
    };
    const encryptionSettings = {
      enabled: true,
      diskEncryptionKey: {
        secretUrl: 'https://kv.vault.azure.net/secrets/s/1',
        sourceVault: { id: "[resourceId('Microsoft.KeyVault/vaults', 'kv')]" },
      },
    };
    const vm = vmResource('vm-new', {
      storageProfile: { osDisk: { osType: 'Linux', managedDisk: {}, encryptionSettings }, dataDisks: [] },
    });
    const existing = [
      azure.subscription(S),
      azure.servicePrincipal(),
      azure.recoveryVault(S),
      azure.backupPolicy(S, 'daily'),
    ];
    const only = ['key-vault-backup-access'];
    const report = await run([vault, vm, item('vm-new')], existing, { only, target: GROUP });
    expect(report.findings).toMatchObject([{ policy: 'key-vault-backup-access', origin: 'planned' }]);
    const granted = structuredClone(vault);
    granted.properties.accessPolicies = [
      azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets: ['get', 'list', 'backup'], keys: [] }),
    ];
    expect(short(await run([granted, vm, item('vm-new')], existing, { only }))).toEqual([]);
  });

  test('a role that is assigned under a name which only the deployment knows is held', async () => {
    const kv = azure.keyVaultId(A, 'kv');
    const all = [{ dataActions: ['*'] }];
    const existing = [
      ...healthy().filter(({ id }) => !id.endsWith('/vm-a-os')),
      azure.disk(A, 'vm-a-os', { encryptedIn: { secrets: kv } }),
      azure.keyVault(A, 'kv', { enableRbacAuthorization: true }),
      azure.servicePrincipal(),
      azure.roleDefinition('backup-role', all),
    ];
    const only = ['key-vault-backup-access'];
    expect(short(await run([], existing, { only }))).toEqual(['key-vault-backup-access error kv existing']);
    const roleDefinitionId = '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/backup-role';
    // As Bicep compiles it, and AVM modules have it.
    const grant = (vault: string) => ({
      type: 'Microsoft.Authorization/roleAssignments',
      name: "[guid(resourceGroup().id, 'backup')]",
      scope: `[format('Microsoft.KeyVault/vaults/{0}', '${vault}')]`,
      properties: {
        roleDefinitionId,
        principalId: azure.BACKUP_OBJECT_ID,
        principalType: 'ServicePrincipal',
      },
    });
    expect(short(await run([grant('kv')], existing, { only }))).toEqual([]);
    expect(short(await run([grant('other')], existing, { only }))).toHaveLength(1);
    const assignment = {
      address: 'azurerm_role_assignment.backup',
      values: {
        scope: kv,
        role_definition_id: roleDefinitionId,
        principal_id: azure.BACKUP_OBJECT_ID,
        principal_type: 'ServicePrincipal',
      },
      unknown: { id: true, name: true },
    };
    const text = JSON.stringify(planOf({ resources: [assignment], providers: PROVIDERS }));
    expect(short(await scanFiles(folder.path, { 'tfplan.json': text }, existing, { only }))).toEqual([]);
  });

  // https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#null-values
  test('what a template gives as null it does not give: what exists stays', async () => {
    const existing = [
      ...healthy().filter(({ id }) => !id.endsWith('/vm-a-data')),
      azure.disk(A, 'vm-a-data', { size: 70_000 }),
    ];
    const only = ['disk-size-supported'];
    const disk = {
      ...dataDisk(0),
      properties: { diskSizeGB: null, creationData: { createOption: 'Empty' } },
    };
    const osDisk = { createOption: 'FromImage', diskSizeGB: null, managedDisk: null };
    const vm = vmResource('vm-a', { storageProfile: { osDisk, dataDisks: null }, networkProfile: null });
    for (const resources of [[disk], [vm], [vm, disk]]) {
      const report = await run(resources, existing, { only });
      expect(report).toMatchObject({
        findings: [{ resourceId: expect.stringMatching(/vm-a-data$/) }],
        unknowns: [],
      });
    }
  });
});

describe('what the files alone show', () => {
  const plan = (changes: Parameters<typeof estate>[0]) =>
    scanFiles(
      folder.path,
      {
        'tfplan.json': JSON.stringify(planOf({ resources: estate(changes), providers: PROVIDERS }), null, 2),
      },
      undefined,
    );

  test('Trusted Launch with a Standard policy in Terraform', async () => {
    const vm = changed(RESOURCES.vm, { secure_boot_enabled: true, vtpm_enabled: true });
    const report = await plan({ vm });
    expect(short(report)).toContain('trusted-launch-policy warning daily planned');
    expect(findingOf(report, 'trusted-launch-policy').places[0]).toMatchObject({ file: 'tfplan.json' });
    expect(report.summary).toMatchObject({ subjects: 1, complete: true });
    expect(short(await plan({}))).toEqual([]);
  });

  const NETPLAN =
    '#cloud-config\nwrite_files:\n- path: /etc/netplan/99.yaml\n  content: |\n    network:\n      ethernets:\n        eth0: {dhcp4: false, addresses: [10.0.0.4/24]}\n';
  const NO_AGENT = '#cloud-config\nruncmd:\n- systemctl disable --now walinuxagent\n';

  test.each([
    ['guest-dhcp warning', NETPLAN],
    ['guest-agent-kept warning', NO_AGENT],
  ])('%s from custom data, in a template and in Terraform', async (found, text) => {
    const customData = Buffer.from(text).toString('base64');
    const vm = vmResource('vm-new', { osProfile: { computerName: 'vm-new', customData } });
    const ofTemplate = await run([vm], undefined);
    expect(short(ofTemplate)).toEqual([`${found} vm-new planned`]);
    expect(ofTemplate.findings[0]?.places[0]?.line).toBe(lineOf(template([vm]), 'customData'));
    const ofPlan = await plan({ vm: changed(RESOURCES.vm, { custom_data: customData }) });
    expect(short(ofPlan).filter((each) => each.startsWith('guest-'))).toEqual([
      expect.stringMatching(`^${found.split(' ')[0] ?? ''}`),
    ]);
    for (const report of [ofTemplate, ofPlan])
      expect(JSON.stringify(report)).not.toContain(customData.slice(0, 40));
  });

  test('custom data in Bicep, through the compiler', async () => {
    const customData = Buffer.from(NETPLAN).toString('base64');
    const vm = vmResource('vm-new', { osProfile: { computerName: 'vm-new', customData } });
    const compiled = template([vm], { metadata: { _generator: { name: 'bicep' } } });
    const source = [
      "resource vm 'Microsoft.Compute/virtualMachines@2024-03-01' = {",
      "  name: 'vm-new'",
      '  properties: {',
      '    osProfile: {',
      "      computerName: 'vm-new'",
      "      customData: loadFileAsBase64('cloud-init.yaml')",
      '    }',
      '  }',
      '}',
    ].join('\n');
    const compiler = mkdtempSync(join(folder.path, 'compiler-'));
    writeFileSync(join(compiler, 'compiled.json'), compiled);
    writeFileSync(join(compiler, 'bicep'), `#!/bin/sh\nexec cat '${join(compiler, 'compiled.json')}'\n`);
    chmodSync(join(compiler, 'bicep'), 0o755);
    const searchPath = `${compiler}:${process.env.PATH ?? ''}`;
    const report = await scanFiles(folder.path, { 'main.bicep': source }, undefined, {
      target: GROUP,
      files: { searchPath },
    });
    expect(short(report)).toEqual(['guest-dhcp warning vm-new planned']);
    expect(report.findings[0]?.places[0]).toMatchObject({ file: 'main.bicep', line: 6 });
  });

  test('a VM that does not run yet is not asked for its agent', async () => {
    const nic = changed(RESOURCES.nic, {
      ip_configuration: [
        { name: 'internal', private_ip_address_allocation: 'Static', private_ip_address: '10.0.1.4' },
      ],
    });
    expect(short(await plan({ nic }))).toEqual([]);
  });

  test('absence is never known from files', async () => {
    const report = await run([NEW_VM], undefined, { only: ['vm-protected', 'restore-point-group-unlocked'] });
    expect(report.findings).toEqual([]);
    expect(new Set(report.unknowns.map(({ reason }) => reason))).toEqual(new Set(['not-in-source']));
    expect(report.summary).toMatchObject({ protected: null, failing: null, complete: true });
  });

  test('a disk of which a template says nothing is a managed one that its VM makes', async () => {
    const only = ['managed-disks', 'key-vault-exists'];
    const osDisk = { osType: 'Linux', createOption: 'FromImage' };
    const vm = (more: object) => vmResource('vm-new', { storageProfile: { osDisk: { ...osDisk, ...more } } });
    expect(await run([vm({})], undefined, { only })).toMatchObject({ findings: [], unknowns: [] });
    const vhd = { uri: 'https://a.blob.core.windows.net/vhds/os.vhd' };
    expect(short(await run([vm({ vhd })], undefined, { only }))).toEqual([
      'managed-disks error vm-new planned',
    ]);
    const unresolved = await run([vm({ vhd: "[reference('x')]" })], undefined, { only: ['managed-disks'] });
    expect(unresolved).toMatchObject({ findings: [], unknowns: [{ reason: 'unresolved' }] });
  });

  test('labels give fingerprints that stay', async () => {
    const vm = vmResource('vm-x', {
      storageProfile: {
        osDisk: { osType: 'Linux', vhd: { uri: 'https://a.blob.core.windows.net/v/o.vhd' } },
      },
    });
    const report = await run([vm], undefined, { target: undefined, only: ['managed-disks'] });
    const label = 'main.json#Microsoft.Compute/virtualMachines/vm-x';
    expect(report.findings).toMatchObject([
      {
        resourceId: label,
        subjects: [label],
        fingerprint: fingerprint('managed-disks', label),
        origin: 'planned',
      },
    ]);
  });
});

describe('SARIF', () => {
  const logOf = (report: Report) =>
    JSON.parse([...sarif(report)].join('')) as {
      runs: {
        automationDetails: { id: string };
        results: { partialFingerprints: object; locations: { physicalLocation: object }[] }[];
      }[];
    };

  test('a result in a file has its line and no hash of ours for it', async () => {
    const report = await run([dataDisk(40_000)], healthy(), { only: ['disk-size-supported'] });
    const [first] = logOf(report).runs;
    const [result] = first?.results ?? [];
    expect(first?.automationDetails.id).toBe('backup-lint/files/');
    const id = `${GROUP}/providers/Microsoft.Compute/disks/vm-a-data`;
    expect(result?.partialFingerprints).toEqual({ 'backupLint/v1': fingerprint('disk-size-supported', id) });
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'main.json', uriBaseId: '%SRCROOT%' },
      region: {
        startLine: lineOf(template([dataDisk(40_000)]), 'diskSizeGB'),
        startColumn: expect.any(Number),
      },
    });
  });

  test('files alone have the category of files too, without findings also', async () => {
    const report = await run([NEW_VM], undefined, { only: ['managed-disks'] });
    expect(logOf(report).runs[0]?.automationDetails.id).toBe('backup-lint/files/');
  });
});

test('what a plan destroys is gone, with what is below it; what only leaves the state stays', async () => {
  const lockId = `${azure.groupId(S, 'AzureBackupRG_westeurope_1')}/providers/Microsoft.Authorization/locks/keep`;
  const gone = (type: string, id: string, actions: readonly string[], before: object = {}) => ({
    address: `${type}.gone`,
    actions,
    before: { ...before, id },
  });
  const after = (...resources: ReturnType<typeof gone>[]) => {
    const text = JSON.stringify(planOf({ resources, providers: PROVIDERS }));
    const existing = [...healthy(), azure.lock(azure.groupId(S, 'AzureBackupRG_westeurope_1'), 'keep')];
    return scanFiles(folder.path, { 'tfplan.json': text }, existing, {
      only: ['restore-point-group-unlocked', 'protected-vm-exists'],
    });
  };
  const lock = 'azurerm_management_lock';
  expect(short(await after(gone(lock, lockId, ['forget'])))).toEqual([
    'restore-point-group-unlocked error keep existing',
  ]);
  expect(short(await after(gone(lock, lockId, ['delete'])))).toEqual([]);
  const azapi = { type: 'Microsoft.Authorization/locks@2020-05-01' };
  expect(short(await after(gone('azapi_resource', lockId, ['delete'], azapi)))).toEqual([]);
  expect(short(await after(gone('azapi_update_resource', lockId, ['delete'], azapi)))).toEqual([
    'restore-point-group-unlocked error keep existing',
  ]);
  const withoutVm = await after(gone('azurerm_linux_virtual_machine', azure.vmId(A), ['delete']));
  expect(withoutVm.summary.subjects).toBe(0);
  expect(withoutVm.findings).toMatchObject([{ policy: 'protected-vm-exists', origin: 'planned' }]);
});

test('a data disk that a plan detaches is no longer one of the VM, one that moves is there once', async () => {
  const vmId = azure.vmId(A);
  const diskId = `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/disks/vm-a-data`;
  const existing = [
    ...healthy().filter(({ id }) => !id.endsWith('/vm-a-data')),
    azure.disk(A, 'vm-a-data', { size: 70_000 }),
  ];
  const before = {
    id: `${vmId}/dataDisks/vm-a-data`,
    virtual_machine_id: vmId,
    managed_disk_id: diskId,
    lun: 0,
  };
  const vm = { id: vmId, name: 'vm-a', resource_group_name: 'rg-a', location: 'westeurope' };
  const after = (attachment: Omit<Planned, 'address'>, ...others: Planned[]) => {
    const address = 'azurerm_virtual_machine_data_disk_attachment.data';
    const resources = [...others, { address, before, ...attachment }];
    return scanFiles(
      folder.path,
      { 'tfplan.json': JSON.stringify(planOf({ resources, providers: PROVIDERS })) },
      existing,
      { only: ['disk-size-supported', 'disk-count'] },
    );
  };
  const kept = { address: 'azurerm_linux_virtual_machine.a', actions: ['no-op'], before: vm, values: vm };
  const large = ['disk-size-supported error vm-a-data existing'];
  expect(short(await after({ actions: ['forget'] }))).toEqual(large);
  expect(short(await after({ actions: ['delete'] }))).toEqual([]);
  expect(short(await after({ actions: ['delete'] }, kept))).toEqual([]);
  const moved = await after({ actions: ['delete', 'create'], values: { ...before, lun: 5 } }, kept);
  expect(moved.findings).toMatchObject([
    { policy: 'disk-size-supported', places: [{ path: '/disks/1/sizeGiB' }] },
  ]);
});

describe('what files add to a resource that only exists', () => {
  const kv = azure.keyVaultId(A, 'kv');
  const encrypted = (...entries: Readonly<Record<string, unknown>>[]) => [
    ...healthy().filter(({ id }) => !id.endsWith('/vm-a-os')),
    azure.disk(A, 'vm-a-os', { encryptedIn: { secrets: kv } }),
    azure.keyVault(A, 'kv', { accessPolicies: entries }),
    azure.servicePrincipal(),
  ];
  const secrets = ['Get', 'List', 'Backup'];
  const only = ['key-vault-backup-access', 'disk-size-supported', 'disk-count', 'wire-server-reachable'];
  const plan = (existing: readonly Row[], ...resources: Planned[]) =>
    scanFiles(
      folder.path,
      { 'tfplan.json': JSON.stringify(planOf({ resources, providers: PROVIDERS })) },
      existing,
      {
        only,
      },
    );

  // https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/accesspolicies
  test('an access policy: of those that are there none goes', async () => {
    const missing = ['key-vault-backup-access error kv existing'];
    expect(short(await run([], encrypted(), { only }))).toEqual(missing);
    const add = (name: string, more: object = {}) => ({
      type: 'Microsoft.KeyVault/vaults/accessPolicies',
      name,
      properties: { accessPolicies: [azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets })] },
      ...more,
    });
    expect(short(await run([add('kv/add')], encrypted(), { only }))).toEqual([]);
    expect(short(await run([add('kv/remove')], encrypted(), { only }))).toEqual(missing);
    expect(short(await run([add('other/add')], encrypted(), { only }))).toEqual(missing);
    expect(
      short(await run([add('kv/add', { condition: "[equals(utcNow(), '')]" })], encrypted(), { only })),
    ).toEqual(missing);
    const own = azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets });
    const other = {
      ...add('kv/add'),
      properties: { accessPolicies: [azure.accessPolicy('x', { secrets: [] })] },
    };
    expect(short(await run([other], encrypted(own), { only }))).toEqual([]);
    const policy = {
      address: 'azurerm_key_vault_access_policy.backup',
      values: {
        key_vault_id: kv,
        tenant_id: azure.TENANT,
        object_id: azure.BACKUP_OBJECT_ID,
        secret_permissions: secrets,
        key_permissions: [],
      },
      unknown: { id: true },
    };
    expect(short(await plan(encrypted(), policy))).toEqual([]);
    // What names a vault that nobody has is nothing.
    const nowhere = { ...policy, values: { ...policy.values, key_vault_id: `${kv}2` } };
    expect(short(await plan(encrypted(), nowhere))).toEqual(missing);
  });

  test('a disk that is attached', async () => {
    const diskId = `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/disks/huge`;
    const attachment = {
      address: 'azurerm_virtual_machine_data_disk_attachment.huge',
      values: { virtual_machine_id: azure.vmId(A), managed_disk_id: diskId, lun: 7, caching: 'None' },
      unknown: { id: true },
    };
    const disk = azure.disk(A, 'huge', { size: 70_000 });
    expect(short(await plan([...healthy(), disk]))).toEqual([]);
    const report = await plan([...healthy(), disk], attachment);
    expect(short(report)).toEqual(['disk-size-supported error huge planned']);
    expect(report.findings[0]?.subjects).toEqual([azure.vmId(A)]);
    // One that is attached already makes nothing of the VM one of the files.
    const attached = {
      ...attachment,
      values: { ...attachment.values, managed_disk_id: `${diskId}2`, lun: 0 },
    };
    const kept = { ...attached, actions: ['no-op'], before: attached.values };
    const large = [
      ...healthy().slice(0, 2),
      azure.disk(A, 'vm-a-data', { size: 70_000 }),
      ...healthy().slice(3),
    ];
    expect(short(await plan(large, kept))).toEqual(['disk-size-supported error vm-a-data existing']);
  });

  // The provider changes a subnet without touching its security group.
  test('a subnet that changes keeps the security group that is put on it elsewhere', async () => {
    const nsg = azure.securityGroup(A, 'nsg', [
      { name: 'no-host', destinationAddressPrefix: '168.63.129.16', destinationPortRange: '*' },
    ]);
    const networkId = `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Network/virtualNetworks/vnet`;
    const subnet = {
      id: `${networkId}/subnets/default`,
      name: 'default',
      properties: { addressPrefix: '10.0.0.0/24', networkSecurityGroup: { id: nsg.id } },
    };
    const network: Row = {
      id: networkId,
      type: 'microsoft.network/virtualnetworks',
      name: 'vnet',
      properties: { subnets: [subnet] },
    };
    const existing = [...healthy().filter(({ id }) => !id.endsWith('/instanceView')), network, nsg];
    const found = ['wire-server-reachable warning nsg'];
    expect(short(await plan(existing))).toEqual(found.map((each) => `${each} existing`));
    const before = {
      id: subnet.id,
      name: subnet.name,
      resource_group_name: 'rg-a',
      virtual_network_name: 'vnet',
      address_prefixes: ['10.0.0.0/24'],
    };
    const updated = {
      address: 'azurerm_subnet.a',
      actions: ['update'],
      before,
      values: { ...before, default_outbound_access_enabled: false },
    };
    expect(short(await plan(existing, updated))).toEqual([expect.stringMatching(`^${found[0] ?? ''}`)]);
  });

  // https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules
  test('a rule, told where it stands', async () => {
    const nsg = azure.securityGroup(A, 'nsg', []);
    const existing = [
      ...healthy().filter(({ id }) => !/\/(vm-a-nic|instanceView)$/.test(id)),
      azure.nic(A, 'vm-a-nic', { securityGroup: nsg.id }),
      nsg,
    ];
    const rule = {
      type: 'Microsoft.Network/networkSecurityGroups/securityRules',
      name: 'nsg/no-host',
      properties: {
        priority: 100,
        direction: 'Outbound',
        access: 'Deny',
        protocol: '*',
        sourceAddressPrefix: '*',
        sourcePortRange: '*',
        destinationAddressPrefix: '168.63.129.16',
        destinationPortRange: '*',
      },
    };
    const report = await run([rule], existing, { only });
    expect(short(report)).toEqual(['wire-server-reachable warning nsg planned']);
    expect(report.findings[0]?.places[0]).toMatchObject({ file: 'main.json' });
    const { destinationAddressPrefix, priority } = rule.properties;
    const there = azure.securityGroup(A, 'nsg', [
      { name: 'No-Host', destinationAddressPrefix, destinationPortRange: '*', priority },
    ]);
    const again = await run([rule], [...existing.filter(({ id }) => id !== nsg.id), there], { only });
    expect(again.findings).toMatchObject([{ policy: 'wire-server-reachable' }]);
    expect(onlyPlanned(again).findings).toEqual([]);
  });
});

test('a lock that is made stronger is planned: it fails the next backup, no longer a later one', async () => {
  const points = azure.groupId(S, 'AzureBackupRG_westeurope_1');
  const before = {
    id: `${points}/providers/Microsoft.Authorization/locks/keep`,
    name: 'keep',
    scope: points,
    lock_level: 'CanNotDelete',
  };
  const after = async (level: string) => {
    const values = { ...before, lock_level: level };
    const resources = [
      { address: 'azurerm_management_lock.keep', actions: ['delete', 'create'], before, values },
    ];
    const text = JSON.stringify(planOf({ resources, providers: PROVIDERS }));
    const report = await scanFiles(
      folder.path,
      { 'tfplan.json': text },
      [...healthy(), azure.lock(points, 'keep')],
      {
        only: ['restore-point-group-unlocked'],
      },
    );
    return report.findings.map(({ fails, origin }) => `${fails} ${origin ?? ''}`);
  };
  expect(await after('CanNotDelete')).toEqual(['later both']);
  expect(await after('ReadOnly')).toEqual(['next-backup planned']);
});

test('a lock under a name that only the deployment knows locks what exists; it may be the one that is there', async () => {
  const lock = {
    type: 'Microsoft.Authorization/locks',
    name: "[format('lock-{0}', uniqueString(resourceGroup().id))]",
    properties: { level: 'ReadOnly' },
  };
  const only = ['vm-not-read-only'];
  const [finding, ...others] = (await run([lock], healthy(), { only })).findings;
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    origin: 'planned',
    subjects: [azure.vmId(A)],
    places: [{ file: 'main.json' }],
  });
  expect(finding?.resourceId).toMatch(/^main\.json#Microsoft\.Authorization\/locks\//);
  const there = [...healthy(), azure.lock(azure.groupId(S, 'rg-a'), 'lock-abc', 'ReadOnly')];
  expect(short(await run([lock], there, { only }))).toEqual(['vm-not-read-only warning lock-abc existing']);
});

test('a lock or grant on a new resource of a type that is not read is known not to be about VMs', async () => {
  const account = {
    address: 'azurerm_storage_account.logs',
    values: { name: 'logs', resource_group_name: 'rg-a', location: 'westeurope' },
    unknown: { id: true },
  };
  const lockOn = (target: string): Planned => ({
    address: 'azurerm_management_lock.keep',
    values: { name: 'keep', lock_level: 'ReadOnly' },
    unknown: { id: true, scope: true },
    expressions: { scope: refers(target) },
  });
  const after = async (...resources: Planned[]) => {
    const text = JSON.stringify(planOf({ resources, providers: PROVIDERS }));
    const report = await scanFiles(folder.path, { 'tfplan.json': text }, healthy(), {
      only: ['vm-not-read-only'],
    });
    expect(report.findings).toEqual([]);
    return report.unknowns.length;
  };
  expect(await after(account, lockOn('azurerm_storage_account.logs.id'))).toBe(0);
  // What it names may be the id of anything.
  expect(await after(account, lockOn('azurerm_storage_account.logs.name'))).toBe(1);
  const points = { ...account, address: 'azurerm_virtual_machine_restore_point_collection.points' };
  expect(await after(points, lockOn(`${points.address}.id`))).toBe(1);
});

test('a plan of a subscription that the provider names is laid over it', async () => {
  const vm = changed(RESOURCES.vm, { secure_boot_enabled: true, vtpm_enabled: true });
  const text = JSON.stringify(planOf({ resources: estate({ vm }), providers: PROVIDERS }));
  const report = await scanFiles(folder.path, { 'tfplan.json': text }, [azure.subscription(SUBSCRIPTION)], {
    only: ['trusted-launch-policy', 'vm-not-read-only'],
  });
  expect(short(report)).toEqual(['trusted-launch-policy warning daily planned']);
  expect(report.unknowns).toEqual([]);
});
