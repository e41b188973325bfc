/** In the order in which Azure's SDK takes them, each also in lower case. */
const VARIABLES = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'] as const;

/**
 * What is wrong with the proxy that the environment names; undefined: nothing, or there is none. Its value is not told:
 * it may hold a password.
 */
export function proxyMistake(env: NodeJS.ProcessEnv): string | undefined {
  const name = VARIABLES.flatMap((each) => [each, each.toLowerCase()]).find((each) => env[each]);
  if (name === undefined) return undefined;
  const value = env[name] ?? '';
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  return protocol === 'http:' || protocol === 'https:'
    ? undefined
    : `${name} is not of the form http://HOST:PORT.`;
}
