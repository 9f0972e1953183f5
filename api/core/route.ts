import type { Request, Response } from "express";
import type { StorageEngine } from "multer";
import type { Static, TSchema } from "typebox";
import type { Role, Scope } from "../../domain/base/index.ts";

export type Method = "get" | "post" | "put" | "patch" | "delete";

export interface RouteInput<P extends TSchema, Q extends TSchema, B extends TSchema> {
  params: Static<P>;
  query: Static<Q>;
  body: Static<B>;
  /** Uploaded files when `upload` is given: already within its limits. */
  files: Express.Multer.File[];
  req: Request;
}

/** What a handler gives back when it is not JSON: a file, a page, a redirect. */
export class Answer {
  readonly send: (res: Response) => void | Promise<void>;
  constructor(send: (res: Response) => void | Promise<void>) {
    this.send = send;
  }
}

export interface RouteSpec<P extends TSchema, Q extends TSchema, B extends TSchema> {
  method: Method;
  /** Below `/api`, OpenAPI style: `/contacts/{contactId}`. */
  path: string;
  /** One sentence for the OpenAPI document. */
  summary: string;
  /** Groups routes in the document: the capability. */
  tag: string;
  /** The least role; `public` for visitors with a link or a form (their handler finds the firm itself); `signedIn` before a firm is chosen. */
  role: Role | "public" | "signedIn";
  params?: P;
  query?: Q;
  body?: B;
  /** JSON Schema of the answer, for the document. */
  answer?: TSchema;
  /** Multipart upload. Limits in bytes. Files are held in memory, unless a `storage` takes them on and holds the limits itself. */
  upload?: { maxBytes: number; maxFiles: number; storage?: StorageEngine };
  /** The body comes as a form's fields, as other systems' callbacks do. */
  form?: boolean;
  /** JSON that its sender labels as text, as Amazon SNS does. */
  jsonAsText?: boolean;
  /** Largest JSON body in bytes; 1 MB unless told. */
  maxBodyBytes?: number;
  /** Public only: requests per minute and address; 60 unless told. */
  perMinute?: number;
  /** Status of a successful answer; 200, or 204 when the handler gives undefined. */
  status?: number;
}

export interface Route extends RouteSpec<TSchema, TSchema, TSchema> {
  handle(scope: Scope, input: RouteInput<TSchema, TSchema, TSchema>): Promise<unknown>;
}

/**
 * One entry of the API. Collected by `api/routes/index.ts`, from which the router, the OpenAPI document and the test that walks every
 * route with no session, the wrong role and another firm's session are made: a route can't be added past them.
 * For `public` routes `scope` names no firm (`firmId` is ""); the handler resolves it from its token or slug.
 */
export function route<P extends TSchema, Q extends TSchema, B extends TSchema>(
  spec: RouteSpec<P, Q, B>,
  handle: (scope: Scope, input: RouteInput<P, Q, B>) => Promise<unknown>,
): Route {
  return { ...spec, handle: handle as unknown as Route["handle"] };
}
