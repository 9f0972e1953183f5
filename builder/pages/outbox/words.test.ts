import { describe, expect, it } from "vitest";
import { standing, why } from "./words.ts";

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
