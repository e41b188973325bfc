import type { Budget } from '../budget.js';
import { EvaluationError, isList, isObject, type Value } from '../value.js';
import { MAX_TEXT, textPartOf } from './rule.js';

const ITEM = /\{\{|\}\}|\{(\d{1,4})(?:,(-?\d{1,4}))?(?::([^{}]*))?\}|[{}]/g;

/**
 * A .NET composite format: `{index,alignment:format}`
 * (https://learn.microsoft.com/dotnet/standard/base-types/composite-formatting). Of the formats of numbers those that
 * templates use: D, N, F, X with digits, and patterns of zeros.
 *
 * @throws EvaluationError for a format that is broken, or that is none of these
 */
export function formatted(format: string, values: readonly Value[], budget: Budget): string {
  let length = format.length;
  const paid = (text: string) => {
    length += text.length;
    budget.spend(1 + (text.length >> 6));
    if (length > MAX_TEXT) throw new EvaluationError('the text becomes too long');
    return text;
  };
  return format.replace(ITEM, (found, index?: string, width?: string, style?: string) => {
    if (found === '{{' || found === '}}') return found.charAt(0);
    if (index === undefined) throw new EvaluationError('the format has a brace that is not closed');
    const value = values[Number(index)];
    if (value === undefined)
      throw new EvaluationError(`the format names argument ${index}, which is not there`);
    const text = typeof value === 'number' && style !== undefined ? numberText(value, style) : textOf(value);
    if (width === undefined) return paid(text);
    return paid(width.startsWith('-') ? text.padEnd(Number(width.slice(1))) : text.padStart(Number(width)));
  });
}

function textOf(value: Value): string {
  return isList(value) || isObject(value) ? JSON.stringify(value) : (textPartOf(value) ?? '');
}

/** https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings, and `000`. */
function numberText(value: number, style: string): string {
  if (/^0{1,20}$/.test(style)) return withSign(value, (digits) => digits.padStart(style.length, '0'));
  const [, letter = '', digits = ''] = /^([a-z])(\d{0,2})$/i.exec(style) ?? [];
  switch (letter.toUpperCase()) {
    case 'D':
      return withSign(value, (text) => text.padStart(Number(digits), '0'));
    case 'X': {
      const text = value.toString(16).padStart(Number(digits), '0');
      if (value >= 0) return letter === 'X' ? text.toUpperCase() : text;
      break;
    }
    case 'N':
    case 'F': {
      if (digits === '') break;
      const options = { minimumFractionDigits: Number(digits), maximumFractionDigits: Number(digits) };
      return value.toLocaleString('en-US', { ...options, useGrouping: letter.toUpperCase() === 'N' });
    }
  }
  throw new EvaluationError('the format of a number is one that backup-lint does not know');
}

function withSign(value: number, write: (digits: string) => string): string {
  return value < 0 ? `-${write(String(-value))}` : write(String(value));
}
