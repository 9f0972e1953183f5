import { afterAll, beforeAll, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { withScope } from "../base/index.ts";
import { countAnew, countDue } from "../watching/index.ts";
import { MessageModel } from "./model.ts";
import { readDeliverability } from "./numbers.ts";
import { countedAs } from "./tally.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const counted = async () => {
  while ((await countDue()) > 0);
};

it("email is counted once as what it became last, however often and by however many it is counted, and anew when asked", async () => {
  const { scope } = await aFirm();
  const news = { flowKey: "nurture", template: { key: "news-1", version: 1 }, purpose: "marketing" as const };
  const ids = (await Promise.all([1, 2, 3].map(() => aSentMail(scope, news)))).map((one) => one.id);
  const change = (id: string | undefined, set: object) =>
    withScope(scope, () => MessageModel.updateOne({ _id: id }, { $set: { ...set, counting: "due" } }));
  const total = async () => (await readDeliverability(scope, { days: 28 })).total;
  await Promise.all([counted(), counted()]);
  expect(await total()).toEqual({ sent: 3, delivered: 3, bounced: 0, complained: 0, clicked: 0, replied: 0 });
  const at = new Date();
  await change(ids[0], { bounce: { kind: "hard", at, status: "5.1.1", said: "no" } });
  await change(ids[1], { clickedAt: at, repliedAt: at, complainedAt: at });
  await change(ids[2], {});
  const became = { sent: 3, delivered: 2, bounced: 1, complained: 1, clicked: 1, replied: 1 };
  await counted();
  expect(await total()).toEqual(became);
  await countAnew();
  await counted();
  expect(await total()).toEqual(became);
  expect((await readDeliverability(scope, { days: 28, flow: "nurture" })).total).toEqual(became);
});

it("what never left, notes to staff and texts are no email that left; what was refused at the door came back; the week is the firm's", () => {
  const mail = {
    channel: "email",
    purpose: "marketing",
    to: { name: "", address: "A@Gmail.Example" },
    createdAt: new Date("2026-11-23T02:00:00Z"),
  };
  const as = (more: object) => countedAs({ ...mail, state: "sent", ...more } as Parameters<typeof countedAs>[0], "America/New_York");
  expect(as({})).toEqual({ week: "2026-11-16", flow: "", template: "", domain: "gmail.example", as: ["sent", "delivered"] });
  expect(as({ state: "uncertain" })?.as).toEqual(["sent"]);
  expect(as({ state: "failed", bounce: { kind: "hard" } })?.as).toEqual(["sent", "bounced"]);
  expect([{ state: "failed" }, { state: "planned" }, { purpose: "staff" }, { channel: "text" }].map(as)).toEqual([null, null, null, null]);
});
