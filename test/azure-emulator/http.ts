import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as the parts of the emulator see it. */
export interface Request {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: Record<string, unknown> | undefined;
  /** The resource type that a query of Resource Graph asks for. */
  readonly type: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
}

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'https://localhost');
  const json = tryParse(text);
  const query = typeof json?.query === 'string' ? json.query : '';
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(incoming.url ?? '/'),
    pathname: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: incoming.headers,
    text,
    json,
    type: /where type =~ '([^']+)'/.exec(query)?.[1]?.toLowerCase(),
  };
}

export function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

export function azureError(status: number, code: string, message: string, details?: unknown[]): Answer {
  return { status, body: { error: { code, message, ...(details === undefined ? {} : { details }) } } };
}

function tryParse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
