import { relative } from "node:path";
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";

/** What has been going on for so long is told, and again each time as long has passed. */
const longMs = 300_000;

/**
 * Tells at once why a test failed, and which tests are still going on after very long: where a run is stopped from outside its output says
 * how it stood. Vitest's own reporter tells both at the end alone.
 */
export class AsItGoes implements Reporter {
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
    this.#begin(file.id, this.#nameOf(file));
  }
  onTestModuleEnd(file: TestModule): void {
    this.#since.delete(file.id);
    for (const { message } of file.errors()) console.log(`Failed: ${this.#nameOf(file)}: ${message}`);
  }
  onTestCaseReady(test: TestCase): void {
    this.#begin(test.id, this.#nameOf(test));
  }
  onTestCaseResult(test: TestCase): void {
    this.#since.delete(test.id);
    for (const { message, diff } of test.result().errors ?? [])
      console.log(`Failed: ${this.#nameOf(test)}: ${message}${diff ? `\n${diff}` : ""}`);
  }

  #nameOf(one: TestModule | TestCase): string {
    if (one.type === "module") return relative(this.#root, one.moduleId);
    return `${this.#nameOf(one.module)} > ${one.fullName}`;
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

export default AsItGoes;
