import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { linkToken } from "../domain/base/index.ts";
import { type TestApi, testApi } from "../test/support/api.ts";

const lines: string[] = [];
let api: TestApi;
beforeAll(async () => {
  api = await testApi([], undefined, pino({ level: "info" }, { write: (line: string) => void lines.push(line) }));
});
afterAll(() => api.stop());

it("the log says which address was asked for, and holds no token of a client's link and nothing of a query", async () => {
  const token = linkToken("request", "req_01M89NYFNP8T4Y933J3TSZX20Q");
  const withToken = api.routes.filter((one) => one.path.includes("{token}"));
  expect(withToken.length).toBeGreaterThan(10);
  for (const one of withToken) {
    const path = `/api${one.path.replace("{token}", token).replace(/\{\w+\}/, "fil_01M89NYFNP8T4Y933J3TSZX20Q")}`;
    await (api.http as unknown as Record<string, (path: string) => Promise<unknown>>)[one.method]?.(`${path}?q=Okafor`);
  }
  await expect.poll(() => lines.filter((line) => line.includes('"request"')).length).toBe(withToken.length);
  expect(lines.join("")).not.toContain(token);
  expect(lines.join("")).not.toContain("Okafor");
  expect(lines.join("")).toContain('"path":"/api/public/requests/…/submit"');
});
