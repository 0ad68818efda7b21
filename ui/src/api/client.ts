import { ApiProblem, Unreachable, type ProblemBody } from './problem';

type Query = Record<string, string | string[] | undefined>;

let language = 'en';
let signedOut: () => void = () => undefined;

/** Told whenever the server no longer knows who is there. */
export function onSignedOut(listener: () => void) {
  signedOut = listener;
}

/** The language in which the server answers from now on. */
export function speak(chosen: string) {
  language = chosen;
}

/** The tenant an operator acts for stands in the page's address, so two tabs never mix. */
export function actingFor(): string | undefined {
  const match = /^\/t\/([^/]+)/.exec(window.location.pathname);
  return match ? decodeURIComponent(match[1]!) : undefined;
}

function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each) params.append(name, each);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

function csrfToken(): string | undefined {
  const match = /(?:^|;\s*)fromline_csrf=([^;]*)/.exec(document.cookie);
  return match ? decodeURIComponent(match[1]!) : undefined;
}

function headers(method: string, body: unknown, accept: string): Headers {
  const result = new Headers({ Accept: accept, 'Accept-Language': language });
  const tenant = actingFor();
  const token = csrfToken();
  if (tenant) result.set('Fromline-Tenant', tenant);
  if (body !== undefined) result.set('Content-Type', 'application/json');
  if (method !== 'GET' && token) result.set('X-CSRF-Token', token);
  return result;
}

interface Sending {
  accept?: string;
  /** Ends the request when nobody waits for its answer any more. */
  signal?: AbortSignal | undefined;
}

async function answer(method: string, path: string, body: unknown, sending: Sending): Promise<Response> {
  const { accept = 'application/json', signal } = sending;
  try {
    return await fetch(path, {
      method,
      headers: headers(method, body, accept),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable('unreachable', { cause: error });
  }
}

async function send(method: string, path: string, body?: unknown, sending: Sending = {}): Promise<Response> {
  let response = await answer(method, path, body, sending);
  let problem = response.ok ? undefined : await problemOf(response);
  if (problem?.code === 'access.csrf') {
    // Another answer brought a new token while this request was on its way; nothing was done, and the cookie has the new one.
    response = await answer(method, path, body, sending);
    problem = response.ok ? undefined : await problemOf(response);
  }
  if (response.status === 401) signedOut();
  if (problem) throw new ApiProblem(response.status, problem);
  return response;
}

async function problemOf(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return { status: response.status };
  }
}

async function json<T>(sent: Promise<Response>): Promise<T> {
  const text = await (await sent).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Hands over each line of an NDJSON answer as it arrives. */
async function lines(path: string, body: unknown, each: (line: unknown) => void): Promise<void> {
  const response = await send('POST', path, body, { accept: 'application/x-ndjson' });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const whole = (rest + (value ?? '')).split('\n');
    rest = done ? '' : whole.pop()!;
    for (const line of whole) if (line.trim()) each(JSON.parse(line));
    if (done) return;
  }
}

/** The public API, as the signed-in person; every failure is an {@link ApiProblem} or {@link Unreachable}. */
export const api = {
  get: <T>(path: string, query: Query = {}) => json<T>(send('GET', withQuery(path, query))),
  post: <T = void>(path: string, body?: unknown, signal?: AbortSignal) => json<T>(send('POST', path, body, { signal })),
  put: <T = void>(path: string, body: unknown) => json<T>(send('PUT', path, body)),
  patch: <T = void>(path: string, body: unknown) => json<T>(send('PATCH', path, body)),
  delete: <T = void>(path: string, query: Query = {}) => json<T>(send('DELETE', withQuery(path, query))),
  lines,
};
