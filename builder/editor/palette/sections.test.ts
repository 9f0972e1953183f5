import { expect, it } from "vitest";
import { bestMatch, found, sections } from "./sections.ts";

it("every kind but a join, which comes with its parallel, is offered once", () => {
  const offered = sections.flatMap((section) => section.kinds);
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered).toHaveLength(26);
  expect(offered).not.toContain("join");
});

it("what is typed finds steps by name and by what they do", () => {
  expect(found("form").flatMap((section) => section.kinds)).toContain("requestForm");
  expect(found("nothing like that")).toEqual([]);
});

it("Enter adds what is called so, before what only holds the letters", () => {
  expect(bestMatch("end")).toBe("end");
  expect(bestMatch("wait")).toBe("wait");
  expect(bestMatch("email")).toBe("sendEmail");
  expect(bestMatch("")).toBeUndefined();
});
