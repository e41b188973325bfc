import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll } from '@jest/globals';
import type { AccessToken } from '@azure/core-auth';
import { Pace } from '../../../src/collect/azure/pace.js';
import { ResourceGraph, type ResourceGraphOptions } from '../../../src/collect/azure/resource-graph.js';
import { RestClient, type RestClientOptions } from '../../../src/collect/azure/rest-client.js';
import { SignIn } from '../../../src/collect/azure/credential.js';
import { CLOUDS } from '../../../src/model/cloud.js';
import { makeCertificate } from '../../azure-emulator/certificate.js';
import { FakeClock } from './fake-clock.js';

/** What a server does with a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

type Connect = (this: Agent, options: { ca?: readonly string[] }, ...rest: unknown[]) => unknown;
const agent = Agent.prototype as unknown as { createConnection: Connect };
const connect = agent.createConnection;
const trusted: string[] = [];

/**
 * Makes this process trust a certificate: NODE_EXTRA_CA_CERTS, which users have, is read at its start only. Other test
 * files in the process have their own.
 */
export function trust(certificate: string): void {
  trusted.push(certificate);
  agent.createConnection = function (options, ...rest) {
    return connect.call(this, { ...options, ca: [...(options.ca ?? []), ...trusted] }, ...rest);
  };
}

const servers: Server[] = [];
afterAll(() => {
  agent.createConnection = connect;
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** Starts a TLS server on loopback that is gone when the tests of a file are done, and gives its URL. */
export async function serve(handler: Handler): Promise<string> {
  const { key, cert } = await makeCertificate();
  const server = createServer({ key, cert }, handler);
  servers.push(server);
  trust(cert);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** Answers with JSON. */
export function answer(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const TOKEN = 'token-of-the-test';

/** A sign-in that gives the same token for ever. */
function signedIn(token: Partial<AccessToken> = {}): SignIn {
  const given = { token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000, ...token };
  return new SignIn(() => Promise.resolve({ getToken: () => Promise.resolve(given) }));
}

/** A client of the server at that URL. */
export function clientOf(baseUrl: string, options: Partial<RestClientOptions> = {}): RestClient {
  return new RestClient({
    baseUrl,
    audience: 'https://management.test',
    credential: signedIn(),
    clock: new FakeClock(),
    signal: new AbortController().signal,
    userAgent: 'test',
    onRequest: () => undefined,
    ...options,
  });
}

/** A client of Resource Graph on the server at that URL. */
export function graphOf(baseUrl: string, options: Partial<ResourceGraphOptions> = {}): ResourceGraph {
  const clock = options.clock ?? new FakeClock();
  return new ResourceGraph({
    cloud: { ...CLOUDS[0]!, resourceManager: baseUrl },
    credential: signedIn(),
    pace: new Pace({ requests: 1000, milliseconds: 1 }, clock),
    clock,
    signal: new AbortController().signal,
    userAgent: 'test',
    onRequest: () => undefined,
    ...options,
  });
}
