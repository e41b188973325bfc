const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** How .NET's invariant culture writes a date: month first, 12 or 24 hours. */
const DOT_NET =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})(?:\s*([AP]M))?(?:\s*(Z|[+-]\d{2}:?\d{2}))?$/i;

/** Year, month, day, hour, minute, second, millisecond. */
type Moment = readonly [number, number, number, number, number, number, number];

/**
 * Milliseconds since 1970 of a date in any of the shapes that Azure sends (0 to 9 digits of a second; Z, an offset or
 * nothing, which is UTC; ISO 8601 or .NET's), or undefined where the value is no date.
 */
export function dateOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return isoDate(text) ?? dotNetDate(text);
}

/** The date as ISO 8601 in UTC, or undefined where the value is no date. */
export function isoOf(value: unknown): string | undefined {
  const date = dateOf(value);
  return date === undefined ? undefined : new Date(date).toISOString();
}

function isoDate(text: string): number | undefined {
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = found;
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3));
  const moment = [year, month, day, hour, minute, second].map(Number);
  return utc([...moment, millisecond] as unknown as Moment, zone);
}

function dotNetDate(text: string): number | undefined {
  const found = DOT_NET.exec(text);
  if (found === null) return undefined;
  const [, month, day, year, hour, minute, second, half, zone] = found;
  const twelve = Number(hour) % 12;
  const hours = half === undefined ? Number(hour) : half.toUpperCase() === 'PM' ? twelve + 12 : twelve;
  return utc([Number(year), Number(month), Number(day), hours, Number(minute), Number(second), 0], zone);
}

function utc([year, month, day, hour, minute, second, millisecond]: Moment, zone: string | undefined) {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60)
    return undefined;
  const date = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  return Number.isFinite(date) ? date - offsetOf(zone) : undefined;
}

function offsetOf(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
