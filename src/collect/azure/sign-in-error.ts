import { UserError } from '../../model/user-error.js';
import { withoutTokens } from './without-tokens.js';

/** What Microsoft Entra's error codes mean here. */
const AADSTS: readonly (readonly [code: string, message: string, hint: string])[] = [
  [
    '700016',
    'The application (client id) does not exist in this tenant.',
    'Check AZURE_CLIENT_ID and AZURE_TENANT_ID.',
  ],
  [
    '700024',
    'The assertion behind this sign-in has expired: it lives about five minutes.',
    [
      'Run the scan right after azure/login, in the same job, or leave azure/login out and add to the step of backup-lint:',
      '  with:',
      '    client-id: …',
      '    tenant-id: …',
    ].join('\n'),
  ],
  [
    '7002138',
    'The federated credential differs from the subject of the assertion by letter case only; it must match exactly.',
    'Correct the subject of the federated credential.',
  ],
  [
    '700213',
    'No federated credential of the application has the subject of this assertion.',
    'Add one with the subject below.',
  ],
  [
    '700211',
    'No federated credential of the application has the issuer of this assertion.',
    'Add one with the issuer below.',
  ],
  [
    '70021',
    'No federated credential of the application matches this assertion.',
    'Add one with the subject below.',
  ],
  [
    '7000215',
    'The client secret is wrong.',
    'Check AZURE_CLIENT_SECRET: it is the value of the secret, not its id.',
  ],
  ['7000222', 'The client secret has expired.', 'Make a new one and set AZURE_CLIENT_SECRET.'],
  ['53003', 'A conditional access policy forbids this sign-in.', 'Ask the administrators of the tenant.'],
  ['90002', 'There is no such tenant.', 'Check AZURE_TENANT_ID, and --cloud.'],
];

/** The sign-in service itself did not answer: MSAL could not read its metadata. */
const NO_DISCOVERY = /endpoints_resolution_error|openid-configuration/i;
/** Nor did it otherwise: no connection, or a certificate that is not trusted (Node's words; a bad file of one's own is another matter). */
const NO_ANSWER = new RegExp(
  [
    NO_DISCOVERY.source,
    'network_error|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|getaddrinfo',
    '(self[- ]signed|local issuer|the first) certificate|certificate has expired|not match certificate',
  ].join('|'),
  'i',
);
/** What the SDK puts before what went wrong. */
const PREAMBLE =
  /^.*Status code: \d+\nMore details:\n(The service indicated that the request was invalid\.\s+|An unknown error has occurred\. Response body:\s+)?/;

/**
 * What a failed sign-in means and what to do about it.
 *
 * @param inActions whether it happened in GitHub Actions
 * @param proxyMistake what is wrong with the proxy, if anything is
 * @returns a UserError; anything that is no sign-in failure comes back as it is
 */
export function signInError(error: unknown, inActions: boolean, proxyMistake?: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const text = messagesOf(error).join('\n');
  const known = AADSTS.find(([code]) => new RegExp(`AADSTS${code}\\b`).test(text));
  if (known !== undefined) return new UserError(`Sign-in failed: ${known[1]}`, `${known[2]}${told(text)}`);
  if (proxyMistake !== undefined)
    return new UserError(`Sign-in failed: ${proxyMistake}`, 'Correct it, or unset it.');
  const isChain = error.name === 'AggregateAuthenticationError';
  const noAnswer = isChain ? NO_DISCOVERY : NO_ANSWER;
  if (noAnswer.test(text)) {
    return new UserError(
      `The sign-in service cannot be reached: ${firstLine(text, noAnswer)}`,
      'Check --cloud, HTTPS_PROXY, and NODE_EXTRA_CA_CERTS where a private certificate authority is used.',
    );
  }
  if (isChain || error.name === 'CredentialUnavailableError') {
    return new UserError(
      'Not signed in to Azure: no credential was found.',
      chainHint(error, text, inActions),
    );
  }
  if (error.name === 'AuthenticationError' || error.name === 'AuthenticationRequiredError') {
    return new UserError(`Sign-in failed: ${firstLine(text)}`, told(text).trim() || undefined);
  }
  if (text.includes('AZURE_TOKEN_CREDENTIALS')) return new UserError(firstLine(text));
  return error;
}

/** The texts of an error and of those that it is made of, without tokens. */
function messagesOf(error: Error): string[] {
  const inner = 'errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[]) : [];
  const cause = error.cause instanceof Error ? messagesOf(error.cause) : [];
  return [
    messageOf(error),
    ...inner.flatMap((each) => (each instanceof Error ? messagesOf(each) : [])),
    ...cause,
  ];
}

function messageOf(error: Error): string {
  return withoutTokens(error.message.replace(PREAMBLE, '')).replace(/,$/, '');
}

function chainHint(error: Error, text: string, inActions: boolean): string {
  if (text.includes('az login') && inActions) {
    return [
      'The Azure CLI is not signed in, or its assertion has expired: run the scan right after azure/login, or leave that',
      'out and add to the step of backup-lint:',
      '  with:',
      '    client-id: …',
      '    tenant-id: …',
    ].join('\n');
  }
  const inner = 'errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[]) : [error];
  const tried = inner.map(
    (each) => `  - ${each instanceof Error ? firstLine(messageOf(each)) : 'unknown error'}`,
  );
  return [
    'Run `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET. Tried:',
    ...tried,
  ].join('\n');
}

/** The subject and the issuer that Entra saw, where it tells them: people need them for the federated credential. */
function told(text: string): string {
  const parts = [...text.matchAll(/\b(subject|issuer)\b[^'"]{0,40}['"]([^'"]{1,300})['"]/gi)].map(
    ([, name = '', value = '']) => `${name.toLowerCase()}: ${value}`,
  );
  return parts.length === 0 ? '' : ` (${[...new Set(parts)].join(', ')})`;
}

/** The first line that says something, or says this. */
function firstLine(text: string, something = /\S/): string {
  const line = text.split('\n').find((each) => something.test(each)) ?? 'unknown error';
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** Whether this runs in GitHub Actions, where other things help. */
export const isInActions = () => process.env.GITHUB_ACTIONS === 'true';
