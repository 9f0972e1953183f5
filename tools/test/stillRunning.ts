import { relative } from "node:path";
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";

/** What has been going on for so long is told, and again each time as long has passed. */
const longMs = 300_000;

/** Tells which tests are still going on after very long: where a run that stands still is stopped from outside, its output says where it stood. */
export class StillRunning implements Reporter {
  readonly #since = new Map<string, { name: string; at: number; told: number }>();
  #root = process.cwd();
  #look: NodeJS.Timeout | undefined;

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root;
  }
  onTestRunStart(): void {
    this.#look = setInterval(() => this.#tell(), 30_000);
    this.#look.unref();
  }
  onTestRunEnd(): void {
    clearInterval(this.#look);
  }
  /** From here on also what stands around its tests: a file that starts servers may never come to its first. */
  onTestModuleStart(file: TestModule): void {
    this.#begin(file.id, relative(this.#root, file.moduleId));
  }
  onTestModuleEnd(file: TestModule): void {
    this.#since.delete(file.id);
  }
  onTestCaseReady(test: TestCase): void {
    this.#begin(test.id, `${relative(this.#root, test.module.moduleId)} > ${test.fullName}`);
  }
  onTestCaseResult(test: TestCase): void {
    this.#since.delete(test.id);
  }

  #begin(id: string, name: string): void {
    this.#since.set(id, { name, at: Date.now(), told: 1 });
  }
  #tell(): void {
    for (const one of this.#since.values()) {
      const goesOn = Date.now() - one.at;
      if (goesOn < one.told * longMs) continue;
      one.told += 1;
      console.log(`Still running after ${Math.round(goesOn / 1000)} s: ${one.name}`);
    }
  }
}

export default StillRunning;
