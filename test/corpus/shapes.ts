import { cli, EVERYTHING, KEYS, spec, UNSEEN, without, type Expectation } from './expectation.js';

/** Unusual shapes of answers. */
export const SHAPES: Readonly<Record<string, readonly Expectation[]>> = {
  'shapes of answers': [
    {
      name: 'Resource Graph rows without properties',
      files: ['rest-api-specs/ResourceGraph/ResourcesFilterQuery'],
      at: '2024-11-01',
      unknown: EVERYTHING,
    },
    {
      name: "Resource Graph's table format, columns that nobody knows",
      files: ['rest-api-specs/ResourceGraph/ResourcesFacetQuery'],
      at: '2024-11-01',
      unknown: EVERYTHING,
    },
    {
      name: 'rows with id and region only',
      files: spec('ListAll_MinimumSet_Gen'),
      at: '2024-11-01',
      unknown: EVERYTHING,
    },
    {
      name: 'placeholders in the ids, two rows that are one VM, an unmanaged disk',
      files: spec('ListBySubscription_ByLocation'),
      at: '2024-11-01',
      unknown: without(UNSEEN, ...KEYS),
    },
    {
      // managedBy a scale set: only a VM known to be unprotected would be skipped.
      name: 'placeholders in the ids, an extension, managed by a scale set',
      files: spec('Get'),
      at: '2024-11-01',
      unknown: UNSEEN,
    },
    {
      name: 'instances of a flexible scale set',
      files: cli('vm-list/test_vm_list_filter.virtualMachines'),
      at: '2024-04-29',
      unknown: UNSEEN,
    },
    {
      // provisionVMAgent is not set, no instance view; the only disk is unmanaged.
      name: 'an unmanaged OS disk, provisionVMAgent unset',
      files: ['manageiq/vm/multiple_targets_refresh.miq-vm-ubuntu1-eastus'],
      at: '2018-11-07',
      unknown: without(UNSEEN, ...KEYS),
    },
  ],
};

/** Bodies that are no inventory, and what the message must say. */
export const REFUSED = [
  ['azure-cli/error/test_completion_percent.disk1', /error that Azure answered.*ResourceNotFound/],
  ['manageiq/vm-instanceview/lb_vms_refresh.instanceView.iv', /no inventory/],
  ['rest-api-specs/ResourceGraph/ResourcesPropertiesQuery', /item 1 is no Azure resource/],
  ['azure-cli/rsv-backupstatus/test_backup_protection.backupStatus', /no inventory/],
] as const;
