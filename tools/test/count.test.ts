import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countTests } from "./count.ts";

function reportWith(report: object): string {
  const file = join(mkdtempSync(join(tmpdir(), "firmflow-count-")), "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

describe("counting tests", () => {
  it("gives vitest's own numbers when all went well", () => {
    expect(countTests(reportWith({ numPassedTests: 12, numFailedTests: 0, testResults: [] }), 0)).toEqual({ passed: 12, failed: 0 });
  });

  it("counts a file that could not be loaded as failed", () => {
    const report = { numPassedTests: 3, numFailedTests: 1, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(countTests(reportWith(report), 1)).toEqual({ passed: 3, failed: 2 });
  });

  it("counts an error outside any test as failed", () => {
    expect(countTests(reportWith({ numPassedTests: 3, numFailedTests: 0, testResults: [] }), 1)).toEqual({ passed: 3, failed: 1 });
  });

  it("never calls a run without a report a success", () => {
    expect(countTests("/nowhere/report.json", 0)).toEqual({ passed: 0, failed: 1 });
  });
});
