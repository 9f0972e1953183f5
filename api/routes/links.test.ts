import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock, publicUrl, type Scope, withScope } from "../../domain/base/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { MessageModel } from "../../domain/messages/index.ts";
import { tracked } from "../../domain/messages/tracking.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { expectProblem } from "../../test/support/problems.ts";
import { aSentMail } from "../../test/support/sentMail.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());
afterEach(() => clock.reset());

const html = '<html><body><a href="https://news.example/will?a=1&amp;b=2">Read</a></body></html>';
const browser = "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36";

/** A marketing email that left a minute ago, and the paths in it. */
async function sentMail() {
  const { scope } = await newFirm();
  const { id } = await aSentMail(scope, { purpose: "marketing", html, step: "nurture", sentAt: new Date(Date.now() - 60_000) });
  const page = tracked(html, id);
  const path = (part: string) => new RegExp(`${publicUrl()}(/api/public/${part}/[^"]+)"`).exec(page)?.[1] ?? "";
  return { scope, id, link: path("links"), dot: path("opens") };
}
const message = (scope: Scope, id: string) => withScope(scope, () => MessageModel.findById(id).lean());
const get = (path: string, agent = browser) => api.http.get(path).set("User-Agent", agent);

describe("a link in a marketing email", () => {
  it("leads where the email says, and a person's click is told to flows once", async () => {
    const { scope, id, link } = await sentMail();
    const answer = await get(link);
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe("https://news.example/will?a=1&b=2");
    await get(link);
    const events = await withScope(scope, () => EventModel.find({ type: "message.clicked" }).lean());
    expect(events.map((one) => one.data)).toEqual([{ step: "nurture", link: "https://news.example/will?a=1&b=2", messageId: id }]);
    expect((await message(scope, id))?.clickedAt).toBeInstanceOf(Date);
  });

  it("leads programs there too, and counts them not", async () => {
    const { scope, id, link } = await sentMail();
    expect((await get(link, "Barracuda Sentinel")).status).toBe(302);
    expect((await api.http.head(link).set("User-Agent", browser)).status).toBe(302);
    expect((await message(scope, id))?.clickedAt).toBeUndefined();
  });

  it("that was altered leads nowhere, and says so", async () => {
    const { link } = await sentMail();
    for (const altered of [`${link}x`, link.replace(".0.", ".1."), `/api/public/links/${encodeURIComponent("https://evil.example")}`]) {
      const answer = await get(altered).set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
      expect(answer.status).toBe(404);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.text).toContain("leads nowhere");
      expectProblem(await get(altered), 404);
    }
  });
});

describe("the dot at its end", () => {
  it("is weak evidence, and none from those who fetch everything", async () => {
    const { scope, id, dot } = await sentMail();
    for (const agent of ["Mozilla/5.0", "YahooMailProxy; https://help.yahoo.com"]) expect((await get(dot, agent)).type).toBe("image/gif");
    expect((await message(scope, id))?.openedAt).toBeUndefined();
    await get(dot);
    expect((await message(scope, id))?.openedAt).toBeInstanceOf(Date);
    expect((await get("/api/public/opens/nonsense.gif")).type).toBe("image/gif");
  });
});

describe("the figures", () => {
  it("tell what became of email week by week, by flow, template and receiving domain, of all and of a part", async () => {
    const firm = await newFirm();
    const at = new Date();
    const [lastWeek, longAgo] = [7, 400].map((days) => new Date(at.getTime() - days * 86_400_000));
    const sent = { flowKey: "nurture", template: { key: "news-1", version: 1 }, purpose: "marketing" as const };
    await aSentMail(firm.scope, { ...sent, address: "a@gmail.example", clickedAt: at, clicks: [{ link: "x", at }] });
    const bounce = { kind: "hard" as const, at, status: "5.1.1", said: "no" };
    await aSentMail(firm.scope, { ...sent, address: "b@gmail.example", bounce, createdAt: lastWeek });
    await aSentMail(firm.scope, { ...sent, address: "c@gmail.example", createdAt: longAgo });
    await aSentMail(firm.scope, { address: "c@court.example", repliedAt: at });
    await aSentMail(firm.scope, { address: "d@court.example", state: "failed" });
    const ask = async (query: string) => (await api.http.get(`/api/deliverability?${query}`).set(firm.as("viewer"))).body;
    const body = await ask("days=28");
    expect(body.total).toEqual({ sent: 3, delivered: 2, bounced: 1, complained: 0, clicked: 1, replied: 1 });
    expect(body.flows).toMatchObject([{ key: "nurture", sent: 2, bounced: 1, clicked: 1 }]);
    expect(body.templates).toMatchObject([{ key: "news-1", sent: 2 }]);
    expect(body.domains).toMatchObject([
      { key: "gmail.example", sent: 2 },
      { key: "court.example", sent: 1, replied: 1 },
    ]);
    expect(body.guard).toMatchObject({ verdict: "good" });
    expect(body.weeks.slice(-2)).toMatchObject([
      { sent: 1, delivered: 0, bounced: 1 },
      { sent: 2, delivered: 2 },
    ]);
    expect(body.weeks.every(({ week }: { week: string }) => new Date(week).getUTCDay() === 1)).toBe(true);
    const part = await ask("days=28&flow=nurture&domain=gmail.example&template=news-1");
    expect(part.total).toMatchObject({ sent: 2, clicked: 1, replied: 0 });
    expect(part.weeks).toHaveLength(body.weeks.length);
    expect((await ask("days=28&domain=nowhere.example")).total.sent).toBe(0);
  });
});

describe("the outbox", () => {
  it("finds a message by who it is to, what it is called, how it stands and what came back, page by page", async () => {
    const firm = await newFirm();
    const at = new Date();
    await aSentMail(firm.scope, { subject: "Your hearing (Thursday)", address: "luis@pena.example" });
    await aSentMail(firm.scope, { subject: "News", bounce: { kind: "soft", at, status: "5.2.2", said: "full" } });
    await aSentMail(firm.scope, { subject: "News", state: "held", reason: "Held by Dana: wait", ownHold: { reason: "wait", by: "Dana" } });
    const list = async (query: string) => (await api.http.get(`/api/messages?${query}`).set(firm.as("viewer"))).body;
    expect((await list("q=hearing+(thu")).messages).toHaveLength(1);
    expect((await list("q=LUIS@pena")).messages).toHaveLength(1);
    expect((await list("q=.*")).messages).toHaveLength(0);
    expect((await list("state=held")).messages).toMatchObject([{ ownHold: true, reason: "Held by Dana: wait" }]);
    expect((await list("came=bounce")).messages).toMatchObject([{ bounce: { kind: "soft" } }]);
    const first = await list("limit=2");
    const rest = await list(`limit=2&cursor=${encodeURIComponent(first.next)}`);
    expect(new Set([...first.messages, ...rest.messages].map((one: { id: string }) => one.id)).size).toBe(3);
    expect(rest.next).toBeUndefined();
  });

  it("says of what has left that it can be held, sent or changed no more", async () => {
    const firm = await newFirm();
    const { id } = await aSentMail(firm.scope);
    const as = firm.as("staff");
    const answers = [
      await api.http.post(`/api/messages/${id}/hold`).set(as).send({ reason: "wait" }),
      await api.http.post(`/api/messages/${id}/send`).set(as),
      await api.http.get(`/api/messages/${id}/words`).set(as),
      await api.http.put(`/api/messages/${id}/words`).set(as).send({ text: "T" }),
      await api.http.delete(`/api/messages/${id}/hold`).set(as),
    ];
    expect(answers.map((one) => one.status)).toEqual([409, 409, 409, 409, 409]);
  });
});
