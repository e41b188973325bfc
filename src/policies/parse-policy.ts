import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { checkPolicy } from '../check/policy-check.js';
import { keysOf } from '../check/pointer.js';
import { FACTS } from '../model/facts/index.js';
import { didYouMean } from '../model/near-match.js';
import type { Policy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { POLICY_FILE_SCHEMA } from './file-schema.js';

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
const isPolicyFile = ajv.compile(POLICY_FILE_SCHEMA);

/** A policy file cannot be larger: it comes from a pull request. */
const MAX_LENGTH = 256 * 1024;

/** Finds the line and column of a JSON pointer in the source. */
type Locate = (pointer: string) => string;

/**
 * Reads one policy file (YAML, or JSON, which is YAML too) and checks it: its form, its schemas against the facts of
 * its subject, its messages.
 *
 * @throws UserError with file, line and column of the first mistake, and how many more there are
 */
export function parsePolicy(text: string, path: string): Policy {
  if (text.length > MAX_LENGTH) throw new UserError(`${path} is larger than ${MAX_LENGTH / 1024} KiB.`);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    merge: false,
  });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken !== undefined) throw new UserError(`${place(broken.pos[0])} is no YAML: ${broken.message}`);
  const value = toJson(document, path);
  const locate: Locate = (pointer) => place(offsetOf(document, pointer));
  if (!isPolicyFile(value)) throw formError(isPolicyFile.errors ?? [], locate);
  const policy = withDefaults(value);
  const [first, ...others] = checkPolicy(policy, FACTS[policy.subject]);
  if (first !== undefined) throw mistake(locate(first.pointer), first.message, others.length);
  return policy;
}

function toJson(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw new UserError(`${path} is no policy: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** The offset of the key (or item) at a pointer, or of the nearest thing around it. */
function offsetOf(document: Document, pointer: string): number {
  const keys = keysOf(pointer);
  for (let length = keys.length; length > 0; length--) {
    const parent = document.getIn(keys.slice(0, length - 1), true);
    const key = keys[length - 1];
    const pairs = isNode(parent) && 'items' in parent ? (parent.items as readonly unknown[]) : [];
    const pair = pairs.find((each) => keyOf(each) === key) ?? pairs[Number(key)];
    const node =
      pair !== undefined && typeof pair === 'object' && pair !== null && 'key' in pair ? pair.key : pair;
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function keyOf(pair: unknown): string | undefined {
  const key = typeof pair === 'object' && pair !== null && 'key' in pair ? pair.key : undefined;
  return typeof key === 'object' && key !== null && 'value' in key ? String(key.value) : undefined;
}

function mistake(where: string, message: string, others: number): UserError {
  const more =
    others === 0
      ? undefined
      : `There ${others === 1 ? 'is one more mistake' : `are ${others} more mistakes`} in this file.`;
  return new UserError(`${where}: ${message}`, more);
}

function formError(errors: readonly ErrorObject[], locate: Locate): UserError {
  const [first, ...others] = [...errors].sort((left, right) => weight(left) - weight(right));
  if (first === undefined) return new UserError(`${locate('')}: this is no policy.`);
  const extra = (first.params as { additionalProperty?: string }).additionalProperty;
  const pointer = extra === undefined ? first.instancePath : `${first.instancePath}/${extra}`;
  return mistake(locate(pointer), formMessage(first, extra), others.length);
}

/** Unknown keys first: they are the cause of most other errors. */
function weight(error: ErrorObject): number {
  return error.keyword === 'additionalProperties' ? 0 : 1;
}

function formMessage(error: ErrorObject, extra: string | undefined): string {
  const where =
    error.instancePath === '' ? 'the policy' : `\`${error.instancePath.slice(1).replaceAll('/', '.')}\``;
  if (extra !== undefined) {
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    return `${where} has an unknown key \`${extra}\`.${didYouMean(extra, known)}`;
  }
  if (error.keyword === 'enum') {
    const allowed = (error.params as { allowedValues: string[] }).allowedValues;
    const value = String(error.data);
    return `${where} is "${value}"; it can be ${allowed.join(', ')}.${didYouMean(value, allowed)}`;
  }
  if (error.keyword === 'required') {
    return `${where} lacks \`${(error.params as { missingProperty: string }).missingProperty}\`.`;
  }
  return `${where} ${error.message ?? 'is not as it should be'}.`;
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
