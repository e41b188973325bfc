import { describe, expect, test } from '@jest/globals';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';

/** Key vaults of Azure Disk Encryption: grants below the vault, and firewalls of a newer kind. */

const KV = azure.keyVaultId(VM, 'kv');
const ONLY = ['key-vault-backup-access', 'key-vault-trusted-services'];

const judged = (properties: Record<string, unknown>, ...more: readonly ReturnType<typeof azure.keyVault>[]) =>
  judge(
    [
      ...protectedVm({ disk: { encryptedIn: { secrets: KV, key: KV } } }),
      azure.keyVault(VM, 'kv', properties),
      azure.servicePrincipal(),
      azure.roleDefinition('all', [{ dataActions: ['Microsoft.KeyVault/vaults/*'] }]),
      ...more,
    ],
    ONLY,
  );

/** https://learn.microsoft.com/azure/key-vault/general/rbac-guide: permissions on individual keys and secrets. */
describe('roles on a single secret or key', () => {
  const at = (scope: string, principal = azure.BACKUP_OBJECT_ID) =>
    azure.roleAssignment(`${KV}${scope}`, scope.replaceAll('/', '-'), 'all', principal);
  const roles = (...assignments: ReturnType<typeof at>[]) =>
    judged({ enableRbacAuthorization: true }, ...assignments);
  const MISSING = ['key-vault-backup-access error kv'];

  test('may be what the VM needs: that is not known, and never missing', async () => {
    const report = await roles(at('/secrets/S1'), at('/keys/k1'));
    expect(short(report)).toEqual([]);
    expect(unknowns(report)).toEqual(['key-vault-backup-access undetermined']);
  });

  test('a role on a secret grants nothing on keys', async () => {
    const report = await roles(at('/secrets/s1'));
    expect(short(report)).toEqual(MISSING);
    expect(report.findings[0]?.message).toMatch(/lacks: keys get, keys list, keys backup\.$/);
  });

  test("another application's, or one on another vault, is none of the service's", async () => {
    expect(short(await roles(at('/secrets/s1', 'other-app'), at('/keys/k1', 'other-app')))).toEqual(MISSING);
    expect(short(await roles(at('-2/secrets/s1'), at('-2/keys/k1')))).toEqual(MISSING);
  });
});

/** https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition: its rules alone count. */
test('whether a network security perimeter lets Azure Backup in is not known', async () => {
  const granted = azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets: ['all'], keys: ['all'] });
  const perimeter = { publicNetworkAccess: 'SecuredByPerimeter', accessPolicies: [granted] };
  for (const networkAcls of [null, { defaultAction: 'Deny', bypass: 'None' }]) {
    const report = await judged({ ...perimeter, networkAcls });
    expect([short(report), unknowns(report)]).toEqual([[], ['key-vault-trusted-services undetermined']]);
  }
  const open = await judged({ ...perimeter, publicNetworkAccess: 'Enabled' });
  expect([short(open), unknowns(open)]).toEqual([[], []]);
});
