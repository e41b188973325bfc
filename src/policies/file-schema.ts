import { FAILS, LEVELS, POLICY_GROUPS, PRECISIONS } from '../model/policy.js';
import { SUBJECT_KINDS } from '../model/subject.js';

const text = (description: string) => ({ type: 'string', minLength: 1, description });
const texts = (description: string) => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
});

const level = { enum: LEVELS, description: "How bad a finding is, in SARIF's words." };
const precision = { enum: PRECISIONS, description: 'How sure a finding is.' };
const fails = {
  enum: FAILS,
  description:
    'What goes wrong: enabling protection, the next backup, a later one, or to be checked by hand.',
};
const errorCodes = texts('The Azure Backup error codes that the repair prevents.');
const message = text(
  'What is wrong, with {value}, {name} (of the failing object, else of the subject) and {/pointer}.',
);
const schema = { type: 'object', minProperties: 1 };
const pointer = { type: 'string', pattern: '^(/[^/]*)+$', examples: ['/disks/0/sizeGiB'] };

const example = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: text('What the example shows.'),
    set: {
      type: 'object',
      propertyNames: pointer,
      description:
        'Facts to set in the healthy subject, by JSON pointer, in this order (RFC 6902 add; "-" appends).',
    },
    unset: { type: 'array', items: pointer, description: 'Facts to make unknown.' },
    at: { type: 'array', items: { type: 'string' }, description: 'The exact set of places of the finding.' },
    level,
  },
};
const examples = { type: 'array', items: example };

/** The JSON Schema of a policy file (docs/writing-policies.md), for editors and for loading. */
export const POLICY_FILE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A policy of backup-lint',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'subject', 'level', 'precision', 'fails', 'schema', 'message', 'help'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
      examples: ['disk-size-supported'],
      description: 'The name of the file, in kebab-case.',
    },
    title: text('What holds where the policy passes, in one line.'),
    group: { enum: POLICY_GROUPS, description: 'The section of the list of policies that it stands in.' },
    subject: { enum: SUBJECT_KINDS, description: 'The kind of thing that is judged.' },
    level,
    levels: {
      type: 'array',
      description: "The first entry that is certainly true wins, else the policy's own words.",
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['when'],
        minProperties: 2,
        properties: {
          when: { ...schema, description: 'JSON Schema over the subject and `it`, the failing object.' },
          level,
          precision,
          fails,
          errorCodes,
          message,
        },
      },
    },
    precision,
    fails,
    errorCodes,
    when: { ...schema, description: 'JSON Schema: where it is false, the policy is not applicable.' },
    schema: { ...schema, description: 'JSON Schema: the requirement.' },
    message,
    help: text('Markdown: why, how to repair (commands to copy), what else to know.'),
    links: {
      type: 'array',
      items: {
        type: 'string',
        pattern: '^https://[^\\s]+$',
        examples: ['https://learn.microsoft.com/azure/backup/…'],
      },
      description: 'Microsoft pages.',
    },
    aliases: texts('Old ids, oldest first.'),
    enabled: { type: 'boolean', description: 'False: runs only when it is named.' },
    examples: {
      type: 'object',
      additionalProperties: false,
      properties: { pass: examples, fail: examples, unknown: examples, notApplicable: examples },
      description: 'Changes to the healthy subject, by what must come out.',
    },
  },
} as const;
