import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleDefinition } from "../../engine/definition/example.ts";
import { run } from "./run.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "flow-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
async function flow(...args: string[]) {
  const { exit, stdout } = await run(args);
  return { status: exit, stdout };
}

describe("flow validate", () => {
  it("says with exit 0 that a flow is fine", async () => {
    const { status, stdout } = await flow("validate", file("good.json", exampleDefinition()), "--json");
    expect([status, JSON.parse(stdout)]).toEqual([0, { ok: true, problems: [] }]);
  });
  it("names step, place, code and message of each problem with exit 1", async () => {
    const definition = { ...exampleDefinition(), start: "assets" };
    const { status, stdout } = await flow("validate", "--json", file("lost.json", definition));
    const given = JSON.parse(stdout) as { ok: boolean; problems: unknown[] };
    expect([status, given.ok]).toEqual([1, false]);
    expect(given.problems).toEqual([
      expect.objectContaining({
        step: "welcome",
        path: "/steps/welcome",
        code: "unreachable",
        message: expect.stringContaining("Connect"),
      }),
    ]);
  });
  it("takes a file that is no JSON as a problem of the file", async () => {
    const { status, stdout } = await flow("validate", file("broken.json", "{oops"), "--json");
    expect([status, JSON.parse(stdout)]).toEqual([1, { ok: false, problems: [expect.objectContaining({ step: null, code: "notJson" })] }]);
  });
});

describe("a flow kept in an older spelling", () => {
  const flows = { pause: { kind: "wait", at: "2026-01-06T09:00", next: "done" }, done: { kind: "end", outcome: "completed" } };
  const { goals: _goals, ...rest } = exampleDefinition();
  const older = { ...rest, start: "pause", steps: flows };

  it("is read by every verb as one of today", async () => {
    const checked = await flow("validate", file("older.json", older), "--json");
    expect([checked.status, JSON.parse(checked.stdout)]).toEqual([0, { ok: true, problems: [] }]);
    const script = { start: "2026-01-05T15:00:00Z", firm: { zone: "America/New_York" }, facts: { matter: { stage: "hired" } } };
    const played = await flow("simulate", file("older.json", older), "--script", file("older-script.json", script), "--json");
    expect(JSON.parse(played.stdout)).toMatchObject({ outcome: "completed", endedAt: "2026-01-06T14:00:00.000Z" });
  });

  it("of a newer Firmflow is refused by every verb with a sentence, before anything is sent anywhere", async () => {
    const newer = file("newer.json", { ...older, format: "firmflow/2" });
    const script = file("newer-script.json", { start: "2026-01-05T15:00:00Z" });
    const publish = ["publish", newer, "--address", "http://127.0.0.1:9", "--key", "ff_none", "--json"];
    for (const verb of [["validate", newer, "--json"], ["simulate", newer, "--script", script, "--json"], publish]) {
      const { status, stdout } = await flow(...verb);
      expect([status, stdout]).toEqual([1, expect.stringContaining("made by a newer Firmflow (format firmflow/2)")]);
    }
  });
});

describe("flow simulate", () => {
  const script = {
    start: "2026-01-05T15:00:00Z",
    firm: { zone: "America/New_York", holidays: ["2026-01-19"] },
    facts: { contact: { firstName: "Ada", email: "ada@client.example", consent: { email: true } }, matter: { stage: "hired" } },
    happenings: [{ at: "2026-01-06T15:00:00Z", event: "form.submitted", data: { form: "ep-assets" } }],
    until: "2028-01-01T00:00:00Z",
  };
  it("prints outcome, end and journal as one document", async () => {
    const { status, stdout } = await flow(
      "simulate",
      file("good.json", exampleDefinition()),
      "--script",
      file("script.json", script),
      "--json",
    );
    const given = JSON.parse(stdout) as { outcome: string; endedAt: string; journal: { what: string; step?: string }[] };
    expect([status, given.outcome]).toEqual([0, "completed"]);
    expect(Object.keys(given)).toEqual(["outcome", "endedAt", "journal"]);
    expect(given.journal).toContainEqual(
      expect.objectContaining({ step: "welcome", what: "sent", visit: 1, at: expect.stringContaining("2026-01-05T15:00") }),
    );
  });
  it("does not play a flow that has problems", async () => {
    const broken = file("broken.json", { ...exampleDefinition(), start: "nowhere" });
    expect((await flow("simulate", broken, "--script", file("script.json", script), "--json")).status).toBe(1);
  });
  it("names the slip in a script", async () => {
    const good = file("good.json", exampleDefinition());
    for (const slip of [
      { start: "today" },
      { happenings: [{ at: "2026-01-06T15:00:00Z" }] },
      { firm: { zone: "Mars/Base" } },
      { happening: [] },
    ]) {
      const { status, stdout } = await flow("simulate", good, "--script", file("slip.json", { ...script, ...slip }), "--json");
      expect([status, typeof (JSON.parse(stdout) as { error: unknown }).error]).toEqual([2, "string"]);
    }
  });
});

describe("wrong usage", () => {
  it("ends with exit 2, in words, and with one JSON document where asked", async () => {
    for (const args of [
      [],
      ["dance"],
      ["validate"],
      ["validate", "none.json"],
      ["validate", "a", "b"],
      ["publish", "none.json"],
      ["export", "a"],
      ["start", "a", "--address", "http://127.0.0.1:1", "--key", "k"],
      ["start", "a", "--matter", "m", "--contact", "c", "--address", "http://127.0.0.1:1", "--key", "k"],
      ["runs", "a", "--address", "http://127.0.0.1:1", "--key", "k"],
      ["runs", "a", "--address", "somewhere", "--key", "k"],
      ["validate", "a", "--key", "k"],
      ["simulate", "a"],
      ["validate", "a", "--loud"],
    ]) {
      const { status, stdout } = await flow(...args, "--json");
      expect([args, status]).toEqual([args, 2]);
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    }
  });
});
