import { afterEach, expect, it, vi } from "vitest";
import type { TestCase, TestModule, Vitest } from "vitest/node";
import { StillRunning } from "./stillRunning.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("tells each test and file that has been going on for five minutes, and again after five more", () => {
  vi.useFakeTimers();
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const said = () => log.mock.calls.splice(0).flat();
  const file = { id: "1", moduleId: "/root/test/one.test.ts" } as TestModule;
  const test = { id: "2", module: file, fullName: "never ends" } as TestCase;
  const other = { id: "3", module: file, fullName: "ends" } as TestCase;

  const reporter = new StillRunning();
  reporter.onInit({ config: { root: "/root" } } as Vitest);
  reporter.onTestRunStart();
  reporter.onTestModuleStart(file);
  vi.advanceTimersByTime(60_000);
  reporter.onTestCaseReady(test);
  reporter.onTestCaseReady(other);
  reporter.onTestCaseResult(other);
  vi.advanceTimersByTime(240_000);
  expect(said()).toEqual(["Still running after 300 s: test/one.test.ts"]);
  vi.advanceTimersByTime(300_000);
  expect(said()).toEqual(["Still running after 300 s: test/one.test.ts > never ends", "Still running after 600 s: test/one.test.ts"]);
  reporter.onTestRunEnd();
  vi.advanceTimersByTime(3_600_000);
  expect(said()).toEqual([]);
});
