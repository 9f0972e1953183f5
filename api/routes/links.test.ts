import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock, publicUrl, type Scope, withScope } from "../../domain/base/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { judgeClicks, MessageModel } from "../../domain/messages/index.ts";
import { tracked } from "../../domain/messages/tracking.ts";
import { countDue } from "../../domain/watching/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { expectProblem } from "../../test/support/problems.ts";
import { aSentMail } from "../../test/support/sentMail.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());
afterEach(() => clock.reset());

const html =
  '<html><body><a href="https://news.example/will?a=1&amp;b=2">Read</a> <a href="https://court.example/">Court</a></body></html>';
const browser = "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36";

/** A marketing email that left a minute ago, and the paths in it. */
async function sentMail() {
  const { scope } = await newFirm();
  const { id } = await aSentMail(scope, { purpose: "marketing", html, step: "nurture", sentAt: new Date(Date.now() - 60_000) });
  const page = tracked(html, id);
  const paths = (part: string) =>
    [...page.matchAll(new RegExp(`${publicUrl()}(/api/public/${part}/[^"]+)"`, "g"))].map((one) => one[1] ?? "");
  const [link = "", other = ""] = paths("links");
  return { scope, id, link, other, dot: paths("opens")[0] ?? "" };
}
/** What was followed is judged a moment later. */
async function judged(): Promise<void> {
  clock.set(() => new Date(Date.now() + 10_000));
  const byOne = () =>
    judgeClicks((error) => {
      throw error;
    });
  await Promise.all([byOne(), byOne()]);
  clock.reset();
}
const message = (scope: Scope, id: string) => withScope(scope, () => MessageModel.findById(id).lean());
const clicks = (scope: Scope) =>
  withScope(scope, async () => (await EventModel.find({ type: "message.clicked" }).lean()).map((one) => one.data));
const get = (path: string, agent = browser) => api.http.get(path).set("User-Agent", agent);

describe("a link in a marketing email", () => {
  it("leads where the email says, and a person's click is told to flows once", async () => {
    const { scope, id, link } = await sentMail();
    const answer = await get(link);
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe("https://news.example/will?a=1&b=2");
    await get(link);
    await judged();
    await get(link);
    await judged();
    expect(await clicks(scope)).toEqual([{ step: "nurture", link: "https://news.example/will?a=1&b=2", messageId: id }]);
    expect((await message(scope, id))?.clickedAt).toBeInstanceOf(Date);
  });

  it("is no person's click where a program in a browser's clothes asks for all links at once; whoever reads later is heard", async () => {
    const { scope, id, link, other } = await sentMail();
    await Promise.all([get(link), get(other)]);
    await judged();
    expect(await clicks(scope)).toEqual([]);
    expect((await message(scope, id))?.clickedAt).toBeUndefined();
    await get(other);
    await judged();
    expect(await clicks(scope)).toMatchObject([{ link: "https://court.example/" }]);
  });

  it("leads programs there too, and counts them not", async () => {
    const { scope, id, link } = await sentMail();
    expect((await get(link, "Barracuda Sentinel")).status).toBe(302);
    expect((await api.http.head(link).set("User-Agent", browser)).status).toBe(302);
    await judged();
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
    while ((await countDue()) > 0);
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

  it("shows viewers no link with which somebody could act in a client's stead", async () => {
    const firm = await newFirm();
    const own = `${publicUrl()}/p/req_1.secret`;
    const said = {
      html: `<a href="${own}">Start</a> <img src="${publicUrl()}/api/public/logo">`,
      text: `Start:\n${own}`,
      values: { "links/request": own },
    };
    const { id } = await aSentMail(firm.scope, said);
    const seen = async (role: "viewer" | "staff") => JSON.stringify((await api.http.get(`/api/messages/${id}`).set(firm.as(role))).body);
    expect((await seen("staff")).split("secret")).toHaveLength(4);
    const shown = await seen("viewer");
    expect(shown).not.toContain("secret");
    expect(shown.split("/p/sample")).toHaveLength(4);
    expect(shown).toContain("/api/public/logo");
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
