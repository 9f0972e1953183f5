import type { Response } from "supertest";
import { expect } from "vitest";

/** Bodies no route asks for; each is valid JSON. */
export const malformed = ["[]", '{"$where":"sleep(9)","__proto__":{"role":"owner"},"constructor":1}'];

/** A problem document (RFC 9457) in words: of this status, naming this field where one is given, and telling nothing of our insides. */
export function expectProblem(answer: Response, status: number, path?: string): void {
  const said = `${answer.status} ${answer.text?.slice(0, 600)}`;
  expect(answer.status, said).toBe(status);
  expect(answer.type, said).toBe("application/problem+json");
  expect(answer.body.detail, said).toMatch(/^\S.{8,}/s);
  expect(answer.body.detail, said).not.toMatch(/undefined|null|\[object|Cast to|ValidationError|must (NOT|match)|a string/);
  expect(answer.text, said).not.toMatch(/node_modules|\.ts:\d|\n {4}at |Mongo(?!DB)/);
  if (path === undefined) return;
  const paths: string[] = (answer.body.errors ?? []).map((one: { path: string }) => one.path);
  expect(
    paths.some((one) => one === path || (path.endsWith("/") && one.startsWith(path))),
    `${path} in ${said}`,
  ).toBe(true);
}
