import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Express, type RequestHandler } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import { databaseAnswers } from "../domain/base/index.ts";
import { loggedPath } from "./core/loggedPath.ts";
import { openapi } from "./core/openapi.ts";
import { problems, sendAway, sendProblem } from "./core/problem.ts";
import type { Route } from "./core/route.ts";
import { type Identify, routerOf } from "./core/router.ts";

export interface AppParts {
  routes: Route[];
  identify: Identify;
  /** better-auth's own endpoints, mounted at `/api/auth`. */
  auth: RequestHandler;
  log: Logger;
  /** True when database and flow engine answer. */
  ready(): Promise<{ ok: boolean; parts: Record<string, boolean> }>;
  /** The built screens; absent in tests of the API alone. */
  pagesDir?: string;
}

/** The Express app: health, sign-in, `/api` from the route table, and the built pages. */
export function appOf(parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");
  app.use(requestId(parts.log));
  app.get("/healthz", (_req, res) => void res.json({ ok: true }));
  app.get("/readyz", async (_req, res) => {
    const state = await parts.ready();
    res.status(state.ok ? 200 : 503).json(state);
  });
  app.use(securityHeaders());
  app.use("/api/auth", databaseFirst, parts.auth);
  app.get("/api/openapi.json", (_req, res) => void res.json(openapi(parts.routes, "0.1.0")));
  app.use("/api", noStore, routerOf(parts.routes, parts.identify));
  app.use("/api", (_req, res) =>
    sendProblem(res, 404, "no-such-route", "There is nothing at this address. The list is at /api/openapi.json."),
  );
  if (parts.pagesDir && existsSync(parts.pagesDir)) pages(app, parts.pagesDir);
  app.use(problems(parts.log));
  return app;
}

function requestId(log: Logger): RequestHandler {
  return (req, res, next) => {
    const id = randomUUID();
    res.locals.requestId = id;
    res.setHeader("X-Request-Id", id);
    const from = process.hrtime.bigint();
    res.on("finish", () => {
      if (req.path === "/healthz") return;
      // As it was asked for: by now the part a router stands under has been taken off `req.path`.
      const path = loggedPath(req.originalUrl);
      const ms = Number(process.hrtime.bigint() - from) / 1e6;
      log.info({ requestId: id, method: req.method, path, status: res.statusCode, ms }, "request");
    });
    next();
  };
}

/** Sign-in answers for itself, and with nothing at all when the database is away. */
const databaseFirst: RequestHandler = async (_req, res, next) => {
  if (await databaseAnswers()) next();
  else sendAway(res);
};

const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader("Cache-Control", "no-store");
  next();
};

/** Public pages (`/p/…`) may stand in another site's frame: that is how the intake form is embedded. Nothing else may. */
function securityHeaders(): RequestHandler {
  const directives = {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    fontSrc: ["'self'", "data:"],
    objectSrc: ["'none'"],
    upgradeInsecureRequests: null,
  };
  const common = { strictTransportSecurity: false, crossOriginResourcePolicy: { policy: "cross-origin" as const } };
  const inside = helmet({ ...common, contentSecurityPolicy: { directives: { ...directives, frameAncestors: ["'none'"] } } });
  const embeddable = helmet({
    ...common,
    xFrameOptions: false,
    contentSecurityPolicy: { directives: { ...directives, frameAncestors: ["*"] } },
  });
  return (req, res, next) => (/^\/p\/f\//.test(req.path) ? embeddable : inside)(req, res, next);
}

function pages(app: Express, dir: string): void {
  app.use("/assets", express.static(join(dir, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(dir, { index: false }));
  // Named below a root: a whole path would be refused when a folder above it begins with a dot.
  app.get(/^\/p\//, (_req, res) => res.sendFile("client.html", { root: dir }));
  app.get(/^\/(?!api\/)/, (_req, res) => res.sendFile("index.html", { root: dir }));
}
