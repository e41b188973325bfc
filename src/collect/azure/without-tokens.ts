/** A token or a part of one: what begins as a JSON Web Token does, or stands where a token stands in a request. */
const TOKEN = /\beyJ[\w-]{5,}(\.[\w-]*)*|(?<=\bBearer )[\w.~+/=-]+/gi;

/**
 * A text of somebody else's without tokens: the SDK quotes what the Azure CLI prints where it does not understand it,
 * and gateways answer with the request that they refuse.
 */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, '(token)');
}
