import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { withScope } from "../base/index.ts";
import { changeFirm } from "../firms/index.ts";
import { listFlows, publishFlow, readFlow } from "../flows/index.ts";
import { FormModel, saveForm } from "../forms/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { installFlow } from "./install.ts";
import { listLibrary } from "./list.ts";
import { library } from "./packages.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const keys = () => library().flows.map((one) => one.definition.key);

it.each(keys())("says in two sentences what %s does", (key) => {
  const { folder } = library().flows.find((one) => one.definition.key === key) ?? { folder: "" };
  expect(library().settings.get(folder)?.flows?.[key]).toMatch(/^[A-Z][^.]+[a-z]\. [A-Z][^.]+[a-z]\.$/);
});

describe("installing the flows that ship", () => {
  it("puts each into the firm with all it uses, so that it can be published at once", async () => {
    const { scope } = await newFirm("Library of one");
    await changeFirm(scope, { postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207" });
    for (const key of keys()) {
      await installFlow(scope, { key });
      const { problems } = await readFlow(scope, { key });
      expect({ key, problems }).toEqual({ key, problems: [] });
      expect((await publishFlow(scope, { key })).version).toBe(1);
    }
    expect((await listFlows(scope, {})).length).toBe(keys().length);
    expect((await listLibrary(scope, {})).every((one) => one.installed)).toBe(true);
  });

  it("keeps what the firm has under the same key, and adds nothing twice", async () => {
    const { scope } = await newFirm("Library of two");
    const own = library().forms.get("intake");
    if (!own) throw new Error("the intake form ships");
    await saveForm(scope, { key: "intake", name: "Our own words", form: { ...own, title: "Our own words" } });
    const first = await installFlow(scope, { key: "estate-planning-inquiry" });
    expect(first.added).toContain("message ep-reply-reminder");
    expect(first.added).not.toContain("form intake");
    const again = await installFlow(scope, { key: "estate-planning-inquiry" });
    expect(again).toEqual({ key: "estate-planning-inquiry", revision: null, added: [] });
    const kept = await withScope(scope, () => FormModel.findOne({ key: "intake" }).lean());
    expect(kept?.name).toBe("Our own words");
    expect(await withScope(scope, () => PipelineModel.countDocuments())).toBe(1);
  });

  it("are told of with what each does and uses, and what of it the firm has already", async () => {
    const { scope } = await newFirm("Library of four");
    const onboarding = async () => (await listLibrary(scope, {})).find((one) => one.key === "estate-planning-onboarding");
    const before = await onboarding();
    expect(before).toMatchObject({ group: "Estate planning", installed: false });
    expect(before?.uses).toContainEqual({ sort: "form", key: "ep-family", name: "Your family and what you own", here: false });
    expect(new Set(before?.uses.map((one) => one.sort))).toEqual(new Set(["form", "mail", "document", "appointment"]));
    await installFlow(scope, { key: "estate-planning-inquiry" });
    const after = await onboarding();
    expect(after?.installed).toBe(false);
    expect(after?.uses.filter((one) => one.here).map((one) => one.key)).toEqual([]);
    await installFlow(scope, { key: "estate-planning-onboarding" });
    expect((await onboarding())?.uses.every((one) => one.here)).toBe(true);
  });

  it("is a builder's to do, by the API", async () => {
    const firm = await newFirm("Library of three");
    const install = (role: "staff" | "builder") =>
      api.http.post("/api/library/estate-planning-signing/install").set(firm.as(role)).send({});
    expect((await install("staff")).status).toBe(403);
    expect((await install("builder")).status).toBe(200);
    const { body } = await api.http.get("/api/library").set(firm.as("viewer"));
    expect(body.flows).toContainEqual(expect.objectContaining({ key: "estate-planning-signing", installed: true }));
    expect((await api.http.post("/api/library/nothing/install").set(firm.as("builder")).send({})).status).toBe(404);
  });
});
