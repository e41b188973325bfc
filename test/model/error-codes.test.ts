import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES, findErrorCode } from '../../src/model/error-codes.js';
import { explainErrorCode, errorCodesOf, explainPolicy } from '../../src/report/explain.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';

/** Every error code, spelling and number in the catalogue of preconditions. */
const CATALOGUE = [
  ['UserErrorGuestAgentStatusUnavailable'],
  ['GuestAgentSnapshotTaskStatusError'],
  ['UserErrorVmProvisioningStateFailed', 'UserErrorVmNotInDesirableState', 'VmNotInDesirableState'],
  ['UserErrorRpCollectionLimitReached'],
  ['UserErrorKeyvaultPermissionsNotConfigured', 'UserErrorKeyVaultPermissionsNotConfigured'],
  ['ExtensionSnapshotFailedNoNetwork'],
  ['ExtensionOperationFailedForManagedDisks'],
  ['BackUpOperationFailed', 'BackUpOperationFailedV2'],
  ['UserErrorUnsupportedDiskSize'],
  ['UserErrorBackupOperationInProgress', 'SystemBackupOperationInProgress'],
  ['UserErrorCrpReportedUserError'],
  ['OperationNotAllowed'],
  ['ExtensionFailedSnapshotLimitReachedError', 'SnapshotLimitReached'],
  ['UserErrorRequestDisallowedByPolicy'],
  ['UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed'],
  ['UserErrorBcmDatasourceNotPresent'],
  ['UserErrorVmNotFoundV2', '320001', 'ResourceNotFound', '400094', 'BCMV2VMNotFound'],
  ['BCMProtGetSaSUriAsyncError'],
  ['BMSUserErrorObjectLocked', 'BMSUserErrorConflictingProtectionOperation'],
  ['BMSUserErrorInvalidPolicyForGivenProvider'],
  ['UserErrorSharedDiskBackupNotSupported'],
  ['UserErrorBCMPremiumStorageQuotaError'],
  ['UserErrorEncryptedVmNotSupportedWithDiskEx'],
  ['ExtensionSnapshotBitlockerError'],
  ['ExtensionStuckInDeletionState'],
  ['AzureVmOffline', '380008'],
  ['ExtensionFailedTimeoutVMNetworkUnresponsive'],
  ['ExtensionFailedVssWriterInBadState'],
  ['ExtensionFailedVssServiceInBadState'],
  ['ExtensionSnapshotFailedCOM', 'ExtensionInstallationFailedCOM', 'ExtensionInstallationFailedMDTC'],
  ['ExtensionConfigParsingFailure'],
  ['ExtensionVCRedistInstallationFailure'],
  ['ExtensionSnapshotFailedNoSecureNetwork'],
  ['VMRestorePointInternalError'],
  ['UserErrorFsFreezeFailed'],
  ['UserErrorUnableToOpenMount'],
  ['CopyingVHDsFromBackUpVaultTakingLongTime'],
];

const RESTORE_ONLY = [
  'UserErrorInstantRpNotFound',
  'UserErrorSkuNotAvailable',
  'UserErrorMarketPlaceVMNotSupported',
  'DiskEncryptionInternalError',
  'UserErrorCrossSubscriptionRestoreNotSuppportedForOLR',
  'UserErrorCrossSubscriptionRestoreNotSupportedForOLR',
  'UserErrorCrossSubscriptionRestoreNotSuppportedForUnManagedAzureVM',
  'UserErrorCrossSubscriptionRestoreNotSuppportedForCRR',
  'UserErrorCrossSubscriptionRestoreNotSuppportedFromSnapshot',
  'UserErrorCrossSubscriptionRestoreNotSuppportedForEncryptedAzureVM',
  'UserErrorCrossSubscriptionRestoreNotSuppportedForTrustedLaunchAzureVM',
  'UserErrorCrossSubscriptionRestoreInvalidTenant',
  'UserErrorCrossSubscriptionRestoreInvalidTargetSubscription',
];

/** Causes that only the guest shows (section 2 of the catalogue). */
const GUEST_ONLY = [
  'ExtensionSnapshotFailedCOM',
  'ExtensionFailedVssWriterInBadState',
  'ExtensionFailedVssServiceInBadState',
  'ExtensionConfigParsingFailure',
  'ExtensionVCRedistInstallationFailure',
  'ExtensionSnapshotFailedNoSecureNetwork',
  'VMRestorePointInternalError',
  'GuestAgentSnapshotTaskStatusError',
  'UserErrorFsFreezeFailed',
  'UserErrorUnableToOpenMount',
  'ExtensionSnapshotBitlockerError',
  'CopyingVHDsFromBackUpVaultTakingLongTime',
];

test.each(CATALOGUE)('%s is known by every name, in any letter case', (...names) => {
  const code = findErrorCode(names[0] ?? '');
  expect(code).toBeDefined();
  for (const name of names) {
    expect(findErrorCode(name.toUpperCase())).toBe(code);
    expect(findErrorCode(name.toLowerCase())).toBe(code);
  }
});

test.each(RESTORE_ONLY)('%s is a matter of restores, and no policy judges it', (name) => {
  const code = findErrorCode(name);
  expect(code?.restoreOnly).toBe(true);
  if (code !== undefined)
    expect(explainErrorCode(code, SHIPPED_POLICIES)).toContain('None: it comes from a restore');
  const names = [code?.code, ...(code?.aliases ?? [])];
  expect(SHIPPED_POLICIES.flatMap(errorCodesOf).filter((each) => names.includes(each))).toEqual([]);
});

test.each(GUEST_ONLY)('%s tells what only the guest shows, and its best outside sign', (name) => {
  expect(findErrorCode(name)?.guestOnly.join(' ')).toMatch(/From outside: /);
});

test('no two error codes share a name', () => {
  const names = ERROR_CODES.flatMap(({ code, aliases }) => [
    ...new Set([code, ...aliases].map((name) => name.toLowerCase())),
  ]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every error code that a policy names is explained', () => {
  expect(SHIPPED_POLICIES.flatMap(errorCodesOf).filter((name) => findErrorCode(name) === undefined)).toEqual(
    [],
  );
});

describe('explain', () => {
  test.each(ERROR_CODES.map((code) => [code.code, code] as const))('%s', (name, code) => {
    const text = explainErrorCode(code, SHIPPED_POLICIES);
    expect(text.startsWith(name)).toBe(true);
    for (const section of ['Cause', 'Policies that see it coming', 'How to repair', 'More'])
      expect(text).toContain(`\n${section}\n`);
    expect(code.links.filter((link) => !link.startsWith('https://learn.microsoft.com/'))).toEqual([]);
  });

  test.each(SHIPPED_POLICIES.map((policy) => [policy.id, policy] as const))('%s', (id, policy) => {
    const text = explainPolicy(policy);
    expect(text.startsWith(`${id}: ${policy.title}\n`)).toBe(true);
    expect(text).not.toMatch(/\{resource/);
  });

  test('of a policy that somebody else wrote nothing gets through to the terminal', () => {
    const [policy] = SHIPPED_POLICIES;
    const escape = '\u001b]0;x\u0007\u009b2J';
    const hostile = {
      ...policy!,
      title: escape,
      help: `${escape}\n::error::x`,
      links: [`https://a/${escape}`],
    };
    const shown =
      explainPolicy(hostile) + explainErrorCode(findErrorCode(policy!.errorCodes[0]!)!, [hostile]);
    // eslint-disable-next-line no-control-regex -- these are what must not get through
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^::/m);
  });
});

/** Catalogue of preconditions, AB-VM-05 and AB-VM-06: what the VM forbids can be seen before the backup runs. */
test('AzureVmOffline is seen coming where a VM forbids extensions, was made without an agent, or has none that answers', () => {
  const naming = SHIPPED_POLICIES.filter((policy) => errorCodesOf(policy).includes('AzureVmOffline'));
  expect(naming.map(({ id }) => id)).toEqual([
    'vm-agent-provisioned',
    'vm-agent-ready',
    'vm-extension-operations-allowed',
  ]);
});
