import express, { type RequestHandler, Router } from "express";
import { rateLimit } from "express-rate-limit";
import multer from "multer";
import type { TSchema } from "typebox";
import { atLeast, check, checkText, type Scope } from "../../domain/base/index.ts";
import { sendProblem } from "./problem.ts";
import { Answer, type Route } from "./route.ts";

/** Who asks, found from the session cookie or API key; null when nobody is signed in. */
export type Identify = (req: express.Request) => Promise<Scope | null>;

/** The router made from the route table: identify, check role and input, call, answer. */
export function routerOf(routes: Route[], identify: Identify): Router {
  const router = Router();
  for (const one of routes) {
    router[one.method](one.path.replace(/\{(\w+)\}/g, ":$1"), limit(one), admit(one, identify), body(one), handler(one));
  }
  return router;
}

function limit(one: Route): RequestHandler {
  if (one.role !== "public") return (_req, _res, next) => next();
  return rateLimit({
    windowMs: 60_000,
    limit: one.perMinute ?? 60,
    standardHeaders: true,
    legacyHeaders: false,
    handler: (_req, res) => sendProblem(res, 429, "too-many", "Too many requests from here. Wait a minute and try again."),
  });
}

function admit(one: Route, identify: Identify): RequestHandler {
  return async (req, res, next) => {
    if (one.role === "public") {
      res.locals.scope = { firmId: "", actor: { kind: "public", id: "visitor", name: "Visitor" } } satisfies Scope;
      return next();
    }
    const scope = await identify(req);
    if (!scope) return sendProblem(res, 401, "not-signed-in", "Sign in, or send an API key as `Authorization: Bearer …`.");
    const { actor } = scope;
    if (one.role !== "signedIn" && (actor.kind === "staff" || actor.kind === "apiKey") && !atLeast(actor.role, one.role))
      return sendProblem(res, 403, "forbidden", `This needs the role "${one.role}" or higher; yours is "${actor.role}".`);
    const key = req.get("Idempotency-Key");
    res.locals.scope = key ? { ...scope, idempotencyKey: key.slice(0, 200) } : scope;
    next();
  };
}

function body(one: Route): RequestHandler {
  if (one.upload)
    return multer({
      storage: one.upload.storage ?? multer.memoryStorage(),
      // File names outside ASCII are UTF-8, as browsers send them.
      defParamCharset: "utf8",
      // A storage of its own refuses what is too large while it arrives, and takes back what it has stored of it.
      limits: {
        fileSize: one.upload.storage ? Number.POSITIVE_INFINITY : one.upload.maxBytes,
        files: one.upload.maxFiles,
        fields: 50,
        fieldSize: 100_000,
      },
    }).any();
  if (one.method === "get") return (_req, _res, next) => next();
  if (one.form) return express.urlencoded({ extended: false, limit: one.maxBodyBytes ?? 100_000 });
  const types = ["application/json", "application/*+json", ...(one.jsonAsText ? ["text/plain"] : [])];
  return express.json({ limit: one.maxBodyBytes ?? 1_000_000, type: types });
}

function handler(one: Route): RequestHandler {
  return async (req, res) => {
    const text = (schema: TSchema | undefined, value: object) => (schema ? checkText(schema, { ...value }) : {});
    const answer = await one.handle(
      res.locals.scope as Scope,
      {
        params: text(one.params, req.params),
        query: text(one.query, req.query),
        body: one.upload || !one.body ? (req.body ?? {}) : check(one.body, req.body ?? {}),
        files: Array.isArray(req.files) ? req.files : [],
        req,
      } as Parameters<Route["handle"]>[1],
    );
    if (answer instanceof Answer) return void (await answer.send(res));
    if (answer === undefined) return void res.status(one.status ?? 204).end();
    res.status(one.status ?? 200).json(answer);
  };
}
