import { describe, expect, it } from "vitest";
import { factWords, standing, why } from "./words.ts";

describe("how a message stands", () => {
  it("is what came back of it rather than that it left", () => {
    expect(standing({ state: "sent" })).toEqual({ state: "done", words: "Sent" });
    expect(standing({ state: "sent", replied: true }).words).toBe("Answered");
    expect(standing({ state: "sent", replied: true, bounce: { kind: "soft", said: "full" } }).words).toBe("Came back for now");
    expect(standing({ state: "sent", bounce: { kind: "hard", said: "gone" }, complained: true }).words).toBe("Reported as spam");
    expect(standing({ state: "held" })).toEqual({ state: "held", words: "Held" });
  });

  it("says why only where there is something to say", () => {
    expect(why({ state: "sent", reason: "250 ok" })).toBe("");
    expect(why({ state: "planned", reason: "Outside of the hours for sending." })).toBe("Outside of the hours for sending.");
    expect(why({ state: "sent", bounce: { kind: "hard", said: "550 no such user" } })).toBe("550 no such user");
  });
});

it("a fact is shown as the office reads it: a moment as a date, yes and no in words, nothing as empty", () => {
  expect(factWords("2026-12-10T15:00:00Z")).toEqual({ at: "2026-12-10T15:00:00Z" });
  expect(["Ngozi", 2_400, true, ["will", "trust"], { a: 1 }].map(factWords)).toEqual(
    ["Ngozi", "2400", "Yes", "will, trust", '{"a":1}'].map((words) => ({ words })),
  );
  expect([null, "", undefined].map(factWords)).toEqual([null, null, null]);
});
