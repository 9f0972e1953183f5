import express, { type Express, type Request, type Response } from "express";
import { simpleParser } from "mailparser";
import { inboxPage, inboxScript, inboxStyle } from "./page.ts";
import type { MailStore } from "./store.ts";

/** A mail's own HTML: may be styled and show pictures, may open links in new tabs, may run nothing and send nothing. */
const mailPolicy =
  "default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; font-src data: https:; sandbox allow-popups allow-popups-to-escape-sandbox";
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The inbox's JSON and its page, and beside them the local phone's. */
export function inboxApp(store: MailStore, phone: Express): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use((_req, res, next) => {
    res.set({ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" });
    next();
  });
  app.get("/", (_req, res) => void res.set("Content-Security-Policy", pagePolicy).type("html").send(inboxPage));
  app.get("/inbox.css", (_req, res) => void res.type("css").send(inboxStyle));
  app.get("/inbox.js", (_req, res) => void res.type("js").send(inboxScript));
  app.get("/api/mails", (req, res) => void res.json({ mails: store.list({ to: textOf(req, "to"), since: textOf(req, "since") }) }));
  app.get("/api/mails/:id", async (req, res) => orMissing(res, await store.detail(req.params.id), (mail) => res.json(mail)));
  app.get("/api/mails/:id/raw", async (req, res) =>
    orMissing(res, await store.raw(req.params.id), (raw) => res.type("text/plain; charset=utf-8").send(raw)),
  );
  app.get("/api/mails/:id/html", async (req, res) =>
    orMissing(res, await store.detail(req.params.id), (mail) =>
      res
        .set("Content-Security-Policy", mailPolicy)
        .type("html")
        .send(`<base target="_blank">${mail.html ?? ""}`),
    ),
  );
  app.get("/api/mails/:id/attachments/:index", async (req, res) => {
    const raw = await store.raw(req.params.id);
    const attachment = raw ? (await simpleParser(raw)).attachments[Number(req.params.index)] : undefined;
    orMissing(res, attachment, ({ filename, contentType, content }) =>
      // Always as a download: an attachment opened in place would be a page of ours.
      res
        .attachment(filename ?? "attachment")
        .set("Content-Type", contentType)
        .send(content),
    );
  });
  app.use(phone);
  app.use((_req, res) => void res.status(404).json({ error: "There is nothing at this address." }));
  return app;
}

function textOf(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function orMissing<T>(res: Response, value: T | undefined, send: (value: T) => void): void {
  if (value === undefined) res.status(404).json({ error: "There is no such mail." });
  else send(value);
}
