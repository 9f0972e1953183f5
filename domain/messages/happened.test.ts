import { expect, it } from "vitest";
import { inOrder } from "./happened.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const from = { name: "Ngozi Okafor", address: "ngozi@okafor.example" };

it("what became of a message is told in its order: who took it, what was followed and what they wrote, with what they attached", () => {
  const message = { sentAt: at(9), reason: "250 2.0.0 Ok", openedAt: at(12), clicks: [{ link: "https://news.example/a", at: at(11) }] };
  const told = inOrder(message, [
    { kind: "autoReply", at: at(10), from, text: "I am away.", attached: [] },
    { kind: "reply", at: at(13), from, text: "We come on Thursday.", attached: ["Deed.pdf"] },
  ]);
  expect(told.map(({ what, said }) => [what, said])).toEqual([
    ["left", "250 2.0.0 Ok"],
    ["automatic", "I am away."],
    ["clicked", "https://news.example/a"],
    ["opened", undefined],
    ["replied", "We come on Thursday."],
  ]);
  expect(told.at(-1)).toMatchObject({ from: "Ngozi Okafor", attached: ["Deed.pdf"], at: "2026-11-24T13:00:00.000Z" });
});

it("mail that came back or was reported is told once, though the report of it is kept too; what never left has nothing to tell", () => {
  const report = { at: at(10), from: { name: "", address: "" }, text: "Sorry", attached: [] };
  const message = {
    sentAt: at(9),
    bounce: { kind: "hard" as const, at: at(10), status: "5.1.1", said: "550 No such user" },
    complainedAt: at(11),
  };
  const told = inOrder(message, [
    { ...report, kind: "bounce" },
    { ...report, kind: "complaint" },
  ]);
  expect(told.map((one) => one.what)).toEqual(["left", "cameBack", "spam"]);
  expect(inOrder({ reason: "Held by Elena" }, [])).toEqual([]);
});
