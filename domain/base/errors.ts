/** What is wrong with one input field; `path` is a JSON pointer, `message` a sentence that names the field and says what to do. */
export interface FieldError {
  path: string;
  message: string;
}

/** Every error a person can meet: a stable code, an HTTP status and a sentence. The API turns it into an RFC 9457 problem document. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: string;
  readonly status: number;
  readonly errors: FieldError[];
  /** Ids or choices a client needs to go on, e.g. the contact a form matched. */
  readonly extra: Record<string, unknown>;

  constructor(code: string, status: number, message: string, errors: FieldError[] = [], extra: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.errors = errors;
    this.extra = extra;
  }
}

export const invalid = (message: string, errors: FieldError[] = []) => new DomainError("invalid", 422, message, errors);
export const invalidField = (path: string, message: string) => new DomainError("invalid", 422, message, [{ path, message }]);
export const notFound = (what: string) =>
  new DomainError("not-found", 404, `${what} was not found. It may have been deleted, or the link is wrong.`);
export const forbidden = (message: string) => new DomainError("forbidden", 403, message);
export const conflict = (code: string, message: string, extra: Record<string, unknown> = {}) =>
  new DomainError(code, 409, message, [], extra);
export const gone = (message: string) => new DomainError("gone", 410, message);
export const tooLarge = (message: string) => new DomainError("too-large", 413, message);
