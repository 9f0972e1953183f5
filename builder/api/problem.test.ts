import { expect, it } from "vitest";
import { fieldMessages, fieldName, ProblemError } from "./problem.ts";

it("a JSON pointer becomes the name a form uses", () => {
  expect(fieldName("/people/0/email")).toBe("people.0.email");
  expect(fieldName("/custom/a~1b")).toBe("custom.a/b");
  expect(fieldName("email")).toBe("email");
});

it("each field has its first message", () => {
  const error = new ProblemError({
    type: "x",
    title: "t",
    status: 422,
    detail: "d",
    errors: [
      { path: "/email", message: "first" },
      { path: "/email", message: "second" },
    ],
  });
  expect(fieldMessages(error)).toEqual({ email: "first" });
});
