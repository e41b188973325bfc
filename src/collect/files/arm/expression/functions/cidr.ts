import { isIPv4, isIPv6 } from 'node:net';
import { EvaluationError } from '../value.js';
import { integerIn, textIn, type FunctionTable } from './rule.js';

/** A range of addresses as one number and the length of its prefix. */
interface Network {
  readonly first: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

function networkOf(text: string): Network {
  const [, address = '', length = ''] = /^([^/]{1,45})\/(\d{1,3})$/.exec(text) ?? [];
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : undefined;
  const prefix = Number(length);
  if (bits === undefined || prefix > bits)
    throw new EvaluationError('the range is not written as CIDR has it');
  const number = bits === 32 ? numberOfIPv4(address) : numberOfIPv6(address);
  const hosts = BigInt(bits - prefix);
  return { first: (number >> hosts) << hosts, prefix, bits };
}

function numberOfIPv4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function numberOfIPv6(address: string): bigint {
  const plain = address.replace(/\d{1,3}(?:\.\d{1,3}){3}$/, (tail) => {
    const number = numberOfIPv4(tail);
    return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...middle, ...right].reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n);
}

/** An address as text; IPv6 with its longest run of zeros left out (RFC 5952). */
function addressText(number: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 0xffn)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((number >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)];
  const longest = runs.sort((left, right) => right[0].length - left[0].length)[0];
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  const before = text.slice(0, longest.index).replace(/:$/, '');
  return `${before}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`;
}

function parsed(text: string) {
  const { first, prefix, bits } = networkOf(text);
  const size = 1n << BigInt(bits - prefix);
  const last = first + size - 1n;
  const all = (1n << BigInt(bits)) - 1n;
  const show = (number: bigint) => addressText(number, bits);
  const common = { network: show(first), netmask: show(all ^ (size - 1n)) };
  if (bits === 128) return { ...common, firstUsable: show(first), lastUsable: show(last), cidr: prefix };
  const usable = size > 2n ? [first + 1n, last - 1n] : [first, last];
  const [firstUsable, lastUsable] = usable.map(show);
  return {
    ...common,
    broadcast: show(last),
    firstUsable: firstUsable ?? '',
    lastUsable: lastUsable ?? '',
    cidr: prefix,
  };
}

/** Functions of address ranges (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr). */
export const CIDR: FunctionTable = {
  parsecidr: { min: 1, max: 1, run: (values) => parsed(textIn(values, 0)) },
  cidrsubnet: {
    min: 3,
    max: 3,
    run: (values) => {
      const { first, prefix, bits } = networkOf(textIn(values, 0));
      const [length, index] = [integerIn(values, 1), integerIn(values, 2)];
      const fits =
        length >= prefix && length <= bits && index >= 0 && BigInt(index) < 1n << BigInt(length - prefix);
      if (!fits) throw new EvaluationError('the range has no such subnet');
      return `${addressText(first + (BigInt(index) << BigInt(bits - length)), bits)}/${length}`;
    },
  },
  cidrhost: {
    min: 2,
    max: 2,
    run: (values) => {
      const { first, prefix, bits } = networkOf(textIn(values, 0));
      const index = integerIn(values, 1);
      const host = BigInt(index) + 1n;
      if (index < 0 || host >= 1n << BigInt(bits - prefix))
        throw new EvaluationError('the range has no such host');
      return addressText(first + host, bits);
    },
  },
};
