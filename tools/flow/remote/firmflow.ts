/** A running Firmflow, asked over its API with a key of the firm. */
import { type Problem, problem } from "../../../engine/definition/index.ts";
import { UsageError } from "../answer.ts";

export interface Where {
  /** From `--address` or FIRMFLOW_URL. */
  address: string | undefined;
  /** From `--key` or FIRMFLOW_API_KEY. */
  key: string | undefined;
}

/** Firmflow looked at what was asked and refused: what is wrong with it, for the person who asked. */
export class Refused extends Error {
  readonly status: number;
  readonly problems: Problem[];
  constructor(status: number, message: string, problems: Problem[]) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

interface ProblemDocument {
  detail?: string;
  errors?: { path: string; message: string }[];
  problems?: Problem[];
}

export class Firmflow {
  readonly #base: string;
  readonly #key: string;

  constructor({ address, key }: Where) {
    if (!address) throw new UsageError("Say where Firmflow runs: --address http://127.0.0.1:3000, or FIRMFLOW_URL.");
    if (!key) throw new UsageError("Give an API key of the firm: --key ff_…, or FIRMFLOW_API_KEY. Owners make one under Settings.");
    if (!/^https?:\/\//.test(address) || !URL.canParse(address))
      throw new UsageError(`“${address}” is no address. Write one like http://127.0.0.1:3000.`);
    this.#base = address.replace(/\/+$/, "").replace(/\/api$/, "");
    this.#key = key;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>("GET", path);
  }
  put<T>(path: string, body: unknown): Promise<T> {
    return this.#ask<T>("PUT", path, body);
  }
  post<T>(path: string, body: unknown): Promise<T> {
    return this.#ask<T>("POST", path, body);
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#fetch(method, path, body);
    const text = await answer.text();
    const said = json(text);
    if (answer.ok && said !== undefined) return said as T;
    if (answer.ok) throw new UsageError(`What answers at ${this.#base} is not Firmflow.`);
    throw refusal(answer.status, (said ?? {}) as ProblemDocument);
  }

  async #fetch(method: string, path: string, body: unknown): Promise<Response> {
    try {
      return await fetch(`${this.#base}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${this.#key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      });
    } catch {
      throw new UsageError(`Nobody answers at ${this.#base}. Is Firmflow running there?`);
    }
  }
}

/** Not allowed or not there is for whoever calls; what is wrong with a flow or its records is told place by place. */
function refusal(status: number, { detail, errors = [], problems }: ProblemDocument): Error {
  const message = detail ?? `Firmflow answered ${status} without saying why.`;
  if (status === 401) return new UsageError("This API key is not valid here, or was revoked.");
  if (status === 403 || status >= 500) return new UsageError(message);
  const places = errors.map((one) => problem(null, one.path, "refused", one.message));
  return new Refused(status, message, problems ?? (places.length > 0 ? places : [problem(null, "", "refused", message)]));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
