import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atLeast, roles, withScope } from "../domain/base/index.ts";
import { newFirm, type TestApi, testApi } from "../test/support/api.ts";
import { sampleOf } from "../test/support/sample.ts";

let api: TestApi;
let ours: Awaited<ReturnType<typeof newFirm>>;
let theirs: Awaited<ReturnType<typeof newFirm>>;

beforeAll(async () => {
  api = await testApi();
  ours = await newFirm("Hartwell & Ruiz");
  theirs = await newFirm("Another Firm");
});
afterAll(() => api.stop());

const url = (path: string) => `/api${path.replace(/\{(\w+)\}/g, "x_00000000000000000000000000")}`;
const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  (api.http as unknown as Record<string, (path: string) => import("supertest").Test>)
    [method]?.(url(path))
    .set(headers) as import("supertest").Test;

describe("every route of the table", () => {
  it("asks for sign-in when there is none", async () => {
    for (const one of api.routes.filter((route) => route.role !== "public")) {
      const answer = await call(one.method, one.path);
      expect(answer.status, `${one.method} ${one.path}`).toBe(401);
      expect(answer.type).toBe("application/problem+json");
    }
  });

  it("refuses each role below its own", async () => {
    for (const one of api.routes) {
      const needed = one.role;
      if (needed === "public" || needed === "signedIn") continue;
      for (const role of roles.filter((lower) => !atLeast(lower, needed))) {
        const answer = await call(one.method, one.path, ours.as(role));
        expect(answer.status, `${one.method} ${one.path} as ${role}`).toBe(403);
      }
    }
  });

  it("keeps public routes below /public and everything else above", () => {
    for (const one of api.routes) {
      const outside = one.path.startsWith("/public/");
      expect(outside, `${one.method} ${one.path}`).toBe(one.role === "public");
    }
  });

  it("stands in the OpenAPI document", async () => {
    const { body } = await api.http.get("/api/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    for (const one of api.routes) expect(body.paths[`/api${one.path}`]?.[one.method], `${one.method} ${one.path}`).toBeDefined();
  });

  it("answers a malformed body with a problem that says so", async () => {
    for (const one of api.routes.filter((route) => route.body && route.role !== "public" && !route.upload)) {
      const answer = await call(one.method, one.path, { ...ours.as("owner"), "Content-Type": "application/json" }).send("{ not json");
      expect(answer.status, `${one.method} ${one.path}`).toBe(400);
      expect(answer.body.type).toBe("urn:firmflow:problem:malformed-json");
    }
  });
});

/** Plants one record of every model in the other firm and asks for it by id through every route that takes one. */
describe("another firm's records", () => {
  it("are out of reach of every route that takes an id", async () => {
    const planted = await plantOneOfEach(theirs.scope);
    for (const one of api.routes) {
      if (one.role === "public" || one.role === "signedIn" || !one.path.includes("{")) continue;
      for (const id of idsFor(one.path, planted)) {
        const path = `/api${one.path.replace(/\{(\w+)\}/g, id)}`;
        const test = (api.http as unknown as Record<string, (path: string) => import("supertest").Test>)
          [one.method]?.(path)
          .set(ours.as("owner"))
          .set("Content-Type", "application/json");
        const answer = await (one.method === "get" ? test : test?.send(JSON.stringify(sampleOf(one.body) ?? {})));
        expect(JSON.stringify(answer?.body ?? ""), `${one.method} ${path}`).not.toContain("secret-of-theirs");
        // What has an id of the other firm's is not found; a key may name a record of our own.
        if (one.method !== "get" && /Id\}/.test(one.path)) expect(answer?.status, `${one.method} ${path}`).toBeGreaterThanOrEqual(400);
      }
    }
    const left = await countOf(theirs.scope, planted);
    expect(left, "a record of the other firm was changed or deleted").toBe(planted.length);
  });

  it("can't be read by a query without a scope", async () => {
    for (const model of scopedModels())
      await expect(
        Promise.resolve().then(() => model.find().lean()),
        model.modelName,
      ).rejects.toThrow(/no firm in scope/);
  });

  it("are not found by a query that names the other firm", async () => {
    for (const model of scopedModels())
      await expect(
        withScope(ours.scope, () =>
          model
            .find({ firmId: theirs.firm._id })
            .lean()
            .then((rows) => rows),
        ),
        model.modelName,
      ).rejects.toThrow(/another firm/);
  });
});

/** Every planted record answers to it where it has a key. */
const plantedKey = "planted-key";

/** The planted records a path's parameter can name: `{contactId}` a contact; any of them where the name does not tell. */
function idsFor(path: string, planted: string[]): string[] {
  if (/\{key\}/.test(path)) return [plantedKey];
  const name = /\{(\w+)Id\}/.exec(path)?.[1]?.toLowerCase();
  const same = planted.filter((id) => id.toLowerCase() === `planted_${name}`);
  return same.length ? same : planted;
}

const scopedModels = () => Object.values(mongoose.models).filter((model) => model.schema.path("firmId")?.options.immutable === true);

async function plantOneOfEach(scope: typeof theirs.scope): Promise<string[]> {
  const ids: string[] = [];
  for (const model of scopedModels()) {
    const id = `planted_${model.modelName}`;
    await model.collection
      .insertOne({ _id: id as never, firmId: scope.firmId, name: "secret-of-theirs", key: plantedKey, [`unique_${id}`]: id })
      .then(
        () => ids.push(id),
        (error: unknown) => {
          if (!String(error).includes("E11000")) throw error;
        },
      );
  }
  return ids;
}

async function countOf(scope: typeof theirs.scope, ids: string[]): Promise<number> {
  let count = 0;
  for (const model of scopedModels()) {
    const found = await model.collection.findOne({ _id: { $in: ids } as never, firmId: scope.firmId, name: "secret-of-theirs" });
    if (found) count += 1;
  }
  return count;
}
