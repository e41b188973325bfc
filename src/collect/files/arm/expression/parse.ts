import { SyntaxProblem, type Expression } from './syntax.js';

/** Deeper nesting is refused: evaluating it must not exhaust the stack. */
const MAX_DEPTH = 150;

const NUMBER = /-?\d+(?:\.\d+)?(?![\w.])/y;
const NAME = /[A-Za-z_$][\w$]*/y;
/** After a dot names are freer: Bicep writes properties such as `2nd` in brackets, but people write `a.b-c`. */
const MEMBER = /[\w$-]+/y;
const SPACE = /\s*/y;

/**
 * What a text in a template means: an expression if it begins with `[` and ends with `]`; a text that begins with
 * `[[` and ends with `]` is the text with one bracket less
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters).
 *
 * @throws SyntaxProblem
 */
export function parseText(text: string): Expression | string {
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  if (text.startsWith('[[')) return text.slice(1);
  return new Parser(text.slice(1, -1)).whole();
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Expression {
    const expression = this.#expression();
    this.#take(SPACE);
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the expression');
    return expression;
  }

  #expression(): Expression {
    if (++this.#depth > MAX_DEPTH) throw new SyntaxProblem('the expression is nested too deeply');
    this.#take(SPACE);
    let expression = this.#primary();
    for (;;) {
      this.#take(SPACE);
      if (this.#skip('.')) {
        const key = this.#take(MEMBER);
        if (key === undefined) throw this.#unexpected('the name of a property');
        expression = { kind: 'member', of: expression, key: { kind: 'literal', value: key } };
      } else if (this.#skip('[')) {
        const key = this.#expression();
        this.#expect(']');
        expression = { kind: 'member', of: expression, key };
      } else break;
    }
    this.#depth--;
    return expression;
  }

  #primary(): Expression {
    if (this.#text[this.#at] === "'") return { kind: 'literal', value: this.#string() };
    const number = this.#take(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    let spelled = this.#take(NAME);
    if (spelled === undefined) throw this.#unexpected('a function, a number or a text in single quotes');
    while (this.#skip('.')) {
      const next = this.#take(NAME);
      if (next === undefined) throw this.#unexpected('the name of a function');
      spelled += `.${next}`;
    }
    this.#take(SPACE);
    if (!this.#skip('(')) throw this.#unexpected(`\`(\` after ${spelled}`);
    return { kind: 'call', name: spelled.toLowerCase(), spelled, arguments: this.#arguments() };
  }

  #arguments(): Expression[] {
    const list: Expression[] = [];
    this.#take(SPACE);
    if (this.#skip(')')) return list;
    for (;;) {
      list.push(this.#expression());
      this.#take(SPACE);
      if (this.#skip(')')) return list;
      if (!this.#skip(',')) throw this.#unexpected('`,` or `)`');
    }
  }

  /** A text in single quotes; two of them inside stand for one. */
  #string(): string {
    let text = '';
    for (;;) {
      const end = this.#text.indexOf("'", this.#at + 1);
      if (end < 0) throw new SyntaxProblem('a text has no closing quote');
      text += this.#text.slice(this.#at + 1, end);
      this.#at = end + 1;
      if (this.#text[this.#at] !== "'") return text;
      text += "'";
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    this.#take(SPACE);
    if (!this.#skip(character)) throw this.#unexpected(`\`${character}\``);
  }

  #unexpected(expected: string): SyntaxProblem {
    const where = this.#at >= this.#text.length ? 'at its end' : `at character ${this.#at + 2}`;
    return new SyntaxProblem(`the expression is broken ${where}, ${expected} is expected`);
  }
}
