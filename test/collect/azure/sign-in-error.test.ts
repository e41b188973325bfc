import { describe, expect, test } from '@jest/globals';
import {
  AggregateAuthenticationError,
  AuthenticationError,
  AuthenticationRequiredError,
  CredentialUnavailableError,
} from '@azure/identity';
import { signInError } from '../../../src/collect/azure/sign-in-error.js';
import { UserError } from '../../../src/model/user-error.js';

/** What people read; throws for what is no sign-in failure. */
function told(error: unknown, inActions = false): { message: string; hint: string } {
  const found = signInError(error, inActions);
  if (!(found instanceof UserError)) throw new Error('It is no UserError.');
  return { message: found.message, hint: found.hint ?? '' };
}

/** Entra's answer to a token request that it refuses. */
const entra = (code: string, text: string) =>
  new AuthenticationError(400, {
    error: 'invalid_client',
    error_description: `AADSTS${code}: ${text} Trace ID: 11111111-1111-1111-1111-111111111111 Correlation ID: 22222222-2222-2222-2222-222222222222 Timestamp: 2026-11-22 02:00:00Z`,
  });

const NO_AZ =
  "Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions and then, once installed, authenticate to your Azure account using 'az login'.";
const AZ_LOGIN = "Please run 'az login' from a command prompt to authenticate before using this credential.";
const NO_ENVIRONMENT = 'EnvironmentCredential is unavailable. No underlying credential could be used.';

describe('what Entra refuses', () => {
  test.each<[string, string, RegExp, RegExp]>([
    [
      '700016',
      "Application with identifier 'app' was not found in the directory 'Contoso'.",
      /does not exist in this tenant/,
      /AZURE_CLIENT_ID and AZURE_TENANT_ID/,
    ],
    [
      '700024',
      'Client assertion is not within its valid time range.',
      /assertion .* has expired/,
      /right after azure\/login/,
    ],
    [
      '70021',
      'No matching federated identity record found for presented assertion.',
      /No federated credential .* matches/,
      /subject below/,
    ],
    [
      '700211',
      "No matching federated identity record found for presented assertion issuer 'https://token.actions.githubusercontent.com'.",
      /has the issuer/,
      /issuer: https:\/\/token\.actions\.githubusercontent\.com/,
    ],
    [
      '700213',
      "No matching federated identity record found for presented assertion subject 'repo:contoso/app:ref:refs/heads/main'.",
      /has the subject/,
      /subject: repo:contoso\/app:ref:refs\/heads\/main/,
    ],
    [
      '7002138',
      "No matching federated identity record found for presented assertion subject 'repo:Contoso/app:ref:refs/heads/main'.",
      /by letter case only/,
      /subject: repo:Contoso\/app/,
    ],
    [
      '7000215',
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
      /secret is wrong/,
      /AZURE_CLIENT_SECRET/,
    ],
    [
      '7000222',
      "The provided client secret keys for app 'x' are expired.",
      /secret has expired/,
      /AZURE_CLIENT_SECRET/,
    ],
    [
      '53003',
      'Access has been blocked by Conditional Access policies.',
      /conditional access/,
      /administrators/,
    ],
    ['90002', "Tenant 'contoso' not found.", /no such tenant/, /AZURE_TENANT_ID, and --cloud/],
  ])('AADSTS%s', (code, text, message, hint) => {
    const error = entra(code, text);
    const inChain = new AggregateAuthenticationError(
      [new CredentialUnavailableError(NO_ENVIRONMENT), error],
      'ChainedTokenCredential authentication failed.',
    );
    for (const each of [error, inChain]) {
      expect(told(each).message).toMatch(message);
      expect(told(each).hint).toMatch(hint);
    }
  });

  test('under another name: a wrong secret is an AuthenticationRequiredError in the SDK', () => {
    const error = new AuthenticationRequiredError({
      scopes: ['https://management.azure.com/.default'],
      message: 'AADSTS7000215: Invalid client secret provided.',
    });
    expect(told(error).message).toBe('Sign-in failed: The client secret is wrong.');
  });

  test('a longer code that begins like a known one is not taken for it', () => {
    expect(told(entra('5300399', 'Something else.')).message).not.toMatch(/conditional access/);
  });

  test('what is not listed is told in words of Entra, not of the SDK', () => {
    const { message } = told(entra('50076', 'You must use multi-factor authentication.'));
    expect(message).toMatch(/^Sign-in failed: AADSTS50076: You must use multi-factor authentication\./);
  });

  test('a sign-in that failed for a reason of its own is told in one line', () => {
    const error = new AuthenticationError(400, {
      error: 'EnvironmentCredential authentication failed.',
      error_description: 'The file at the specified path does not contain a PEM-encoded certificate.',
    });
    const { message } = told(error);
    expect(message).toMatch(
      /^Sign-in failed: The file at the specified path does not contain a PEM-encoded certificate\.$/,
    );
  });
});

describe('nobody is signed in', () => {
  test('no Azure CLI', () => {
    const { message, hint } = told(new CredentialUnavailableError(NO_AZ));
    expect(message).toBe('Not signed in to Azure: no credential was found.');
    expect(hint).toMatch(/az login.*AZURE_CLIENT_SECRET[^]*Azure CLI could not be found/);
  });

  test('not logged in, by hand and in GitHub Actions', () => {
    expect(told(new CredentialUnavailableError(AZ_LOGIN)).hint).toMatch(/^Run `az login`/);
    expect(told(new CredentialUnavailableError(AZ_LOGIN), true).hint).toMatch(/right after azure\/login/);
  });

  test('each credential that was tried has a line', () => {
    const errors = [NO_ENVIRONMENT, 'ManagedIdentityCredential: No response from the endpoint.', NO_AZ].map(
      (text) => new CredentialUnavailableError(`${text}\nMore of it.`),
    );
    const { message, hint } = told(new AggregateAuthenticationError(errors, 'All failed.'));
    expect(message).toBe('Not signed in to Azure: no credential was found.');
    expect(hint.split('\n').slice(1)).toEqual([
      `  - ${NO_ENVIRONMENT}`,
      '  - ManagedIdentityCredential: No response from the endpoint.',
      `  - ${NO_AZ}`,
    ]);
  });

  test('a managed identity that is not there does not mean that the sign-in service is', () => {
    const errors = [
      new CredentialUnavailableError('ManagedIdentityCredential: connect ECONNREFUSED 169.254.169.254:80'),
    ];
    expect(told(new AggregateAuthenticationError(errors, 'All failed.')).message).toMatch(/^Not signed in/);
  });
});

describe('the sign-in service does not answer', () => {
  test.each([
    'endpoints_resolution_error: Endpoints cannot be resolved',
    'network_error: See https://aka.ms/msal.js.errors#network_error for details',
    'getaddrinfo ENOTFOUND login.microsoftonline.com',
    'connect ECONNREFUSED 127.0.0.1:443',
    'connect ETIMEDOUT 20.190.160.1:443',
    'self-signed certificate in certificate chain',
    'unable to get local issuer certificate',
    'unable to verify the first certificate',
    'certificate has expired',
    "Hostname/IP does not match certificate's altnames: Host: localhost.",
  ])('%s', (text) => {
    for (const error of [
      new AuthenticationError(400, text),
      new Error(text),
      new Error('x', { cause: new Error(text) }),
    ]) {
      const { message, hint } = told(error);
      expect(message).toBe(`The sign-in service cannot be reached: ${text}`);
      expect(hint).toMatch(/--cloud.*HTTPS_PROXY.*NODE_EXTRA_CA_CERTS/);
    }
  });
});

describe('a proxy that is no URL', () => {
  const mistake = 'HTTPS_PROXY is not of the form http://HOST:PORT.';

  test('explains whatever the SDK says of it', () => {
    for (const error of [new TypeError('Invalid URL'), new CredentialUnavailableError(NO_AZ)]) {
      const found = signInError(error, false, mistake);
      expect(found).toBeInstanceOf(UserError);
      expect((found as UserError).message).toBe(`Sign-in failed: ${mistake}`);
    }
  });

  test('does not explain what Entra itself answered', () => {
    const found = signInError(entra('7000215', 'Invalid client secret provided.'), false, mistake);
    expect((found as UserError).message).toBe('Sign-in failed: The client secret is wrong.');
  });
});

test('a wrong AZURE_TOKEN_CREDENTIALS', () => {
  const text = "Invalid value for AZURE_TOKEN_CREDENTIALS = azcli. Valid values are 'prod' or 'dev'.";
  expect(told(new Error(text)).message).toBe(text);
});

test.each<[string, unknown]>([
  ['a bug', new TypeError('x is not a function')],
  ['what is no error', 'text'],
  ['what was explained already', new UserError('Not signed in to Azure.')],
])('%s passes through', (_, error) => {
  expect(signInError(error, false)).toBe(error);
});

describe('no token is told', () => {
  const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.${Buffer.from('{"oid":"x"}').toString('base64url')}.c2lnbmF0dXJl`;
  // The SDK's words where PowerShell prints a warning before the token.
  const output = `Error: Unable to parse the output of PowerShell. Received output: WARNING: x {"Token":"${token}"}`;
  const errors = [
    new CredentialUnavailableError(output),
    new AggregateAuthenticationError([new CredentialUnavailableError(output)], 'All failed.'),
    new AuthenticationError(400, output),
    new AuthenticationError(400, { error: 'x', error_description: `AADSTS50000: assertion '${token}'` }),
    new AuthenticationError(400, { error: 'x', error_description: `AADSTS700213: subject '${token}'` }),
  ];
  test.each(errors.map((error, index) => [`${index + 1}: ${error.name}`, error] as const))(
    '%s',
    (_, error) => {
      const { message, hint } = told(error);
      expect(`${message}${hint}`).not.toMatch(/eyJ|c2lnbmF0/);
    },
  );
});
