/**
 * An expression of a template, parsed
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions).
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | {
      readonly kind: 'call';
      /** In lower case, with its namespace: `contoso.uniquename`. */
      readonly name: string;
      readonly spelled: string;
      readonly arguments: readonly Expression[];
    }
  /** `of.key` or `of[key]`. */
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression };

export type Call = Extract<Expression, { kind: 'call' }>;

/** An expression that is not written as it must be. The message is a clause: "`)` is expected". */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
}
