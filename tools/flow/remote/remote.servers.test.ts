import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContact } from "../../../domain/contacts/index.ts";
import { changeFirm } from "../../../domain/firms/index.ts";
import { installFlow } from "../../../domain/library/index.ts";
import { createMatter } from "../../../domain/matters/index.ts";
import { setTemporal } from "../../../domain/runs/index.ts";
import { definitionHash } from "../../../engine/definition/index.ts";
import { newFirm, type TestApi, testApi } from "../../../test/support/api.ts";
import { run } from "../run.ts";

let api: TestApi;
let server: Server;
let folder = "";
let address = "";
beforeAll(async () => {
  api = await testApi();
  folder = mkdtempSync(join(tmpdir(), "flows-"));
  server = api.app.listen(0);
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true });
  setTemporal(null);
  await api.stop();
});

const key = "estate-planning-inquiry";
const file = () => join(folder, "flows", `${key}.json`);

/** The command as somebody runs it whose firm's key this is. */
async function flow(apiKey: string, ...args: string[]) {
  const { exit, stdout } = await run([...args, "--json", "--address", address, "--key", apiKey]);
  return { exit, json: JSON.parse(stdout) as Record<string, never> };
}

async function aFirmWithTheFlow(name: string) {
  const firm = await newFirm(name);
  await changeFirm(firm.scope, { postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207" });
  await installFlow(firm.scope, { key });
  return firm;
}

describe("flows kept as files", () => {
  it("come out with all they name, are fine, and go in again as the same flow, at this firm and at another", async () => {
    const firm = await aFirmWithTheFlow("Files of one");
    const apiKey = firm.keys.builder;
    await api.http.post(`/api/flows/${key}/publish`).set(firm.as("builder")).send({});
    const out = await flow(apiKey, "export", key, "--folder", folder);
    expect(out.exit).toBe(0);
    expect(out.json["files"]).toContainEqual(join(folder, "mails", "ep-reply.json"));
    expect(out.json["files"]).toContainEqual(join(folder, "mails", "ep-reply-reminder.json"));
    expect((await run(["validate", file(), "--json"])).exit).toBe(0);
    const again = await flow(apiKey, "publish", file());
    expect(again).toMatchObject({ exit: 0, json: { ok: true, version: 1, hash: out.json["hash"] } });
    expect(definitionHash(JSON.parse(readFileSync(file(), "utf8")))).toBe(out.json["hash"]);
    const other = await aFirmWithTheFlow("Files of two");
    expect(await flow(other.keys.builder, "publish", file())).toMatchObject({ exit: 0, json: { hash: out.json["hash"] } });
    const printed = await run(["export", key, "--address", address, "--key", apiKey]);
    expect(definitionHash(JSON.parse(printed.stdout))).toBe(out.json["hash"]);
  });

  it("are refused with exit 1 where they name what the firm does not have", async () => {
    const firm = await newFirm("Files of three");
    const definition = {
      format: "firmflow/1",
      key: "hello",
      name: "Hello",
      subject: "matter",
      enrol: { on: [], again: "never" },
      start: "a",
      steps: {
        a: { kind: "sendEmail", template: "nobody-wrote-this", purpose: "transactional", next: "z" },
        z: { kind: "end", outcome: "done" },
      },
    };
    const lonely = join(folder, "lonely.json");
    writeFileSync(lonely, JSON.stringify(definition));
    const { exit, json } = await flow(firm.keys.builder, "publish", lonely);
    expect([exit, json["ok"]]).toEqual([1, false]);
    expect(json["problems"]).toEqual([expect.objectContaining({ step: "a", code: "unknownRecord" })]);
  });

  it("are a builder's to publish, with a key that is valid", async () => {
    const firm = await newFirm("Files of four");
    expect(await flow(firm.keys.viewer, "publish", file())).toMatchObject({ exit: 2, json: { ok: false } });
    expect(await flow("ff_0123456789012345678901234567890", "runs", key)).toMatchObject({
      exit: 2,
      json: { error: expect.stringContaining("API key") },
    });
    expect(await flow(firm.keys.viewer, "export", "no-such-flow")).toMatchObject({
      exit: 2,
      json: { error: expect.stringContaining("no-such-flow") },
    });
  });
});

describe("runs from the command line", () => {
  it("are started for a matter and listed; a second start says that there was one", async () => {
    const firm = await newFirm("Runs of one");
    const { client, started } = temporalThatStarts();
    setTemporal({ client, taskQueue: "none" });
    const { id: contactId } = await createContact(firm.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@mail.example" });
    await installFlow(firm.scope, { key: "estate-planning-signing" });
    const { id: matterId } = await createMatter(firm.scope, { caseType: "estate-planning", mainContactId: contactId });
    const small = join(folder, "small.json");
    writeFileSync(
      small,
      JSON.stringify({
        format: "firmflow/1",
        key: "small",
        name: "Small",
        subject: "matter",
        enrol: { on: [], again: "never" },
        start: "w",
        steps: { w: { kind: "wait", for: "P1D", next: "z" }, z: { kind: "end", outcome: "done" } },
      }),
    );
    await flow(firm.keys.builder, "publish", small);
    const first = await flow(firm.keys.staff, "start", "small", "--matter", matterId);
    expect(first).toMatchObject({ exit: 0, json: { ok: true } });
    expect(started).toEqual([first.json["runId"]]);
    expect(await flow(firm.keys.staff, "start", "small", "--matter", matterId)).toMatchObject({
      exit: 1,
      json: { ok: false, became: "already" },
    });
    expect(await flow(firm.keys.viewer, "runs", "small")).toMatchObject({
      exit: 0,
      json: { runs: [{ id: first.json["runId"], version: 1 }] },
    });
    expect((await flow(firm.keys.staff, "start", "small", "--matter", "mat_nobody")).exit).toBe(1);
    const wrongKind = await flow(firm.keys.staff, "start", "small", "--contact", contactId);
    expect(wrongKind.exit).toBe(1);
    expect(JSON.stringify(wrongKind.json)).toContain("This flow is about a matter. Say for which matter it is to be started.");
    expect(started).toHaveLength(1);
  });
});

type Client = NonNullable<Parameters<typeof setTemporal>[0]>["client"];
/** A Temporal that takes every start and does nothing. */
function temporalThatStarts() {
  const started: unknown[] = [];
  const start = async (_name: string, { workflowId }: { workflowId: string }) => void started.push(workflowId);
  const client = { workflow: { start }, withDeadline: (_at: number, ask: () => Promise<void>) => ask() };
  return { started, client: client as unknown as Client };
}
