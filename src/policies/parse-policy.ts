import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkPolicy } from '../check/policy-check.js';
import { formError, mistake } from '../form-error.js';
import { FACTS } from '../model/facts/index.js';
import type { Policy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { YamlText } from '../yaml-text.js';
import { POLICY_FILE_SCHEMA } from './file-schema.js';

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
const isPolicyFile = ajv.compile(POLICY_FILE_SCHEMA);

/** A policy and where in its file things stand. */
export interface PolicyText {
  readonly policy: Policy;
  /** The place of what is at a JSON pointer, as `file:line:column`. */
  readonly whereIs: (pointer: string) => string;
}

/** The policy in a text, as {@link readPolicy} reads it. */
export function parsePolicy(text: string, path: string): Policy {
  return readPolicy(text, path).policy;
}

/**
 * Reads one policy file (YAML, or JSON, which is YAML too) and checks it: its form, its schemas against the facts of
 * its subject, its messages.
 *
 * @throws UserError with file, line and column of the first mistake, and how many more there are
 */
export function readPolicy(text: string, path: string): PolicyText {
  const yaml = YamlText.parse(text, path, 'policy');
  const { value } = yaml;
  if (value === null) throw new UserError(`${path}:1:1: the file is empty; a policy begins with \`id:\`.`);
  if (!isPolicyFile(value)) throw formError(isPolicyFile.errors, yaml, 'policy');
  const policy = withDefaults(value);
  const [first, ...others] = checkPolicy(policy, FACTS[policy.subject]);
  if (first !== undefined) throw mistake(yaml.whereIs(first.pointer), first.message, others.length);
  return { policy, whereIs: (pointer) => yaml.whereIs(pointer) };
}

function withDefaults(file: Partial<Policy> & Pick<Policy, 'id'>): Policy {
  return {
    levels: [],
    errorCodes: [],
    links: [],
    aliases: [],
    enabled: true,
    examples: {},
    ...file,
  } as Policy;
}
