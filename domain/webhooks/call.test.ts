import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPublicAddress, publicLookup } from "./addresses.ts";
import { savedFrom } from "./answer.ts";
import { type Call, type CallLimits, callOut } from "./call.ts";
import { signedHeaders, signingSecret } from "./sign.ts";

let server: Server;
let port: number;
let handle: (req: IncomingMessage, res: ServerResponse, body: string) => void;
const heard: { method: string; url: string; body: string; headers: IncomingMessage["headers"] }[] = [];

beforeEach(async () => {
  heard.length = 0;
  handle = (_req, res) => void res.end('{"ok":true}');
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      heard.push({ method: req.method ?? "", url: req.url ?? "", body, headers: req.headers });
      handle(req, res, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  process.env.FIRMFLOW_PRIVATE_WEBHOOKS = `127.0.0.1:${port}`;
});
afterEach(async () => {
  delete process.env.FIRMFLOW_PRIVATE_WEBHOOKS;
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const limits: CallLimits = { timeoutMs: 2_000, maxBytes: 10_000 };
const call = (more: Partial<Call> = {}, with_: Partial<CallLimits> = {}) =>
  callOut(
    { url: `http://127.0.0.1:${port}/in`, method: "POST", headers: { A: "b" }, body: '{"a":1}', onlyHosts: [], ...more },
    { ...limits, ...with_ },
  );
const at = (url: string, with_: Partial<CallLimits> = {}) => call({ url }, with_);

describe("calling another system", () => {
  it("sends what it is told to and gives the answer", async () => {
    expect(await call()).toEqual({ status: "answered", code: 200, body: '{"ok":true}' });
    expect(heard).toMatchObject([{ method: "POST", url: "/in", body: '{"a":1}', headers: { a: "b" } }]);
  });

  it("signs as Standard Webhooks, with a secret of the firm's own", async () => {
    process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
    const secret = signingSecret("firm_1", 0);
    const headers = signedHeaders(secret, "run/step/1/call", "{}");
    expect(new Webhook(secret).verify("{}", headers)).toEqual({});
    expect(() => new Webhook(signingSecret("firm_1", 1)).verify("{}", headers)).toThrow();
    expect(() => new Webhook(signingSecret("firm_2", 0)).verify("{}", headers)).toThrow();
  });

  it("tells apart what may be tried again from what is refused", async () => {
    const answers = async (code: number, headers: Record<string, string> = {}) => {
      handle = (_req, res) => void res.writeHead(code, headers).end();
      return await call();
    };
    expect(await answers(503, { "Retry-After": "120" })).toMatchObject({ kind: "temporary", retryAfterMs: 120_000 });
    expect(await answers(429)).toMatchObject({ kind: "temporary" });
    expect(await answers(408)).toMatchObject({ kind: "temporary" });
    expect(await answers(404)).toMatchObject({ kind: "permanent", reason: expect.stringContaining("answered 404") });
    process.env.FIRMFLOW_PRIVATE_WEBHOOKS = "127.0.0.1:59997";
    expect(await at("http://127.0.0.1:59997/")).toMatchObject({ kind: "temporary" });
  });

  it("does not know whether it was taken when the connection ends or the time is up before an answer", async () => {
    handle = (_req, res) => void res.destroy();
    expect(await call()).toMatchObject({ kind: "uncertain" });
    handle = () => {};
    expect(await call({}, { timeoutMs: 200 })).toMatchObject({
      kind: "uncertain",
      reason: expect.stringContaining("did not answer in time"),
    });
  });

  it("does not wait for an answer that drips, nor for one of 200 MB", async () => {
    let dripping: NodeJS.Timeout | undefined;
    handle = (_req, res) => {
      res.writeHead(200);
      dripping = setInterval(() => res.write("."), 20);
    };
    expect(await call({}, { timeoutMs: 300 })).toMatchObject({ kind: "uncertain" });
    clearInterval(dripping);
    let written = 0;
    handle = (_req, res) => {
      const more = (): void => {
        while (written < 200_000_000 && !res.destroyed) {
          written += 65_536;
          if (!res.write(Buffer.alloc(65_536))) return void res.once("drain", more);
        }
      };
      more();
    };
    expect(await call()).toMatchObject({ kind: "permanent", reason: expect.stringContaining("answer is larger than 10 KB. Ask whoever") });
    expect(written).toBeLessThan(20_000_000);
  });
});

describe("addresses inside", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fd00::1]/",
    "https://[64:ff9b::7f00:1]/",
    "http://example.com/",
    "https://user:password@example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "nonsense",
  ])("are not called: %s", async (url) => {
    expect(await at(url)).toMatchObject({ status: "failed", kind: "permanent" });
  });

  it("are not called through a name either, nor when only one of its addresses is inside", async () => {
    const resolve: CallLimits["resolve"] = (_host, _options, done) =>
      done(null, [
        { address: "93.184.215.14", family: 4 },
        { address: "10.0.0.7", family: 4 },
      ]);
    const answer = await at("https://crm.example.com/", { resolve });
    expect(answer).toMatchObject({ kind: "permanent", reason: expect.stringContaining("may not call addresses inside a network") });
  });

  it("a name is looked up once, and the connection goes to the address that was looked at", async () => {
    let asked = 0;
    const lookup = publicLookup((_host, _options, done) =>
      done(null, [{ address: asked++ === 0 ? "93.184.215.14" : "127.0.0.1", family: 4 }]),
    );
    const first = await new Promise((resolve) => lookup("rebinds.example", { all: true }, (_error, found) => resolve(found)));
    const second = await new Promise((resolve) => lookup("rebinds.example", { all: true }, (error) => resolve(error?.constructor.name)));
    expect([first, second, asked]).toEqual([[{ address: "93.184.215.14", family: 4 }], "PrivateAddress", 2]);
  });

  it("are not reached by a redirect, and redirects end", async () => {
    const to = (location: string) => {
      handle = (_req, res) => void res.writeHead(307, { Location: location }).end();
      return call();
    };
    const inside =
      "The other system sent us on to another address. 169.254.169.254 is an address inside a network, which flows may not call.";
    expect(await to("https://169.254.169.254/")).toMatchObject({ kind: "permanent", reason: expect.stringContaining(inside) });
    expect(await to("http://127.0.0.1:1/")).toMatchObject({ kind: "permanent" });
    expect(await to("file:///etc/passwd")).toMatchObject({ kind: "permanent" });
    expect(await to("/in")).toMatchObject({ kind: "permanent", reason: expect.stringContaining("too often") });
  });

  it("whatever went wrong, the sentence that staff read ends with what they can do", async () => {
    const answers: (typeof handle)[] = [
      (_req, res) => void res.writeHead(503).end(),
      (_req, res) => void res.writeHead(410).end(),
      (_req, res) => void res.writeHead(302).end(),
      (_req, res) => void res.writeHead(307, { Location: "/in" }).end(),
      (_req, res) => void res.writeHead(307, { Location: "https://10.0.0.1/" }).end(),
      (_req, res) => void res.end("x".repeat(20_000)),
      (_req, res) => void res.destroy(),
    ];
    const said: unknown[] = [
      await at("nonsense"),
      await at("http://example.com/"),
      await at("https://10.1.2.3/"),
      await at("https://a:b@c.example/"),
    ];
    for (const one of answers) {
      handle = one;
      said.push(await call());
    }
    for (const one of said)
      expect(one).toMatchObject({
        status: "failed",
        reason: expect.stringMatching(/(correct|retry|skip|ask|allow|take it out)\b[^.]*\.$/i),
      });
  });

  it("only the firm's own list is called where it has one", async () => {
    expect(await call({ onlyHosts: ["crm.example.com"] })).toMatchObject({
      kind: "permanent",
      reason: expect.stringContaining("An owner can add it"),
    });
    expect(heard).toEqual([]);
  });

  it("know the public ones from the others", () => {
    expect(["8.8.8.8", "2606:4700::1111"].map(isPublicAddress)).toEqual([true, true]);
    const others = ["100.64.0.1", "172.31.0.1", "192.168.1.1", "224.0.0.1", "255.255.255.255", "fe80::1", "2002:7f00:1::", "x", ""];
    expect(others.map(isPublicAddress)).toEqual(others.map(() => false));
  });
});

describe("what is kept of an answer", () => {
  it("is found by JSON pointers, over own properties only", () => {
    const body = '{"order":{"number":17,"a/b":"x"},"list":[1,2]}';
    expect(savedFrom(body, { "vars.order": "/order/number", "vars.deep.slash": "/order/a~1b", "vars.second": "/list/1" })).toEqual({
      order: 17,
      deep: { slash: "x" },
      second: 2,
    });
    expect(savedFrom(body, { "vars.no": "/order/none", "vars.proto": "/constructor/name", "vars.__proto__": "/order" })).toEqual({
      no: null,
      proto: null,
    });
  });

  it("is nothing of an answer that is not JSON, and not more than a run can carry", () => {
    expect(savedFrom("<html>", {})).toEqual({});
    expect(() => savedFrom("<html>", { "vars.a": "" })).toThrow("is not JSON");
    expect(() => savedFrom(JSON.stringify("x".repeat(3_000)), { "vars.a": "" })).toThrow("Keep less of it");
  });
});
