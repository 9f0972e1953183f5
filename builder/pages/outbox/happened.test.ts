import { expect, it } from "vitest";
import { wordsOf } from "./happened.ts";

const at = "2026-11-24T10:00:00Z";

it("what became of a message is told in the office's words, and what a server or person said in their own", () => {
  expect(wordsOf({ at, what: "left", said: "250 2.0.0 Ok" }, "email")).toMatchObject({
    what: "Left",
    detail: "The server took it: “250 2.0.0 Ok”",
  });
  expect(wordsOf({ at, what: "left", said: "Posted by Dana Cole" }, "letter")).toMatchObject({
    what: "Posted",
    detail: "Posted by Dana Cole",
  });
  expect(wordsOf({ at, what: "cameBack", said: "550 No such user" }, "email")).toMatchObject({
    what: "Came back",
    detail: "550 No such user",
  });
  const reply = { at, what: "replied", said: "Yes.", from: "Ngozi Okafor", attached: ["Deed.pdf", "Will.pdf"] } as const;
  expect(wordsOf({ ...reply, attached: [...reply.attached] }, "email")).toMatchObject({
    what: "Ngozi Okafor answered",
    detail: "Attached: Deed.pdf, Will.pdf",
    text: "Yes.",
  });
  expect(wordsOf({ at, what: "replied" }, "email")).toMatchObject({ what: "They answered", text: "(nothing but what they attached)" });
});
