import { derived, EvaluationError, type Value } from '../value.js';
import { integerIn, textIn, type FunctionTable } from './rule.js';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:\d\d)?$/;
const DURATION =
  /^(-?)P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/** A date without a zone is UTC. */
function dateOf(text: string): Date {
  const [, , , , hour = '00', minute = '00', second = '00', zone = 'Z'] = DATE.exec(text) ?? [];
  const date = new Date(
    DATE.test(text) ? `${text.slice(0, 10)}T${hour}:${minute}:${second}${zone}` : Number.NaN,
  );
  if (Number.isNaN(date.getTime())) throw new EvaluationError('the date is not written as ISO 8601 has it');
  return date;
}

/** Adds an ISO 8601 duration; a day that a month does not have becomes its last, as .NET does it. */
function plus(date: Date, duration: string): Date {
  const match = DURATION.exec(duration);
  if (match === null || duration.length < 3)
    throw new EvaluationError('the duration is not written as ISO 8601 has it');
  const sign = match[1] === '-' ? -1 : 1;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((part: string | undefined) => sign * Number(part ?? 0));
  const result = new Date(date);
  const day = result.getUTCDate();
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + 12 * years + months);
  const last = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(day, last) + 7 * weeks + days);
  const moved = new Date(result.getTime() + 1000 * (seconds + 60 * (minutes + 60 * hours)));
  if (Number.isNaN(moved.getTime())) throw new EvaluationError('the date is out of range');
  return moved;
}

/** The custom formats that are digits only, and the standard format `u`. */
function dateText(date: Date, format: string): string | undefined {
  const pattern = format === 'u' ? 'yyyy-MM-dd HH:mm:ssZ' : format;
  const two = (number: number) => String(number).padStart(2, '0');
  const parts: Readonly<Record<string, string>> = {
    yyyy: String(date.getUTCFullYear()).padStart(4, '0'),
    MM: two(date.getUTCMonth() + 1),
    dd: two(date.getUTCDate()),
    HH: two(date.getUTCHours()),
    mm: two(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
  };
  if (!/^(?:yyyy|MM|dd|HH|mm|ss|[TZ:\- ])+$/.test(pattern)) return undefined;
  return pattern.replace(/yyyy|MM|dd|HH|mm|ss/g, (name) => parts[name] ?? name);
}

/**
 * Functions of dates (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-date).
 * Without a format, Microsoft's page and its example disagree about what `dateTimeAdd` gives: then it is not known.
 */
export const DATES: FunctionTable = {
  datetimeadd: {
    min: 2,
    max: 3,
    run: (values, { budget }): Value => {
      const moved = plus(dateOf(textIn(values, 0)), textIn(values, 1));
      const text = values.length > 2 ? dateText(moved, textIn(values, 2)) : undefined;
      return text ?? derived({ kind: 'deployment' }, 'datetimeadd', values, budget);
    },
  },
  datetimetoepoch: {
    min: 1,
    max: 1,
    run: (values) => Math.floor(dateOf(textIn(values, 0)).getTime() / 1000),
  },
  datetimefromepoch: {
    min: 1,
    max: 1,
    run: (values) => {
      const date = new Date(integerIn(values, 0) * 1000);
      if (Number.isNaN(date.getTime())) throw new EvaluationError('the date is out of range');
      return `${date.toISOString().slice(0, 19)}Z`;
    },
  },
};
