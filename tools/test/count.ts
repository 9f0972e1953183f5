import { readFileSync } from "node:fs";

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/**
 * Counts a run's tests from vitest's JSON report. A file that could not even be loaded holds no failed test, and an
 * error outside any test shows in the exit code alone: both count as failed, so that "0 failed" can be trusted.
 */
export function countTests(reportFile: string, exitCode: number): { passed: number; failed: number } {
  const report = readReport(reportFile);
  if (!report) return { passed: 0, failed: 1 };
  const unloadable = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  const failed = report.numFailedTests + unloadable;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return undefined;
  }
}
