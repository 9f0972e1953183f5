import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { problemsOf } from "../../domain/flows/drafts.ts";
import { type Block, closeMailConnections, deliverMail, MessageModel, saveMessageTemplate } from "../../domain/messages/index.ts";
import { decompile } from "../../engine/graph/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { aFlow, done, letter } from "../../test/support/flows.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { expectProblem } from "../../test/support/problems.ts";
import { textServer } from "../../test/support/textServer.ts";

let api: TestApi;
let mail: Awaited<ReturnType<typeof smtpServer>>;
let texts: Awaited<ReturnType<typeof textServer>>;
let firm: Awaited<ReturnType<typeof newFirm>>;
let luis: string;
beforeAll(async () => {
  process.env.FIRMFLOW_SECRET = "a secret of the tests, long enough to be one";
  api = await testApi();
  mail = await smtpServer();
  texts = await textServer();
  process.env.SMTP_URL = mail.url;
  process.env.TEXTS_URL = texts.url;
});
beforeEach(async () => {
  firm = await newFirm();
  ({ id: luis } = await createContact(firm.scope, {
    firstName: "Luis",
    lastName: "Peña",
    email: "luis@pena.example",
    phone: "(518) 555-0190",
    language: "es",
  }));
});
afterEach(() => {
  mail.received.splice(0);
  delete process.env.DRAFTING_URL;
});
afterAll(async () => {
  closeMailConnections();
  delete process.env.TEXTS_URL;
  await mail.stop();
  await texts.stop();
  await api.stop();
});

const put = (key: string, body: Block[], more: object = {}) =>
  api.http
    .put(`/api/message-templates/${key}`)
    .set(firm.as("builder"))
    .send({ content: { name: key, purpose: "transactional", variants: { en: { subject: "Hello", body } }, ...more } });

let sends = 0;
function send(template: string, contact: object) {
  sends += 1;
  const recipient = { id: luis, firstName: "Luis", email: "luis@pena.example", ...contact };
  return deliverMail(firm.scope, { key: { own: `writing:${sends}` }, template, purpose: "transactional", recipient, facts: {} });
}

describe("a picture in a message", () => {
  const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
  const upload = async (bytes: Buffer, name: string) => {
    const answer = await api.http.post("/api/files").set(firm.as("builder")).attach("file", bytes, name);
    return answer.body.fileId as string;
  };

  it("travels inside it, and stands in the preview", async () => {
    const file = await upload(dot, "map.png");
    const body: Block[] = [{ type: "image", file, alt: "A map" }];
    expect((await put("map", body)).status).toBe(200);
    expect(await send("map", {})).toMatchObject({ status: "sent" });
    expect(mail.received[0]?.mail.attachments.map((one) => `${one.contentType} ${one.cid} ${one.contentDisposition}`)).toEqual([
      `image/png ${file}@picture inline`,
    ]);
    const preview = await api.http
      .post("/api/message-templates/preview")
      .set(firm.as("viewer"))
      .send({ content: { name: "Map", purpose: "transactional", variants: { en: { subject: "Hello", body } } }, language: "en" });
    expect(preview.body.html).toContain(`data:image/png;base64,${dot.toString("base64")}`);
  });

  it("of another firm, of a kind that mail programs don't show, or none at all is refused by its place", async () => {
    const other = await newFirm("Another firm");
    const theirs = await api.http.post("/api/files").set(other.as("builder")).attach("file", dot, "map.png");
    for (const file of [theirs.body.fileId, "fil_none", await upload(Buffer.from("%PDF-1.4\n%x\n"), "a.pdf")])
      expectProblem(
        await put("map", [
          { type: "text", text: "x" },
          { type: "image", file, alt: "A map" },
        ]),
        422,
        "/content/variants/en/body/1/file",
      );
  });

  it("is never a file that somebody's name asks for", async () => {
    const file = await upload(dot, "map.png");
    await put("hello", [{ type: "text", text: "Dear {{ contact.firstName }}" }]);
    await send("hello", { firstName: `<img src="cid:${file}@picture">` });
    expect(mail.received[0]?.mail.attachments).toEqual([]);
  });
});

describe("a message's languages", () => {
  it("follow the person, else the firm's first, and publishing warns where one the firm writes in is missing", async () => {
    const body: Block[] = [{ type: "text", text: "x" }];
    await saveMessageTemplate(firm.scope, {
      key: "both",
      content: { name: "Both", purpose: "transactional", variants: { en: { subject: "Hello", body }, es: { subject: "Hola", body } } },
    });
    await put("english", body);
    await send("both", { language: "es" });
    await send("both", { language: "fr" });
    await changeFirm(firm.scope, { languages: ["es", "en"] });
    await send("both", { language: "fr" });
    await send("english", { language: "es" });
    expect(mail.received.map((one) => one.mail.subject)).toEqual(["Hola", "Hello", "Hola", "Hello"]);
    const graph = decompile(aFlow({ a: letter("b", "english"), b: letter("done", "both"), done }));
    const { problems } = await withScope(firm.scope, () => problemsOf(firm.scope, graph));
    expect(problems.filter((one) => one.code === "missingLanguage").map((one) => [one.severity, one.message])).toEqual([
      ["warning", expect.stringContaining("“english”, which is not written in Spanish")],
    ]);
  });
});

describe("a message's versions", () => {
  it("are all kept, with who saved them", async () => {
    await put("hello", [{ type: "text", text: "one" }]);
    await put("hello", [{ type: "text", text: "two" }]);
    const list = await api.http.get("/api/message-templates/hello/versions").set(firm.as("viewer"));
    expect(list.body.versions).toMatchObject([{ version: 2 }, { version: 1 }]);
    const first = await api.http.get("/api/message-templates/hello?version=1").set(firm.as("viewer"));
    expect(first.body.content.variants.en.body).toEqual([{ type: "text", text: "one" }]);
    expectProblem(await api.http.get("/api/message-templates/none/versions").set(firm.as("viewer")), 404);
  });
});

describe("a saved answer", () => {
  it("is kept, changed and removed by staff; its name is its own, and a field that can't exist is refused", async () => {
    const keep = (name: string, text: string) => api.http.post("/api/saved-answers").set(firm.as("staff")).send({ name, text });
    const { body } = await keep("Parking", "Dear {{ contact.firstName }}, behind the house.");
    expectProblem(await keep("Parking", "x"), 422, "/name");
    expectProblem(await keep("Bad", "{{ client.name }}"), 422, "/text");
    const change = { name: "Where to park", text: "Behind the house, {{ contact.firstName }}." };
    expect((await api.http.put(`/api/saved-answers/${body.id}`).set(firm.as("staff")).send(change)).status).toBe(200);
    const list = () => api.http.get("/api/saved-answers").set(firm.as("viewer"));
    expect((await list()).body.answers).toMatchObject([change]);
    expect((await api.http.delete(`/api/saved-answers/${body.id}`).set(firm.as("staff"))).status).toBe(204);
    expect((await list()).body.answers).toEqual([]);
  });

  it("reads as it would reach somebody, and says what is empty; nothing leaves by that", async () => {
    const reads = await api.http
      .post("/api/messages/reads")
      .set(firm.as("staff"))
      .send({ contactId: luis, text: "Hola {{ contact.firstName }}, {{ contact.source }}" });
    expect(reads.body).toEqual({ text: "Hola Luis, ‹contact.source›", missing: ["contact.source"] });
    expect(mail.received).toEqual([]);
  });
});

describe("a text by hand", () => {
  const text = (contactId: string, words: string) =>
    api.http.post("/api/messages/text").set(firm.as("staff")).set("Idempotency-Key", "once").send({ contactId, text: words });

  it("leaves once, filled in; not from a firm without a number, not to who stopped texts", async () => {
    expectProblem(await text(luis, "Hola"), 422, "/firm/textNumber");
    await changeFirm(firm.scope, { textNumber: "(518) 555-0123" });
    expect((await text(luis, "Hola {{ contact.firstName }}")).status).toBe(201);
    expect((await text(luis, "Hola {{ contact.firstName }}")).status).toBe(201);
    expect(texts.taken.map((one) => one.body)).toEqual(["Hartwell & Ruiz: Hola Luis"]);
    const { id } = await createContact(firm.scope, { firstName: "Ana", lastName: "Ruiz" });
    expectProblem(
      await api.http.post("/api/messages/text").set(firm.as("staff")).send({ contactId: id, text: "Hola" }),
      422,
      "/contact/phone",
    );
  });
});

/** A language model's server as good or bad as one may be. */
async function modelServer(answer: (res: ServerResponse, asked: { messages: { content: string }[] }) => void) {
  const server = createServer((req: IncomingMessage, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => answer(res, JSON.parse(Buffer.concat(chunks).toString("utf8"))));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  process.env.DRAFTING_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
const says = (content: unknown) => (res: ServerResponse) => void res.end(JSON.stringify({ choices: [{ message: { content } }] }));
const draft = () =>
  api.http.post("/api/drafting").set(firm.as("staff")).send({ contactId: luis, channel: "email", wish: "We got the papers" });

describe("a draft by a language model", () => {
  it("is off where no model is set up, and until an owner of the firm lets it", async () => {
    expect((await api.http.get("/api/drafting").set(firm.as("staff"))).body).toEqual({ possible: false, on: false });
    expectProblem(await draft(), 409);
    const stop = await modelServer(says("x"));
    expect((await api.http.get("/api/drafting").set(firm.as("staff"))).body).toEqual({ possible: true, on: false });
    expectProblem(await draft(), 409);
    stop();
  });

  it("says which facts it was told, holds no merge field or program, and leaves nothing", async () => {
    await changeFirm(firm.scope, { drafting: true });
    const asked: string[] = [];
    const stop = await modelServer((res, { messages }) => {
      asked.push(messages.map((one) => one.content).join("\n"));
      says("Subject: Your papers\n\nEstimado Luis:\n\n<script>x</script>Gracias {{ firm.secret }}.")(res);
    });
    const { body } = await draft();
    expect(body).toMatchObject({ subject: "Your papers", text: "Estimado Luis:\n\nxGracias  firm.secret ." });
    expect(body.facts).toEqual([
      { path: "contact.firstName", label: "First name", value: "Luis" },
      { path: "contact.lastName", label: "Last name", value: "Peña" },
      { path: "firm.name", label: "Firm", value: "Hartwell & Ruiz" },
    ]);
    expect(asked[0]).toContain("Spanish");
    expect(asked[0]).not.toMatch(/pena\.example|555/);
    expect(mail.received).toEqual([]);
    expect(await withScope(firm.scope, () => MessageModel.countDocuments({}))).toBe(0);
    stop();
  });

  it("a model that hangs, is away, refuses, answers nonsense, nothing or without end is told in words", async () => {
    await changeFirm(firm.scope, { drafting: true });
    process.env.DRAFTING_WAIT_MS = "300";
    const answers: [(res: ServerResponse) => void, RegExp][] = [
      [() => undefined, /did not answer in time/],
      [(res) => void res.destroy(), /could not be reached/],
      [(res) => void res.writeHead(429).end("{}"), /refused \(429\)/],
      [(res) => void res.end("<html>"), /nothing that can be read/],
      [says("  "), /nothing that can be read/],
      [says({ text: 1 }), /nothing that can be read/],
      [says("x".repeat(90_000)), /far more than a letter/],
    ];
    for (const [answer, words] of answers) {
      const stop = await modelServer(answer);
      const said = await draft();
      expect(said.status).toBe(502);
      expect(said.body.detail).toMatch(words);
      expect(said.body.detail).toContain("Nothing was written");
      stop();
    }
    delete process.env.DRAFTING_WAIT_MS;
  });
});

describe("the messages that ship", () => {
  it("can be looked at and begun with, in both languages, whether the firm took them or not", async () => {
    const { body } = await api.http.get("/api/library/mails").set(firm.as("viewer"));
    const keys = body.mails.map((one: { key: string }) => one.key);
    expect(keys).toEqual(expect.arrayContaining(["ep-welcome", "request-form"]));
    expect(body.mails.filter((one: { languages: string[] }) => one.languages.join() !== "en,es")).toEqual([]);
    const one = await api.http.get("/api/library/mails/ep-welcome").set(firm.as("viewer"));
    expect(one.body.content.variants.es.subject).toBeTruthy();
    expectProblem(await api.http.get("/api/library/mails/none").set(firm.as("viewer")), 404);
  });
});
