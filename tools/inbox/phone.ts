import express, { type Express, type Request, type Response, type Router } from "express";
import { phonePage, phoneScript, phoneStyle } from "./phonePage.ts";
import type { Text, TextStore } from "./textStore.ts";
import { answerIn, isSignedIn, type PhoneSettings, postSigned } from "./twilio.ts";

/** The local phone: takes texts as Twilio's API does, shows them as phones would, and lets one answer from any number. */

/** Numbers that play a provider's refusals; the first three are Twilio's own for tests. */
const refusals: Readonly<Record<string, readonly [code: number, message: string]>> = {
  "+15005550001": [21211, "The 'To' number is not a valid phone number."],
  "+15005550004": [21610, "Attempt to send to unsubscribed recipient."],
  "+15005550009": [21614, "'To' number is not a valid mobile number."],
};
/** Taken, and then not delivered. */
const undelivered = "+15005550005";

export function phoneApp(store: TextStore, settings: PhoneSettings): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(protocol(store, settings));
  app.use(pages(store, settings));
  return app;
}

function protocol(store: TextStore, settings: PhoneSettings): Router {
  const router = express.Router();
  const path = "/2010-04-01/Accounts/:sid/Messages.json";
  router.use("/2010-04-01", (req, res, next) => {
    if (isSignedIn(settings, req.get("Authorization"))) return next();
    res.status(401).json({ code: 20003, message: "Authenticate", status: 401 });
  });
  router.post(path, express.urlencoded({ extended: false, limit: "100kb" }), async (req, res) => {
    const { To: to, From: from, Body: text, StatusCallback: callback } = req.body as Record<string, string | undefined>;
    if (!to || !/^\+\d{7,15}$/.test(to)) return void refuse(res, 21211, "The 'To' number is not a valid phone number.");
    if (!from) return void refuse(res, 21603, "A 'From' phone number is required.");
    if (!text) return void refuse(res, 21602, "Message body is required.");
    if (text.length > 1600) return void refuse(res, 21617, "The concatenated message body exceeds the 1600 character limit.");
    const refusal = refusals[to];
    if (refusal) return void refuse(res, ...refusal);
    const kept = await store.add({ from, to, text, direction: "out" });
    res.status(201).json(resource(kept, settings));
    if (callback) void tellStatus(callback, kept, settings);
  });
  router.get(path, (req, res) => {
    const [to, from] = [textOf(req, "To"), textOf(req, "From")];
    const found = store.list().filter((text) => text.direction === "out" && (!to || text.to === to) && (!from || text.from === from));
    res.json({ messages: found.slice(0, Number(textOf(req, "PageSize") ?? 50) || 50).map((text) => resource(text, settings)) });
  });
  return router;
}

function refuse(res: Response, code: number, message: string): void {
  res.status(400).json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status: 400 });
}

function resource({ id, to, from, text, at }: Text, { sid }: PhoneSettings) {
  return {
    sid: id,
    account_sid: sid,
    to,
    from,
    body: text,
    status: "queued",
    direction: "outbound-api",
    date_created: new Date(at).toUTCString(),
    error_code: null,
    error_message: null,
  };
}

async function tellStatus(callback: string, { id, to, from }: Text, settings: PhoneSettings): Promise<void> {
  const last: Record<string, string> =
    to === undelivered ? { MessageStatus: "undelivered", ErrorCode: "30006" } : { MessageStatus: "delivered" };
  for (const status of [{ MessageStatus: "sent" }, last])
    await postSigned(settings, callback, { MessageSid: id, SmsSid: id, AccountSid: settings.sid, To: to, From: from, ...status });
}

const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

function pages(store: TextStore, settings: PhoneSettings): Router {
  const router = express.Router();
  router.get("/phone", (_req, res) => void res.set("Content-Security-Policy", pagePolicy).type("html").send(phonePage));
  router.get("/phone.css", (_req, res) => void res.type("css").send(phoneStyle));
  router.get("/phone.js", (_req, res) => void res.type("js").send(phoneScript));
  router.get("/api/texts", (req, res) => {
    const [to, since] = [textOf(req, "to"), textOf(req, "since")];
    res.json({ texts: store.list().filter((text) => (!to || text.to === to) && (!since || text.id > since)) });
  });
  // Only this machine's own page may have a phone answer: other sites can't send JSON here without being asked first.
  router.post("/api/texts", express.json({ limit: "20kb" }), async (req, res) => {
    const { from, to, text } = (req.body ?? {}) as Record<string, unknown>;
    if (![from, to, text].every((one) => typeof one === "string" && one.trim() !== ""))
      return void res.status(400).json({ error: "Say from which number, to which number, and what." });
    const kept = await store.add({ from: String(from), to: String(to), text: String(text).slice(0, 1600), direction: "in" });
    res.status(201).json(await deliver(kept, store, settings));
  });
  return router;
}

/** Hands an answer to the program as Twilio would, and shows what it answers in turn. */
async function deliver(text: Text, store: TextStore, settings: PhoneSettings): Promise<{ id: string; delivered: boolean }> {
  if (!settings.answersTo) return { id: text.id, delivered: false };
  const { id, from, to, text: body } = text;
  const params = { MessageSid: id, SmsSid: id, AccountSid: settings.sid, From: from, To: to, Body: body, NumMedia: "0" };
  const said = await postSigned(settings, settings.answersTo, params);
  const answer = said === null ? null : answerIn(said);
  if (answer) await store.add({ from: to, to: from, text: answer, direction: "out" });
  return { id, delivered: said !== null };
}

function textOf(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
