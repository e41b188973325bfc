/**
 * A template expression of a policy, such as `[concat('tags[', parameters('tagName'), ']')]`
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions).
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  /** The name in lower case: names of functions are case-blind. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** `.name` or `['name']` after another expression. */
  | { readonly kind: 'property'; readonly of: Expression; readonly name: Expression };

/** Azure's limits for the length of an expression and the depth of its calls. */
const MAX_LENGTH = 81_920;
const MAX_DEPTH = 64;

const TOKEN = /\s*(?:('[^']*(?:''[^']*)*')|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|([()[\].,]))/y;

/** Whether the text is an expression: it stands in brackets. `[[` starts an ordinary text with one bracket. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** The expression in the brackets, or undefined where it is none that can be read. Takes linear time. */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = tokensOf(text.slice(1, -1));
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const expression = parser.expression(0);
  return parser.atEnd ? expression : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (found === null) return undefined;
    tokens.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  expression(depth: number): Expression | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const token = this.#take();
    if (token === undefined) return undefined;
    if (token.startsWith("'")) return { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
    if (/^-?\d/.test(token)) return { kind: 'literal', value: Number(token) };
    if (!isName(token) || !this.#skip('(')) return undefined;
    const list = this.#arguments(depth + 1);
    return list && this.#properties({ kind: 'call', name: token.toLowerCase(), arguments: list }, depth + 1);
  }

  #arguments(depth: number): readonly Expression[] | undefined {
    const list: Expression[] = [];
    if (this.#skip(')')) return list;
    do {
      const argument = this.expression(depth);
      if (argument === undefined) return undefined;
      list.push(argument);
    } while (this.#skip(','));
    return this.#skip(')') ? list : undefined;
  }

  #properties(of: Expression, depth: number): Expression | undefined {
    let expression = of;
    for (let count = depth; ; count++) {
      const dot = this.#skip('.');
      if (!dot && !this.#skip('[')) return expression;
      if (count > MAX_DEPTH) return undefined;
      const name = dot ? this.#name() : this.expression(depth);
      if (name === undefined || !(dot || this.#skip(']'))) return undefined;
      expression = { kind: 'property', of: expression, name };
    }
  }

  #name(): Expression | undefined {
    const token = this.#take();
    return token !== undefined && isName(token) ? { kind: 'literal', value: token } : undefined;
  }

  #take(): string | undefined {
    return this.#tokens[this.#next++];
  }

  #skip(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next++;
    return true;
  }
}

function isName(token: string): boolean {
  return /^[A-Za-z_]/.test(token);
}
