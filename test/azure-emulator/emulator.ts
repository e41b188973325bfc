import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { armAnswer } from './arm.js';
import { makeCertificate } from './certificate.js';
import type { Answer, Request } from './http.js';
import { readRequest, send } from './http.js';
import { graphAnswer } from './microsoft-graph.js';
import { Entra } from './entra.js';
import { GitHub, type EmulatedJob } from './github.js';
import { ReadBuckets, type ReadBucket } from './read-buckets.js';
import { ResourceGraphEmulator } from './resource-graph.js';
import { Estate, type EmulatedEstate } from './estate.js';

/** An answer instead of the usual one, for the next requests that match. */
export interface Fault {
  readonly match: (request: Request) => boolean;
  /** How many requests it is for; default 1. */
  readonly times?: number;
  /** Undefined: the connection is reset. `none`: it stays open without a word. A function: the usual answer, changed. */
  readonly answer?: Answer | 'none' | ((usual: Answer) => Answer);
}

export interface EmulatorOptions extends EmulatedEstate {
  /** Rows in a page at most; default 1000, as the service. */
  readonly pageSize?: number;
  /** The quota window of Resource Graph; default: none, so that tests need not wait. */
  readonly quota?: { readonly requests: number; readonly milliseconds: number };
  /** The bucket for reads of each subscription in Azure Resource Manager; default: none. */
  readonly readBucket?: ReadBucket;
  readonly faults?: readonly Fault[];
  /** Rows of Resource Graph that are given twice, or not at all, between two pages. */
  readonly shiftBetweenPages?: number;
  /** The job of GitHub Actions whose identity the application trusts, beside its secret. */
  readonly job?: EmulatedJob;
}

/** A running emulator: Entra, Resource Graph, ARM and Microsoft Graph over TLS on loopback. */
export interface Emulator {
  readonly url: string;
  /** The certificate to trust, as PEM. */
  readonly certificate: string;
  /** What `--cloud FILE` reads. */
  readonly cloud: Readonly<Record<string, string | null>>;
  /** What the environment must hold to sign in. */
  readonly env: Readonly<Record<string, string>>;
  /** What the runner adds to the environment of a job that may ask for its identity. */
  readonly jobEnv: Readonly<Record<string, string>>;
  /** Every request, in order: method and path with query; for Resource Graph also the type asked for. */
  readonly requests: readonly string[];
  /** Every token and every assertion that was given out. */
  readonly assertions: readonly string[];
  /** How often 429 was the answer. */
  readonly throttled: number;
  /** Every token that was given out. */
  readonly tokens: readonly string[];
  /** Makes every token useless that was given out so far. */
  revoke(): void;
  close(): Promise<void>;
}

const TENANT = '99999999-0000-0000-0000-000000000000';
const CLIENT = 'eeeeeeee-0000-0000-0000-000000000001';
const SECRET = 'emulator-secret';

/** Starts an emulator that serves these rows as if they were Azure. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { key, cert } = await makeCertificate();
  const requests: string[] = [];
  const estate = new Estate(options);
  const github = new GitHub(options.job ?? { subject: 'none', trusted: 'nobody' });
  const entra = new Entra({ tenant: TENANT, client: CLIENT, secret: SECRET }, github);
  const resourceGraph = new ResourceGraphEmulator(estate, options);
  const faults = (options.faults ?? []).map((fault) => ({ ...fault, left: fault.times ?? 1 }));
  const buckets = options.readBucket && new ReadBuckets(options.readBucket);
  let throttled = 0;
  const arm = (request: Request, url: string) => {
    const answer = () => armAnswer(request, estate, url, options.pageSize ?? 1000);
    return buckets === undefined ? answer() : buckets.limit(request, answer);
  };
  const usual = (request: Request, url: string): Answer =>
    github.answer(request) ??
    entra.answer(request, url) ??
    entra.refusal(request) ??
    resourceGraph.answer(request) ??
    arm(request, url) ??
    graphAnswer(request, estate) ?? {
      status: 404,
      body: { error: { code: 'NotFound', message: request.path } },
    };

  const server: Server = createServer({ key, cert }, (incoming, response) => {
    void readRequest(incoming).then((request) => {
      requests.push(
        `${request.method} ${request.path}${request.type === undefined ? '' : ` ${request.type}`}`,
      );
      const fault = faults.find((each) => each.left > 0 && each.match(request));
      if (fault === undefined) {
        const answer = usual(request, urlOf(server));
        if (answer.status === 429) throttled++;
        send(response, answer);
        return;
      }
      fault.left--;
      if (fault.answer === undefined) return void incoming.socket.destroy();
      if (fault.answer === 'none') return;
      const answer =
        typeof fault.answer === 'function' ? fault.answer(usual(request, urlOf(server))) : fault.answer;
      send(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = urlOf(server);
  return {
    url,
    certificate: cert,
    cloud: {
      name: 'Emulator',
      resourceManager: url,
      authority: `${url}/`,
      graph: url,
      resourceManagerAudience: 'https://management.emulator/',
      graphAudience: 'https://graph.emulator',
      backupAppId: options.backupAppId ?? '262044b1-e2ce-469f-a196-69ab7ada62d3',
    },
    env: { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET },
    jobEnv: github.env(url),
    requests,
    assertions: github.assertions,
    get throttled() {
      return throttled;
    },
    tokens: entra.tokens,
    revoke: () => entra.revoke(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function urlOf(server: Server): string {
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}
