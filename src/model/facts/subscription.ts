import type { Static } from 'typebox';
import * as known from '../enumerations.js';
import { closedEnum, integer, list, openEnum, orNull, record, text } from './schema.js';

/** The facts of a subscription that has VMs (subject `subscription`). */
export const subscriptionFacts = record('A subscription that has virtual machines.', {
  id: text('Resource id.'),
  name: text('Name.'),
  subscriptionId: text('The GUID.'),
  vms: integer('How many VMs it has, without unprotected ones that a service manages.'),
  protectedVms: integer('How many of them are protected.'),
  recoveryServicesRegistration: openEnum(
    known.REGISTRATION_STATES,
    'Registration of the resource provider Microsoft.RecoveryServices.',
    { needs: '--deep' },
  ),
  restorePointGroups: list('The resource groups that hold restore point collections of Azure Backup.', {
    id: text('Id of the resource group.'),
    name: text('Name of the resource group.'),
    collections: integer('How many collections of Azure Backup it holds.'),
  }),
  newBackupGroups: list(
    'The resource groups that Azure Backup will create for VMs that it protects already.',
    {
      name: text('Name.'),
      location: text('Region.'),
    },
  ),
  groupDenials: list('The Azure Policy assignments that deny the creation of one of these groups.', {
    assignmentId: text('Id of the policy assignment.'),
    assignmentName: text('Display name of the assignment.'),
    definitionName: text('Display name of the policy definition.'),
    because: closedEnum(['tags', 'name', 'location', 'other'], 'What the assignment asks of the group.'),
    requires: orNull(text('The detail, for example the name of the required tag.')),
    groupName: text('The group that is denied.'),
    groupLocation: text('Region of that group.'),
  }),
});

/** The document of a subscription. */
export type SubscriptionDocument = Static<typeof subscriptionFacts>;
