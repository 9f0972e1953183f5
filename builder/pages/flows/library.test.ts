import { expect, it } from "vitest";
import { addedWords, hereWords, usesWords } from "./library.ts";

const used = (sort: "form" | "mail", here: boolean) => ({ sort, key: "k", name: "K", here });

it("what a flow uses is counted by sort, and what the firm has of it is said", () => {
  const uses = [used("form", true), used("mail", false), used("mail", false)];
  expect(usesWords(uses)).toBe("1 form · 2 emails");
  expect(hereWords(uses)).toBe("You have 1 of these already; the rest comes along");
  expect(hereWords(uses.map((one) => ({ ...one, here: false })))).toBe("All of it comes along");
  expect(hereWords(uses.map((one) => ({ ...one, here: true })))).toBe("You have all of it already");
});

it("what was copied is told, and that nothing is published by it", () => {
  expect(
    addedWords(["pipeline estate-planning", "field matter.worry", "form intake", "message ep-reply", "message ep-reply-reminder"]),
  ).toBe("Copied with 1 form and 2 emails. It is your draft now; nothing is published.");
  expect(addedWords([])).toBe("Copied. It is your draft now; nothing is published.");
});
