import { describe, expect, it } from "vitest";
import { type DecideContext, decide, refusal } from "./decide.ts";
import { aFlow, hours } from "./testing/flow.ts";
import type { Effect, Facts } from "./types.ts";

const now = "2026-01-06T15:00:00.000Z";
const contact = { id: "c1", firstName: "Ann", email: "ann@example.com", consent: { email: true } };
const flow = aFlow().email("hello").form("assets", { via: "preferred" }).task("call").build();

function decided(effect: Partial<Effect> = {}, facts: Partial<Facts> = {}, context?: DecideContext, definition = flow) {
  const whole: Effect = {
    key: { step: "hello", visit: 1, part: "send" },
    kind: "sendEmail",
    params: { contactId: "c1" },
    plannedAt: now,
    purpose: "transactional",
    ...effect,
  };
  return decide(definition, whole, { firm: { zone: "America/New_York" }, contact, ...facts }, now, context);
}

describe("what is decided right before an effect", () => {
  it("is to do it, where nothing speaks against it", () => {
    expect(decided()).toEqual({ go: "do" });
  });

  it("is to hold messages back under any hold in force, and nothing else", () => {
    const hold = { reason: "Illness" };
    expect(decided({}, { hold })).toEqual({ go: "held", reason: "Illness" });
    expect(decided({}, {}, { hold: { reason: "Firm closed", until: "2026-02-01T00:00:00.000Z" } })).toMatchObject({
      go: "held",
      until: "2026-02-01T00:00:00.000Z",
    });
    expect(decided({}, { hold: { ...hold, until: "2026-01-01T00:00:00.000Z" } })).toEqual({ go: "do" });
    expect(decided({ key: { step: "call", visit: 1, part: "task" }, kind: "createTask" }, { hold })).toEqual({ go: "do" });
  });

  it("is to put marketing off under a hold of its own, a day at most, and nothing else", () => {
    const marketingHold = { reason: "They answered." };
    expect(decided({ purpose: "marketing" }, {}, { marketingHold })).toEqual({
      go: "later",
      until: "2026-01-07T15:00:00.000Z",
      reason: "They answered.",
    });
    expect(decided({ purpose: "marketing" }, {}, { marketingHold: { ...marketingHold, until: "2026-01-06T16:00:00.000Z" } })).toMatchObject(
      {
        until: "2026-01-06T16:00:00.000Z",
      },
    );
    expect(decided({ purpose: "marketing" }, {}, { marketingHold: { ...marketingHold, until: now } })).toEqual({ go: "do" });
    expect(decided({}, {}, { marketingHold })).toEqual({ go: "do" });
  });

  it("is to leave out a reminder whose answer is on its way", () => {
    const answer = { id: "e1", type: "form.submitted", at: now, data: {}, requestId: "rq1" };
    const reminder = {
      key: { step: "assets", visit: 1, part: "remind:1:c1" },
      kind: "remind",
      params: { contactId: "c1", requestId: "rq1" },
    } as const;
    expect(decided(reminder, {}, { undelivered: [answer] })).toEqual({ go: "skip", reason: "Answered meanwhile." });
  });

  it("is for staff where a transactional message has nobody to go to, and to leave marketing out", () => {
    expect(decided({ params: { contactId: "gone" } })).toMatchObject({ go: "attention" });
    expect(decided({ params: { contactId: "gone" }, purpose: "marketing" })).toMatchObject({ go: "skip" });
  });

  it("goes by text to those who prefer it and have a phone, else by mail", () => {
    const ask = { key: { step: "assets", visit: 1, part: "ask:c1" }, kind: "requestForm" } as const;
    const phone = { id: "c1", phone: "+15125550100", preferredChannel: "text" };
    expect(decided(ask, { contact: phone })).toEqual({ go: "do" });
    expect(decided(ask, { contact: { ...phone, phone: "" } })).toMatchObject({
      go: "attention",
      reason: "This person has no email address. Add one, then retry.",
    });
  });

  it("goes otherwise where the firm reaches those without email, and advertising does not", () => {
    const firm = { zone: "America/New_York", otherWays: true };
    const ask = { key: { step: "assets", visit: 1, part: "ask:c1" }, kind: "requestForm" } as const;
    expect(decided(ask, { firm, contact: { id: "c1" } })).toEqual({ go: "do" });
    expect(decided({}, { firm, contact: { id: "c1" } })).toEqual({ go: "do" });
    // Seven in the morning there: it may become a text, which none is to get so early.
    const texted = { id: "c1", phone: "+12135550100", zone: "America/Los_Angeles" };
    expect(decided({}, { firm, contact: texted })).toMatchObject({ go: "later", until: "2026-01-06T16:00:00.000Z" });
    expect(decided({}, { firm, contact: { ...texted, noTexts: true } })).toEqual({ go: "do" });
    expect(decided({ purpose: "marketing" }, { firm, contact: { id: "c1", consent: { email: true } } })).toMatchObject({ go: "skip" });
  });

  it("closes a link that is no longer needed, whatever else has happened", () => {
    const exited = { ...flow, exits: [{ id: "x", when: { "==": [1, 1] } }] };
    expect(decided({ kind: "closeRequest" }, {}, undefined, exited)).toEqual({ go: "do" });
    expect(decided({}, {}, undefined, exited)).toEqual({ go: "left", reason: "Exit: x" });
  });

  it("becomes the effect's result", () => {
    const windowed = { ...flow, window: { ...hours, days: ["fri" as const] } };
    const later = decided({ purpose: "marketing" }, {}, undefined, windowed);
    expect(later).toMatchObject({ go: "later", until: "2026-01-09T14:00:00.000Z" });
    if (later.go !== "do") expect(refusal(later, now)).toMatchObject({ status: "later", at: now, until: "2026-01-09T14:00:00.000Z" });
    expect(refusal({ go: "attention", reason: "No address." }, now)).toEqual({
      status: "failed",
      at: now,
      reason: "No address.",
      surely: true,
    });
  });

  it("never throws, whatever the facts are", () => {
    for (const facts of [{}, { firm: { zone: "Nowhere/At_All" } }, { contact: { id: "c1", email: 7 } }] as unknown as Facts[]) {
      expect(() =>
        decide(
          flow,
          { key: { step: "hello", visit: 1, part: "send" }, kind: "sendEmail", params: { contactId: "c1" }, plannedAt: "?" },
          facts,
          "?",
        ),
      ).not.toThrow();
    }
  });
});
