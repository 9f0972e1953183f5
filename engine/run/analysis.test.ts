import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { listensTo } from "./analysis.ts";
import { aFlow, is } from "./testing/flow.ts";

describe("what a run listens for", () => {
  it("is every type its definition names, and what tells of the facts it follows", () => {
    expect(listensTo(exampleDefinition())).toEqual([
      "document.signed",
      "form.submitted",
      "matter.changed",
      "occasion.cancelled",
      "occasion.moved",
      "occasion.planned",
      "task.completed",
    ]);
  });

  it("is no more than needed: a signal for nothing costs history", () => {
    expect(listensTo(aFlow().email("hello").wait("P1D").task("call").build())).toEqual([]);
    expect(listensTo(aFlow().wait({ field: "matter.closingDate" }).build())).toEqual(["matter.changed"]);
    expect(listensTo(aFlow().exitWhen(is("contact.vip", true)).build())).toEqual(["contact.changed", "contact.unsubscribed"]);
    expect(listensTo(aFlow().exitWhen(is("occasion.state", "held")).build())).toEqual([
      "occasion.cancelled",
      "occasion.changed",
      "occasion.held",
      "occasion.missed",
      "occasion.moved",
    ]);
  });
});
