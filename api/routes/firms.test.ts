import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApi, testApi } from "../../test/support/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const setUp = (email: string, password = "a good long password") =>
  api.http
    .post("/api/public/set-up")
    .send({ firm: { name: "Hartwell & Ruiz", state: "NY", zone: "America/New_York" }, owner: { name: "Elena Ruiz", email, password } });
const signIn = (email: string, password = "a good long password") =>
  api.http.post("/api/auth/sign-in/email").set("Origin", "http://127.0.0.1").send({ email, password });

describe("setting up a firm", () => {
  it("makes an owner who can sign in and sees the firm", async () => {
    expect((await setUp("elena@hartwellruiz.example")).status).toBe(201);
    const session = await signIn("elena@hartwellruiz.example");
    expect(session.status).toBe(200);
    const me = await api.http.get("/api/me").set("Cookie", session.get("Set-Cookie") ?? []);
    expect(me.body).toMatchObject({
      staff: { name: "Elena Ruiz", role: "owner" },
      firm: { name: "Hartwell & Ruiz", slug: "hartwell-ruiz", zone: "America/New_York" },
    });
    expect(me.body.firm.holidays.map((day: { name: string }) => day.name)).toContain("Thanksgiving Day");
  });

  it("names the field that is wrong", async () => {
    const answer = await setUp("no address");
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ path: "/owner/email", message: "Email is not a valid email address." }]);
  });

  it("refuses a second sign-in with the same address", async () => {
    await setUp("twice@hartwellruiz.example");
    const second = await setUp("Twice@hartwellruiz.example");
    expect(second.status).toBe(422);
    expect(second.body.errors[0].path).toBe("/email");
  });

  it("does not let anybody sign up past it", async () => {
    const answer = await api.http
      .post("/api/auth/sign-up/email")
      .set("Origin", "http://127.0.0.1")
      .send({ email: "x@y.example", password: "a good long password", name: "X" });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

describe("an invitation", () => {
  it("becomes a sign-in with its role once, and then is used up", async () => {
    await setUp("owner@invites.example");
    const cookie = (await signIn("owner@invites.example")).get("Set-Cookie") ?? [];
    const invited = await api.http
      .post("/api/staff")
      .set("Cookie", cookie)
      .send({ name: "Dana Whitfield", email: "dana@invites.example", role: "staff" });
    expect(invited.status).toBe(201);
    const taken = await api.http.post(`/api/public/invitations/${invited.body.inviteToken}`).send({ password: "another good password" });
    expect(taken.status).toBe(200);
    const session = await signIn("dana@invites.example", "another good password");
    const me = await api.http.get("/api/me").set("Cookie", session.get("Set-Cookie") ?? []);
    expect(me.body.staff).toMatchObject({ name: "Dana Whitfield", role: "staff" });
    expect(
      (await api.http.post(`/api/public/invitations/${invited.body.inviteToken}`).send({ password: "another good password" })).status,
    ).toBe(410);
  });
});

describe("a session", () => {
  it("is not honoured for a change that another web site asks for", async () => {
    await setUp("csrf@sessions.example");
    const cookie = (await signIn("csrf@sessions.example")).get("Set-Cookie") ?? [];
    const answer = await api.http
      .patch("/api/firm")
      .set("Cookie", cookie)
      .set("Origin", "https://elsewhere.example")
      .send({ name: "Taken over" });
    expect(answer.status).toBe(403);
  });

  it("keeps the last owner from giving up the role", async () => {
    await setUp("last@sessions.example");
    const cookie = (await signIn("last@sessions.example")).get("Set-Cookie") ?? [];
    const me = await api.http.get("/api/me").set("Cookie", cookie);
    const answer = await api.http.patch(`/api/staff/${me.body.staff.id}`).set("Cookie", cookie).send({ role: "viewer" });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe("/change/role");
  });
});
