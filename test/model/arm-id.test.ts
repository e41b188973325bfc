import { describe, expect, test } from '@jest/globals';
import * as arm from '../../src/model/arm-id.js';

const VM = '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/VM';

describe('ids', () => {
  test('one spelling', () => {
    expect(arm.lowerId(`${VM}/`)).toBe(
      '/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm',
    );
    expect(arm.lowerId('/')).toBe('/');
    expect(arm.lowerId('//')).toBe('/');
  });

  test('a million slashes take no time', () => {
    const id = `/${'/'.repeat(1_000_000)}x/`;
    expect(arm.lowerId(id)).toHaveLength(1_000_002);
  });

  test('parts', () => {
    expect(arm.subscriptionOf(arm.lowerId(VM))).toBe('s1');
    expect(arm.subscriptionOf('/providers/microsoft.management/managementgroups/mg')).toBeUndefined();
    expect(arm.subscriptionOf('/subscriptions/')).toBeUndefined();
    expect(arm.groupScopeOf(arm.lowerId(VM))).toBe('/subscriptions/s1/resourcegroups/rg');
    expect(arm.groupNameOf(VM)).toBe('RG');
    expect(arm.nameOf(VM)).toBe('VM');
  });

  test.each([
    [VM, 'microsoft.compute/virtualmachines'],
    [`${VM}/extensions/x`, 'microsoft.compute/virtualmachines/extensions'],
    [`${VM}/providers/Microsoft.Authorization/locks/l`, 'microsoft.authorization/locks'],
    ['/subscriptions/s', 'microsoft.resources/subscriptions'],
    ['/subscriptions/s/resourceGroups/g', 'microsoft.resources/subscriptions/resourcegroups'],
    ['/providers/Microsoft.Management/managementGroups/mg', 'microsoft.management/managementgroups'],
    ['/servicePrincipals/x', undefined],
  ])('type of %s', (id, type) => expect(arm.typeOf(id)).toBe(type));

  test('scopes', () => {
    expect(arm.isAtOrAbove('/', '/subscriptions/s')).toBe(true);
    expect(arm.isAtOrAbove('/subscriptions/s', '/subscriptions/s')).toBe(true);
    expect(arm.isAtOrAbove('/subscriptions/s', '/subscriptions/s2')).toBe(false);
    expect(arm.isAtOrAbove('/subscriptions/s/resourcegroups/a', '/subscriptions/s/resourcegroups/ab')).toBe(
      false,
    );
  });
});
