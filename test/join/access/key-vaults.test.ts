import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../../src/model/unknown.js';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';

/** Key vaults of Azure Disk Encryption: grants below the vault, and firewalls of a newer kind. */

const KV = azure.keyVaultId(VM, 'kv');
const ONLY = ['key-vault-backup-access', 'key-vault-trusted-services'];

const judged = (properties: Record<string, unknown>, ...more: readonly ReturnType<typeof azure.keyVault>[]) =>
  judgedIn(undefined, properties, ...more);

/** As {@link judged}, in a scan of that tenant. */
const judgedIn = (
  tenantId: string | undefined,
  properties: Record<string, unknown>,
  ...more: readonly ReturnType<typeof azure.keyVault>[]
) =>
  judge(
    [
      ...protectedVm({ disk: { encryptedIn: { secrets: KV, key: KV } } }),
      azure.keyVault(VM, 'kv', properties),
      azure.servicePrincipal(),
      azure.roleDefinition('all', [{ dataActions: ['Microsoft.KeyVault/vaults/*'] }]),
      ...more,
    ],
    ONLY,
    tenantId === undefined ? {} : { source: { tenantId } },
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

/** Design, section 6: of what does not exist only that is known; design, section 8: without a principal all is missing. */
describe('a tenant without the principal of the backup service', () => {
  const encryptedIn = (vault: string) => protectedVm({ disk: { encryptedIn: { secrets: vault } } });

  test('what a key vault that does not exist grants is not told beside that', async () => {
    const report = await judge(encryptedIn(KV), [...ONLY, 'key-vault-exists']);
    expect(short(report)).toEqual(['key-vault-exists warning kv']);
    expect(unknowns(report)).toEqual(ONLY.map((policy) => `${policy} undetermined`));
  });

  test('a key vault that was not read grants nothing: the message names the rights', async () => {
    const gaps = [{ what: 'microsoft.keyvault/vaults', scope: KV, reason: 'forbidden' as const }];
    const report = await judge(encryptedIn(KV), ONLY, { gaps });
    expect(short(report)).toEqual(['key-vault-backup-access error kv']);
    expect(report.findings[0]?.message).toMatch(/lacks: secrets get, secrets list, secrets backup\.$/);
  });
});

/** Resource Graph leaves personal data out: whose a grant is may be missing in its rows, and is then not known. */
describe('a grant that does not say whose it is', () => {
  const anybody = { objectId: undefined };

  test('in an access policy may be the one of the service', async () => {
    const all = azure.accessPolicy('', { secrets: ['all'], keys: ['all'] }, anybody);
    const report = await judged({ accessPolicies: [all] });
    expect([short(report), unknowns(report)]).toEqual([[], ['key-vault-backup-access undetermined']]);
    const some = azure.accessPolicy('', { secrets: ['all'] }, anybody);
    expect((await judged({ accessPolicies: [some] })).findings[0]?.message).toMatch(
      /lacks: keys get, keys list, keys backup\.$/,
    );
  });

  test('in a role assignment, too', async () => {
    const assigned = azure.roleAssignment(KV, 'a', 'all', '', { principalId: null });
    const report = await judged({ enableRbacAuthorization: true }, assigned);
    expect([short(report), unknowns(report)]).toEqual([[], ['key-vault-backup-access undetermined']]);
  });
});

/** https://learn.microsoft.com/azure/lighthouse/concepts/cross-tenant-management-experience */
describe('a key vault of another tenant, seen by Azure Lighthouse', () => {
  const HOME = '88888888-0000-0000-0000-000000000000';
  const ALL = { secrets: ['all'], keys: ['all'] };
  const granted = { accessPolicies: [azure.accessPolicy('the-service-there', ALL)] };

  test('the service has another object id there: that an entry is not its own is not known', async () => {
    const report = await judgedIn(HOME, granted);
    expect(short(report)).toEqual([]);
    expect(unknowns(report)).toEqual(['key-vault-backup-access not-in-source']);
    expect(report.summary.complete).toBe(true);
  });

  test('what nobody holds is missing there too', async () => {
    expect(short(await judgedIn(HOME, { accessPolicies: [] }))).toEqual(['key-vault-backup-access error kv']);
  });

  test('where a file leaves the tenant open, it is that of the subscription', async () => {
    const open = { ...granted, tenantId: new Unknown('unresolved', 'subscription().tenantId') };
    const roles = { ...open, enableRbacAuthorization: true };
    const inTenant = (tenantId: string) => ({ ...azure.subscription(VM.subscription), tenantId });
    const own = azure.roleAssignment(KV, 'own', 'all', azure.BACKUP_OBJECT_ID);
    expect(unknowns(await judgedIn(HOME, roles, inTenant(HOME.toUpperCase()), own))).toEqual([]);
    const all = azure.roleAssignment(KV, 'all', 'all', 'the-service-there');
    const elsewhere = await judgedIn(HOME, roles, inTenant(azure.TENANT), all);
    expect(unknowns(elsewhere)).toEqual(['key-vault-backup-access not-in-source']);
  });

  test('in the tenant of the scan, in any letter case, it is known', async () => {
    const report = await judgedIn(azure.TENANT.toUpperCase(), granted);
    expect(short(report)).toEqual(['key-vault-backup-access error kv']);
  });
});
