import { describe, expect, it } from "vitest";
import { brokenArrows } from "./rooms.ts";

describe("the rooms' arrows", () => {
  it("catch engine importing domain, with file, line and what is wrong", () => {
    const source = `import { a } from "./a.ts";\nimport { contacts } from "../../domain/contacts/index.ts";`;
    expect(brokenArrows("engine/run/advance.ts", source)).toEqual([
      "engine/run/advance.ts:2 engine may not import domain (../../domain/contacts/index.ts).",
    ]);
  });

  it("catch what goes round about: re-exports and dynamic imports", () => {
    const source = `export { x } from "../api/app.ts";\nawait import("../builder/main.tsx");`;
    expect(brokenArrows("domain/index.ts", source)).toHaveLength(2);
  });

  it("let builder and workflows take types, and nothing else, from where only types are allowed", () => {
    expect(brokenArrows("builder/api/client.ts", `import type { Route } from "../../api/core/route.ts";`)).toEqual([]);
    expect(brokenArrows("workflows/runFlow.ts", `export type { State } from "../engine/run/state.ts";`)).toEqual([]);
    expect(brokenArrows("workflows/runFlow.ts", `import { type State } from "../engine/run/state.ts";`)).toEqual([
      'workflows/runFlow.ts:1 workflows may take only types from engine: write "import type" for ../engine/run/state.ts.',
    ]);
    expect(brokenArrows("builder/api/client.ts", `import { route } from "../../api/core/route.ts";`)).toHaveLength(1);
  });

  it("keep Mongo in domain, and Node out of engine", () => {
    expect(brokenArrows("api/routes/x.ts", `import mongoose from "mongoose";`)).toEqual([
      "api/routes/x.ts:1 api may not use mongoose: only domain touches Mongo.",
    ]);
    expect(brokenArrows("domain/x.ts", `import mongoose from "mongoose";`)).toEqual([]);
    expect(brokenArrows("engine/x.ts", `import { readFile } from "fs/promises";`)).toHaveLength(1);
  });

  it("let every room import itself, and read tests with no arrows", () => {
    expect(brokenArrows("api/app.ts", `import { x } from "./core/x.ts";`)).toEqual([]);
    expect(brokenArrows("engine/x.test.ts", `import { x } from "../domain/x.ts";`)).toEqual([]);
  });

  it("let nothing import tools or test", () => {
    expect(brokenArrows("api/app.ts", `import { x } from "../tools/x.ts";`)).toHaveLength(1);
  });
});
