import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { TestCase, TestModule, Vitest } from "vitest/node";
import { AsItGoes } from "./asItGoes.ts";

const file = {
  type: "module",
  id: "1",
  moduleId: "/product/test/one.test.ts",
  errors: () => [{ message: "no server" }],
} as unknown as TestModule;
const aTest = (fullName: string, errors: object[] = []) =>
  ({ type: "test", id: fullName, module: file, fullName, result: () => ({ errors }) }) as unknown as TestCase;

let reporter: AsItGoes;
let said: () => string[];
beforeEach(() => {
  vi.useFakeTimers();
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  said = () => log.mock.calls.splice(0).flat();
  reporter = new AsItGoes();
  reporter.onInit({ config: { root: "/product" } } as Vitest);
  reporter.onTestRunStart();
  reporter.onTestModuleStart(file);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("tells each test and file that has been going on for five minutes, and again after five more", () => {
  vi.advanceTimersByTime(60_000);
  reporter.onTestCaseReady(aTest("never ends"));
  reporter.onTestCaseReady(aTest("ends"));
  reporter.onTestCaseResult(aTest("ends"));
  vi.advanceTimersByTime(240_000);
  expect(said()).toEqual(["Still running after 300 s: test/one.test.ts"]);
  vi.advanceTimersByTime(300_000);
  expect(said()).toEqual(["Still running after 300 s: test/one.test.ts > never ends", "Still running after 600 s: test/one.test.ts"]);
  reporter.onTestRunEnd();
  vi.advanceTimersByTime(3_600_000);
  expect(said()).toEqual([]);
});

it("tells at once why a test or a file failed", () => {
  reporter.onTestCaseResult(aTest("is well"));
  reporter.onTestCaseResult(aTest("is wrong", [{ message: "expected 1 to be 2", diff: "- 2\n+ 1" }]));
  reporter.onTestModuleEnd(file);
  expect(said()).toEqual(["Failed: test/one.test.ts > is wrong: expected 1 to be 2\n- 2\n+ 1", "Failed: test/one.test.ts: no server"]);
});
