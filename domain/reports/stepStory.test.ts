import { expect, it } from "vitest";
import { type RunStory, storyOf } from "./stepStory.ts";

const day = 86_400_000;
const leadsTo = new Map([
  ["welcome", ["form"]],
  ["form", ["meeting", "call"]],
  ["call", ["meeting"]],
  ["meeting", []],
]);
/** `welcome`, `form@3` (on the third day), `call!` (it failed there). */
const run = (told: string, standing: string[] = []): RunStory => ({
  leadsTo,
  standing,
  lines: told.split(" ").map((word) => {
    const [step = "", at = "0"] = word.replace("!", "").split("@");
    return { step, at: Number(at) * day, what: word.includes("!") ? "failed" : "sent" };
  }),
});

it("counts who came, went on, stands there and failed, and how long the middle one took", () => {
  const { steps } = storyOf([
    run("welcome form@1 form@2 meeting@4"),
    run("welcome form@1 call@22 meeting@23"),
    run("welcome form@1", ["form"]),
    run("welcome form@1 call@22! call@23", ["call"]),
  ]);
  expect(steps.map(({ step, entered, done, failed, medianMs }) => [step, entered, done, failed, (medianMs ?? -day) / day])).toEqual([
    ["welcome", 4, 4, 0, 1],
    ["form", 4, 3, 0, 21],
    ["meeting", 2, 2, 0, -1],
    ["call", 2, 1, 1, 1],
  ]);
});

it("counts each way that was taken once for a run, not the one around it", () => {
  const { ways } = storyOf([run("welcome form@1 meeting@4"), run("welcome form@1 call@22 form@23 meeting@24")]);
  expect(ways.map(({ from, to, count }) => `${from}>${to} ${count}`)).toEqual([
    "welcome>form 2",
    "form>meeting 1",
    "form>call 1",
    "call>meeting 1",
  ]);
});
