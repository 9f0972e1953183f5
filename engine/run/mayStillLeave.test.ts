import { expect, it } from "vitest";
import { mayStillLeave } from "./mayStillLeave.ts";
import type { RunState } from "./types.ts";

const key = { step: "offer", visit: 1, part: "send" };
const fx = (s: string, v = 1) => ({ send: { s, kind: "sendEmail", v, at: "2026-11-24T10:00:00Z", p: "2026-11-24T10:00:00Z" } });
const stands = (more: object): RunState => ({ tokens: [], asks: [], ...more }) as unknown as RunState;
const token = (step: string, more: object) => ({ tokens: [{ id: "t1", step, visit: 1, ...more }] });

it("a message may leave while its step stands there with it, asks for it beside, or carries it out just now", () => {
  const may = [
    token("offer", { fx: fx("later") }),
    token("offer", { fx: fx("held") }),
    { asks: [{ step: "offer", visit: 1, to: {}, fx: fx("later") }] },
    { loose: [{ step: "offer", part: "send", fx: fx("flight").send }] },
  ];
  expect(may.map((one) => mayStillLeave(stands(one), key))).toEqual(may.map(() => true));
});

it("a message leaves no more once its flow went on, gave up asking, came by again, or had it done", () => {
  const over = [
    token("next", {}),
    token("offer", { fx: fx("later", 2) }),
    token("offer", { fx: fx("done") }),
    { asks: [{ step: "offer", visit: 1, to: {}, gone: true, fx: fx("later") }] },
    {},
  ];
  expect(over.map((one) => mayStillLeave(stands(one), key))).toEqual(over.map(() => false));
});
