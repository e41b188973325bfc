import { CLOUDS } from '../model/cloud.js';
import { LEVELS } from '../model/policy.js';
import { FORMATS } from '../report/index.js';

/** What `policies` may say of a policy: run it (also where it is off by default), leave it out, or its level. */
const POLICY_SETTINGS = ['on', 'off', ...LEVELS] as const;

const GUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const ZEROS = '00000000-0000-0000-0000-000000000000';

const texts = (description: string) => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
});
const path = (description: string) => ({ type: 'string', minLength: 1, description });
const toggle = (description: string) => ({ type: 'boolean', description });

const scope = {
  type: 'object',
  additionalProperties: false,
  description: 'What to scan where the command line does not say it.',
  properties: {
    subscriptions: {
      type: 'array',
      items: { type: 'string', pattern: `^(/[a-zA-Z]+/)?${GUID}/?$`, examples: [ZEROS] },
      description: 'Subscriptions to read from Azure, by id.',
    },
    'management-group': {
      type: 'string',
      pattern: '^(/[a-zA-Z./]+/)?[\\w.()-]{1,90}/?$',
      examples: ['corp'],
      description: 'A management group, by id, whose subscriptions are read from Azure.',
    },
    tenant: toggle('Read every subscription that can be seen.'),
    'resource-groups': texts('Only VMs of these resource groups.'),
    vms: texts('Only these VMs, by name or id.'),
    'protected-only': toggle('Leave out VMs that are not protected.'),
  },
};

const waiver = {
  type: 'object',
  additionalProperties: false,
  required: ['reason', 'until'],
  properties: {
    policy: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'The id of a policy. Left out, or *: any.',
    },
    resource: {
      type: 'string',
      minLength: 1,
      maxLength: 400,
      description:
        'The id of the resource to repair, in any letter case, or a pattern: * is any text without a slash, ** any number of segments, ? one character. Left out: any.',
    },
    reason: { type: 'string', pattern: '\\S', description: 'Why the finding is accepted.' },
    until: {
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      examples: ['2026-12-31'],
      description: 'The last day on which the waiver holds, in UTC.',
    },
    owner: { type: 'string', minLength: 1, description: 'Who answers for it.' },
  },
};

/** The JSON Schema of `.backup-lint.yaml`, for editors and for loading. */
export const CONFIG_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The configuration of backup-lint',
  type: 'object',
  additionalProperties: false,
  properties: {
    scope,
    policies: {
      type: 'object',
      additionalProperties: { enum: POLICY_SETTINGS },
      description: 'By the id of a policy: on, off, or the level of its findings.',
    },
    'policy-folders': texts(
      'Folders with policies of your own, relative to this file, inside the repository.',
    ),
    outputs: {
      type: 'array',
      items: {
        type: 'string',
        pattern: `^(${FORMATS.join('|')})(:.+)?$`,
        examples: ['text', 'json:backup-lint.json'],
      },
      description: 'FORMAT or FORMAT:FILE, the file relative to this one, inside the repository.',
    },
    'fail-on': { enum: [...LEVELS, 'none'], description: 'Exit 1 from this level on.' },
    baseline: path('An earlier JSON report to compare with, relative to this file, inside the repository.'),
    deep: toggle('Also read agent states and restore points, about one call each.'),
    cloud: { enum: CLOUDS.map(({ name }) => name), description: 'The Azure cloud. A file only by --cloud.' },
    'backup-service-object-id': {
      type: 'string',
      pattern: `^${GUID}$`,
      examples: [ZEROS],
      description: 'The object id of the Backup Management Service, for key vault policies.',
    },
    redact: toggle('Hide the ids of subscriptions, tenants and objects.'),
    'allow-empty': toggle('Nothing to scan is no failure.'),
    'allow-incomplete': toggle('An incomplete scan is no failure.'),
    'strict-waivers': toggle('Fail on waivers that are over, reach too far, or are not needed.'),
    'longest-waiver': {
      type: 'string',
      pattern: '^[1-9]\\d{0,3}d$',
      examples: ['90d'],
      description: 'How far ahead of the scan a waiver may reach. One that reaches further does not hold.',
    },
    waivers: {
      type: 'array',
      maxItems: 500,
      items: waiver,
      description: 'Findings that are accepted for a time.',
    },
  },
} as const;
