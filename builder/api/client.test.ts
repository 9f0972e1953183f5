import { afterEach, describe, expect, it, vi } from "vitest";
import { api, onSignedOut, withQuery } from "./client.ts";
import { ProblemError } from "./problem.ts";

const answers = (response: Response | Error) => {
  const fetched = vi.fn(async () => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
};
const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/problem+json" } });

afterEach(() => {
  vi.unstubAllGlobals();
  onSignedOut(() => undefined);
});

describe("a call of the API", () => {
  it("leaves out what is empty of a query and repeats lists", () => {
    expect(withQuery("/api/contacts", { q: "", tag: ["a", "b"], page: undefined, limit: 0 })).toBe("/api/contacts?tag=a&tag=b&limit=0");
  });

  it("sends the idempotency key it is given", async () => {
    const fetched = answers(new Response(null, { status: 204 }));
    await api.post("/api/runs", { flow: "x" }, { idempotencyKey: "k1" });
    expect(fetched).toHaveBeenCalledWith(
      "/api/runs",
      expect.objectContaining({ headers: expect.objectContaining({ "Idempotency-Key": "k1" }) }),
    );
  });

  it("throws the problem document with its fields", async () => {
    answers(
      problem(422, {
        type: "urn:firmflow:problem:invalid",
        title: "t",
        status: 422,
        detail: "d",
        errors: [{ path: "/email", message: "m" }],
      }),
    );
    const error = await api.get("/api/contacts").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 422, code: "invalid", message: "d", fields: [{ path: "/email", message: "m" }] });
  });

  it("says in words that there is no connection", async () => {
    answers(new TypeError("Failed to fetch"));
    await expect(api.get("/api/contacts")).rejects.toThrow(/can't be reached/);
  });

  it("says when nobody is signed in, but not while signing in", async () => {
    const out = vi.fn();
    onSignedOut(out);
    answers(problem(401, {}));
    await api.post("/api/auth/sign-in/email").catch(() => undefined);
    expect(out).not.toHaveBeenCalled();
    answers(problem(401, {}));
    await api.get("/api/me").catch(() => undefined);
    expect(out).toHaveBeenCalledOnce();
  });

  it("makes a problem in words of an answer that is not JSON", async () => {
    answers(new Response("<html>", { status: 502 }));
    await expect(api.get("/api/me")).rejects.toMatchObject({ status: 502 });
  });
});
