import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkPolicy } from '../check/policy-check.js';
import { formError, mistake } from '../form-error.js';
import { FACTS } from '../model/facts/index.js';
import type { Policy } from '../model/policy.js';
import { YamlText } from '../yaml-text.js';
import { POLICY_FILE_SCHEMA } from './file-schema.js';

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
const isPolicyFile = ajv.compile(POLICY_FILE_SCHEMA);

/**
 * Reads one policy file (YAML, or JSON, which is YAML too) and checks it: its form, its schemas against the facts of
 * its subject, its messages.
 *
 * @throws UserError with file, line and column of the first mistake, and how many more there are
 */
export function parsePolicy(text: string, path: string): Policy {
  const yaml = YamlText.parse(text, path, 'policy');
  const { value } = yaml;
  if (!isPolicyFile(value)) throw formError(isPolicyFile.errors, yaml, 'policy');
  const policy = withDefaults(value);
  const [first, ...others] = checkPolicy(policy, FACTS[policy.subject]);
  if (first !== undefined) throw mistake(yaml.whereIs(first.pointer), first.message, others.length);
  return policy;
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
