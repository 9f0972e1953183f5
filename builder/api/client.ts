import { offline, ProblemError, readProblem } from "./problem.ts";

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Record<string, QueryValue>;

export interface SendOptions {
  /** The same key sent twice acts once. Make one per press of a button with `crypto.randomUUID()`. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

type SignedOutHandler = () => void;
let signedOut: SignedOutHandler = () => undefined;
/** Called when the API says nobody is signed in; the staff app leads to the sign-in page and back. */
export function onSignedOut(handler: SignedOutHandler): void {
  signedOut = handler;
}

/** `/contacts?q=okafor&tag=a&tag=b`, without what is empty. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

async function call<T>(method: string, path: string, body?: unknown, options: SendOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
  const sent = body === undefined ? undefined : form ? body : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: sent ?? null, signal: options.signal ?? null, credentials: "same-origin" });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ProblemError(offline());
  }
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith("/api/auth/")) signedOut();
    throw new ProblemError(await readProblem(response));
  }
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Calls of the API. Paths start with `/api/`; whatever is not a success throws a `ProblemError`. A `FormData` body is sent as it is. */
export const api = {
  get: <T>(path: string, query?: Query, options?: SendOptions) => call<T>("GET", withQuery(path, query), undefined, options),
  post: <T>(path: string, body?: unknown, options?: SendOptions) => call<T>("POST", path, body ?? {}, options),
  patch: <T>(path: string, body?: unknown, options?: SendOptions) => call<T>("PATCH", path, body ?? {}, options),
  put: <T>(path: string, body?: unknown, options?: SendOptions) => call<T>("PUT", path, body ?? {}, options),
  delete: <T>(path: string, query?: Query, options?: SendOptions) => call<T>("DELETE", withQuery(path, query), undefined, options),
};
