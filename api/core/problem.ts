import type { ErrorRequestHandler, Response } from "express";
import { MulterError } from "multer";
import type { Logger } from "pino";
import { DomainError, type FieldError } from "../../domain/base/index.ts";

/** RFC 9457 problem document; `errors` names each field by JSON pointer. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Follow this id in the log. */
  instance: string;
  errors?: FieldError[];
  [extra: string]: unknown;
}

const titles: Record<number, string> = {
  400: "The request can't be read",
  401: "Sign in first",
  403: "Not allowed",
  404: "Not found",
  409: "Something changed meanwhile",
  410: "No longer valid",
  413: "Too large",
  415: "Wrong kind of content",
  422: "Something needs correcting",
  429: "Too many requests",
  500: "Something went wrong on our side",
  503: "Not available for a moment",
};

export function sendProblem(
  res: Response,
  status: number,
  code: string,
  detail: string,
  more: { errors?: FieldError[]; extra?: Record<string, unknown> } = {},
): void {
  const problem: Problem = {
    ...more.extra,
    type: `urn:firmflow:problem:${code}`,
    title: titles[status] ?? "Something went wrong",
    status,
    detail,
    instance: `urn:request:${String(res.locals.requestId ?? "unknown")}`,
    ...(more.errors?.length ? { errors: more.errors } : {}),
  };
  res.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** Turns whatever was thrown into a problem document; only unforeseen errors are logged with their stack, none is shown with it. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof DomainError)
      return sendProblem(res, error.status, error.code, error.message, { errors: error.errors, extra: error.extra });
    if (error instanceof MulterError)
      return sendProblem(res, error.code === "LIMIT_FILE_SIZE" ? 413 : 422, "upload", uploadSentence(error));
    const kind = bodyParserKind(error);
    if (kind === "entity.too.large")
      return sendProblem(res, 413, "too-large", "What was sent is larger than this accepts. Send less at a time.");
    if (kind === "entity.parse.failed")
      return sendProblem(res, 400, "malformed-json", "The request is not valid JSON. Check for a missing quote, comma or bracket.");
    if (kind !== null) return sendProblem(res, 400, "malformed", "The request could not be read.");
    if (isUnavailable(error)) {
      log.warn({ requestId: res.locals.requestId, err: nameOf(error) }, "a server behind the API is away");
      return sendAway(res);
    }
    log.error({ requestId: res.locals.requestId, err: error }, "unforeseen error");
    sendProblem(
      res,
      500,
      "internal",
      "This was not foreseen. Nothing was changed. Try again; if it stays, tell support the number in `instance`.",
    );
  };
}

export function sendAway(res: Response): void {
  res.setHeader("Retry-After", "5");
  const detail = "The database or the flow engine does not answer just now. Nothing was lost; try again in a moment.";
  sendProblem(res, 503, "unavailable", detail);
}

function uploadSentence(error: MulterError): string {
  if (error.code === "LIMIT_FILE_SIZE") return "A file is larger than is accepted here. Send a smaller one, or a photo instead of a scan.";
  if (error.code === "LIMIT_FILE_COUNT") return "Too many files at once. Send fewer.";
  return "The upload could not be read. Choose the file again.";
}

function bodyParserKind(error: unknown): string | null {
  if (typeof error === "object" && error !== null && "type" in error && "expose" in error) return String((error as { type: unknown }).type);
  return null;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "Error");

const awayNames = new Set([
  "MongoServerSelectionError",
  "MongoNetworkError",
  "MongoNetworkTimeoutError",
  "MongoPoolClearedError",
  "MongooseServerSelectionError",
  "MongoNotConnectedError",
  "ServiceError",
  "WorkflowUpdateRPCTimeoutOrCancelledError",
]);
/** gRPC's UNAVAILABLE and DEADLINE_EXCEEDED. */
const awayCodes = new Set<unknown>([14, 4]);

/** Whether this, or what lies behind it, is a server that does not answer: sign-in, for one, wraps what the database said. */
function isUnavailable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (awayNames.has(nameOf(error)) || ("code" in error && awayCodes.has(error.code))) return true;
  return "cause" in error && isUnavailable(error.cause);
}
