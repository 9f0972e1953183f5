import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { newId, withScope } from "../base/index.ts";
import { beginningsOf } from "./beginnings.ts";
import { findOld } from "./findOld.ts";
import { marketingSince, spamRate } from "./guard.ts";
import { lookFor, type MessagesAsked } from "./looks.ts";
import { MessageModel } from "./model.ts";
import { listMessages } from "./read.ts";

let database: { stop(): Promise<void> };
let firm: Awaited<ReturnType<typeof aFirm>>;
beforeAll(async () => {
  database = await testDatabase();
  firm = await aFirm();
});
afterAll(() => database.stop());

const asked: [MessagesAsked, string][] = [
  [{}, "firmId_1_createdAt_-1"],
  [{ state: "held" }, "firmId_1_state_1_createdAt_-1"],
  [{ q: "hearing" }, "firmId_1_beginnings_1_createdAt_-1"],
  [{ q: "luis@pe", state: "sent", channel: "text" }, "firmId_1_beginnings_1_createdAt_-1"],
  [{ contactId: "con_1", q: "news" }, "contactId_1_firmId_1_createdAt_-1"],
  [{ matterId: "mat_1" }, "matterId_1_firmId_1_createdAt_-1"],
  [{ runId: "run_1" }, "runId_1_firmId_1_createdAt_-1"],
  [{ came: "bounce", q: "news" }, "firmId_1_bounce.at_-1"],
  [{ came: "complainedAt" }, "firmId_1_complainedAt_-1"],
  [{ came: "repliedAt", contactId: "con_1" }, "firmId_1_repliedAt_-1"],
];

describe("lists of messages", () => {
  it.each(asked)("asked for %j are read by an index", async (one, index) => {
    const { field, look } = lookFor(one);
    const window = { [field]: { $gte: new Date(86_400_000), $lte: new Date() } };
    const plan = await withScope(firm.scope, () =>
      MessageModel.find({ ...window, ...look })
        .sort({ [field]: -1 })
        .explain("queryPlanner"),
    );
    expect(JSON.stringify(plan)).toContain("IXSCAN");
    expect(JSON.stringify(plan)).toContain(`"${index}"`);
  });
});

it("marketing of the last days is counted by an index", async () => {
  const plan = await withScope(firm.scope, () => MessageModel.find(marketingSince(new Date(0))).explain("queryPlanner"));
  expect(JSON.stringify(plan)).toContain("IXSCAN");
  expect(JSON.stringify(plan)).toContain('"firmId_1_purpose_1_channel_1_state_1_createdAt_-1"');
});

it("what came back of marketing, and what is older or of a case, is not counted as sent", async () => {
  const { scope } = await aFirm();
  const old = new Date(Date.now() - 40 * 86_400_000);
  const bounce = { kind: "hard" as const, at: new Date(), status: "5.1.1", said: "gone" };
  for (const more of [{}, {}, { bounce }, { createdAt: old }, { createdAt: old, bounce, complainedAt: old }, { complainedAt: new Date() }])
    await aSentMail(scope, { purpose: "marketing", ...more });
  await aSentMail(scope, { complainedAt: new Date(), bounce });
  expect(await withScope(scope, spamRate)).toMatchObject({ sent: 3, complaints: 1 });
});

describe("many messages of one name", () => {
  const hour = 3_600_000;
  /** Over the last two months, each hundredth to Luis Peña. (Ten thousand, and how long a list of them takes: `npm run bench -- pagesP95Ms`.) */
  const made = Array.from({ length: 700 }, (_, at) => {
    const to = at % 100 === 50 ? { name: "Luis Peña", address: "luis@pena.example" } : { name: "Ngozi", address: `n${at}@mail.example` };
    const says = { channel: "email" as const, subject: "News of the firm", to };
    return {
      _id: newId("message"),
      ...{ key: `one:${at}`, messageId: `<${at}@firm.example>`, state: "sent", purpose: "marketing", language: "en" },
      ...says,
      from: { name: "", address: "" },
      beginnings: beginningsOf(says),
      createdAt: new Date(Date.now() - at * 2 * hour),
    };
  });
  beforeAll(() => withScope(firm.scope, () => MessageModel.insertMany(made, { lean: true, timestamps: false, ordered: false })));

  const found = async (q: string) => {
    const pages: { id: string }[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listMessages(firm.scope, { q, limit: 200, ...(cursor ? { cursor } : {}) });
      pages.push(page.messages);
      cursor = page.next;
    } while (cursor && pages.length < 3);
    return pages.flat();
  };

  it("are listed newest first, and page by page none is missed", async () => {
    const ids = (await found("news firm")).map((one) => one.id);
    expect(ids).toEqual(made.slice(0, 600).map((one) => one._id));
  });

  it("hide nobody: the few to one person are found among them, by any of the words", async () => {
    const his = made.filter((one) => one.to.name === "Luis Peña").map((one) => one._id);
    for (const q of ["pena", "luis@", "news luis"]) expect((await found(q)).map((one) => one.id)).toEqual(his);
    expect(await found("pen news kar")).toEqual([]);
  });

  it("and one written down before there was a search is found once a worker has begun", async () => {
    const { beginnings: _none, ...old } = { ...made[0], _id: newId("message"), key: "old", subject: "Before the search" };
    await MessageModel.collection.insertOne({ ...old, firmId: firm.scope.firmId, createdAt: new Date() } as never);
    expect(await found("before search")).toEqual([]);
    await findOld();
    expect((await found("before search")).map((one) => one.id)).toEqual([old._id]);
  });

  it("are not another firm's", async () => {
    const other = await aFirm();
    expect((await listMessages(other.scope, { q: "news", limit: 50 })).messages).toEqual([]);
  });
});
