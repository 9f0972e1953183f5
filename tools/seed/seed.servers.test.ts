import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Scope, systemScope, withScope } from "../../domain/base/index.ts";
import { ContactModel } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { firmBySlug } from "../../domain/firms/index.ts";
import { listFlows } from "../../domain/flows/index.ts";
import { library } from "../../domain/library/index.ts";
import { MatterModel } from "../../domain/matters/index.ts";
import { RunModel } from "../../domain/runs/index.ts";
import { StaffModel } from "../../domain/staff/index.ts";
import { freshDatabase, leaveDatabase } from "../../test/support/database.ts";

const database = freshDatabase();
const env = {
  ...process.env,
  MONGODB_URL: database,
  FIRMFLOW_SECRET: "a secret of the tests, long enough to be one",
  PUBLIC_URL: "http://127.0.0.1",
};

/** Runs the seed; with `killWhen`, ends it as soon as that is true. */
async function seed(killWhen?: () => Promise<boolean>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [new URL("./main.ts", import.meta.url).pathname], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  if (killWhen) {
    // Not asked all the time: whoever asks the embedded database keeps the seed from it.
    while (child.exitCode === null && !(await killWhen())) await new Promise((next) => setTimeout(next, 100));
    child.kill("SIGKILL");
  }
  return { code: await ended, said };
}

const scopeOf = async (): Promise<Scope> => systemScope((await firmBySlug("hartwell-ruiz"))._id);

beforeAll(() => connect(database));
afterAll(async () => {
  await leaveDatabase();
});

describe("the demonstration firm", () => {
  it("is made whole also when its making was killed half way, and once only", async () => {
    const killed = await seed(async () => {
      const firm = await firmBySlug("hartwell-ruiz").catch(() => null);
      return firm !== null && (await withScope(systemScope(firm._id), () => ContactModel.countDocuments())) >= 12;
    });
    expect(killed.code).toBe(null);
    const began = Date.now();
    const { code, said } = await seed();
    expect({ code, said }).toEqual({ code: 0, said: "Made the demonstration firm, Hartwell & Ruiz.\n" });
    console.info(`The rest of the seed took ${Date.now() - began} ms.`);
    expect(await seed()).toEqual({ code: 0, said: "" });
    const scope = await scopeOf();
    const [contacts, matters, staff] = await withScope(scope, async () => [
      await ContactModel.countDocuments(),
      await MatterModel.countDocuments(),
      await StaffModel.countDocuments(),
    ]);
    expect({ contacts, matters, staff }).toEqual({ contacts: 52, matters: 48, staff: 5 });
    const ended = await withScope(scope, () => RunModel.find({}, { flowKey: 1, status: 1, outcome: 1, seq: 1 }).lean());
    expect(new Set(ended.map((run) => `${run.flowKey} ${run.status}`))).toEqual(new Set(["estate-planning-inquiry ended"]));
    expect(new Set(ended.map((run) => run.outcome))).toEqual(new Set(["goal", "exited", "talked"]));
    expect([ended.length >= 12, ended.every((run) => run.seq > 4)]).toEqual([true, true]);
    const flows = await listFlows(scope, {});
    expect(flows.length).toBe(library().flows.length);
    expect(flows.every((one) => one.state === "live")).toBe(true);
  });

  it("starts what goes on, and nothing for what is history", async () => {
    const scope = await scopeOf();
    const events = await withScope(scope, () => EventModel.find({ startsNothing: { $ne: true } }, { type: 1 }).lean());
    expect(events.map((one) => one.type).sort()).toEqual([
      "matter.changed",
      "matter.changed",
      "matter.stageChanged",
      "matter.stageChanged",
      "occasion.planned",
      "occasion.planned",
    ]);
  });
});
