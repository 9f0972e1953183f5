/** One thing wrong with one field; `path` is a JSON pointer into what was sent. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** An RFC 9457 problem document as the API sends it; further members (`firm`, `unsaved` …) stand beside the standard ones. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  errors?: FieldProblem[];
  [extra: string]: unknown;
}

/** What every call of the API throws when it does not succeed. `message` is a sentence for people. */
export class ProblemError extends Error {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.detail || problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
  /** The problem's short name: `urn:firmflow:problem:not-found` is `not-found`. */
  get code(): string {
    return this.problem.type.split(":").pop() ?? "";
  }
  get fields(): FieldProblem[] {
    return this.problem.errors ?? [];
  }
}

export const offline = (): ProblemDocument => ({
  type: "urn:firmflow:problem:offline",
  title: "No connection",
  status: 0,
  detail: "Firmflow can't be reached just now. Check the connection; what you wrote is still here. Try again in a moment.",
});

/** Reads any answer that is not a success into a problem document, also one a proxy in between has written. */
export async function readProblem(response: Response): Promise<ProblemDocument> {
  const fallback: ProblemDocument = {
    type: "about:blank",
    title: "Something went wrong",
    status: response.status,
    detail: `That did not work (${response.status}). Try again; if it stays, tell whoever looks after Firmflow.`,
  };
  try {
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null) return fallback;
    const given = body as Partial<ProblemDocument>;
    // better-auth answers with { code, message } instead of a problem document.
    const detail = given.detail ?? (typeof given["message"] === "string" ? given["message"] : fallback.detail);
    const type = given.type ?? (typeof given["code"] === "string" ? `urn:better-auth:${given["code"]}` : fallback.type);
    return { ...fallback, ...given, type, detail, status: response.status };
  } catch {
    return fallback;
  }
}

export const asProblem = (error: unknown): ProblemDocument =>
  error instanceof ProblemError
    ? error.problem
    : {
        type: "about:blank",
        title: "Something went wrong",
        status: 0,
        detail: "This page met something unforeseen. Reload it; nothing was lost.",
      };

/** A JSON pointer or dotted path as the dotted name a form uses: `/people/0/email` is `people.0.email`. */
export function fieldName(path: string): string {
  if (!path.startsWith("/")) return path;
  return path
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

/** Messages by field name, the first for each field. */
export function fieldMessages(error: unknown): Record<string, string> {
  const messages: Record<string, string> = {};
  if (!(error instanceof ProblemError)) return messages;
  for (const { path, message } of error.fields) messages[fieldName(path)] ??= message;
  return messages;
}
