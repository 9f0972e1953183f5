import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Step } from "../../engine/definition/types.ts";
import { behaviourOf } from "../../engine/run/kinds/index.ts";
import { kindOf, stepKindNames } from "../../engine/steps/index.ts";

/** What pages written by hand say of the code, held against it. */

const root = join(import.meta.dirname, "..", "..");
const page = (name: string) => readFileSync(join(root, "docs", name), "utf8");

describe("docs/journal.md", () => {
  const rows = page("journal.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  it("says of every kind which line it writes when it does its part", () => {
    for (const name of stepKindNames) {
      const row = rows.find((line) => line.split("|")[1]?.includes(`\`${name}\``));
      expect(row, name).toBeDefined();
      const word = behaviourOf(kindOf(name).fresh() as Step)?.says;
      if (word) expect(row, name).toContain(`\`${word}\``);
    }
  });
});

describe("docs/adding-a-step-kind.md", () => {
  it("names only files there are: those of every kind", () => {
    const named = [...page("adding-a-step-kind.md").matchAll(/`((?:engine|activities|builder|tools)\/[\w./-]+\.tsx?)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(named.length).toBeGreaterThan(5);
    for (const path of named) {
      const real = path.replace("yourKind", "sendEmail").replace("YourKind", "SendEmail");
      expect(existsSync(join(root, real)), path).toBe(true);
    }
  });
});
