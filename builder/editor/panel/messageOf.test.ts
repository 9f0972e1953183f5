import { expect, it } from "vitest";
import { usualTemplate } from "../../../domain/messages/builtIn.ts";
import { messageOf } from "./messageOf.ts";

it("a request without an email of its own shows the one that ships, as it is sent", () => {
  for (const [kind, template] of Object.entries(usualTemplate)) expect(messageOf({ kind: kind as "requestForm" })).toEqual({ template });
  expect(messageOf({ kind: "requestForm", template: "ours" })).toEqual({ template: "ours" });
});

it("an email not chosen yet is empty, a text shows its words, and what sends nothing shows nothing", () => {
  expect(messageOf({ kind: "sendEmail" })).toEqual({ template: "" });
  expect(messageOf({ kind: "sendText", text: "Hello" })).toEqual({ text: "Hello" });
  expect(messageOf({ kind: "notifyStaff", message: "Call them" })).toEqual({ note: "Call them" });
  expect(messageOf({ kind: "wait" })).toEqual({});
});
