import { expect, it } from "vitest";
import { returnPath, signInWords } from "./auth.ts";
import { ProblemError } from "./problem.ts";

it("after signing in one comes back to a page of this site", () => {
  expect(returnPath("/contacts/c1?tab=story")).toBe("/contacts/c1?tab=story");
});

it("after signing in nobody is led to another site", () => {
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/sign-in?next=/x", null])
    expect(returnPath(next)).toBe("/");
});

it("a failed sign-in does not say which half was wrong", () => {
  const error = new ProblemError({ type: "urn:better-auth:INVALID_EMAIL_OR_PASSWORD", title: "", status: 401, detail: "" });
  expect(signInWords(error)).toMatch(/don't belong together/);
});
