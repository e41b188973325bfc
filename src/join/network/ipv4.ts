/**
 * Whether an IPv4 address lies in a prefix (`10.0.0.0/8`) or is the prefix (`10.0.0.4`). Undefined where either is
 * something else, such as a service tag or an IPv6 address.
 */
export function isWithin(address: string, prefix: string): boolean | undefined {
  const [base = '', bits = '32'] = prefix.split('/');
  const [left, right, length] = [numberOf(address), numberOf(base), Number(bits)];
  if (left === undefined || right === undefined || !(length >= 0 && length <= 32)) return undefined;
  const size = 2 ** (32 - length);
  return Math.floor(left / size) === Math.floor(right / size);
}

function numberOf(address: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return undefined;
  const parts = address.split('.').map(Number);
  return parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256 + part, 0);
}
