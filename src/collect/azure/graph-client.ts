import type { QueryRequest, ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { Cloud } from '../../model/cloud.js';
import type { HttpAnswer } from './retry.js';
import { shallow } from './shallow.js';
import type { SignIn } from './credential.js';
import { tokenPolicy } from './token-policy.js';

/**
 * The SDK's client, told the cloud's own host (its setting for sovereign clouds leaves the token scope of the public
 * one), without its retries (they need a `Retry-After` that Resource Graph does not always send) and redirects.
 */
export async function graphClient(
  cloud: Cloud,
  credential: SignIn,
  userAgent: string,
): Promise<ResourceGraphClient> {
  const { ResourceGraphClient } = await import('@azure/arm-resourcegraph');
  const client = new ResourceGraphClient(credential, {
    endpoint: cloud.resourceManager,
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: userAgent },
  });
  client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
  client.pipeline.addPolicy(tokenPolicy(credential, cloud.resourceManagerAudience));
  return client;
}

/**
 * The answer as it came. What the SDK makes of it is not used: it throws whatever happens to be thrown where a proxy or
 * a broken service answers in another form.
 */
export async function answerOf(
  client: ResourceGraphClient,
  request: QueryRequest,
  abortSignal: AbortSignal,
): Promise<HttpAnswer> {
  let raw: RawAnswer | undefined;
  const onResponse = (response: RawAnswer) => void (raw = response);
  const done = client.resources(request, { abortSignal, onResponse });
  const failure: unknown = await done.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (raw === undefined) throw failure;
  const { status, headers, bodyAsText, parsedBody }: RawAnswer = raw;
  if (status < 300 && (parsedBody === undefined || typeof parsedBody === 'string')) {
    const { RestError } = await import('@azure/core-rest-pipeline');
    throw new RestError('The answer is no JSON.', { code: RestError.PARSE_ERROR });
  }
  const body = shallow(parsedBody, bodyAsText ?? '') ?? bodyAsText;
  return { status, headers: (name) => headers.get(name), body };
}

/** What the SDK tells of an answer; no `parsedBody`: the body is empty or no JSON. */
interface RawAnswer {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | undefined };
  readonly bodyAsText?: string | null;
  readonly parsedBody?: unknown;
}
