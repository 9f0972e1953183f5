import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContact } from "../../domain/contacts/index.ts";
import { saveForm } from "../../domain/forms/index.ts";
import { closeRequest, openRequest } from "../../domain/requests/index.ts";
import type { Form } from "../../engine/forms/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";

const family: Form = {
  format: "firmflow-form/1",
  title: "Your family",
  done: { title: "Thank you, {{ you.firstName }}" },
  groups: [
    {
      key: "you",
      title: "You",
      fields: [
        { kind: "text", key: "name", label: "Full name", required: true },
        { kind: "file", key: "deed", label: "Deed", max: 2 },
      ],
    },
  ],
};
const pdf = Buffer.from("%PDF-1.7\nnot much of one\n");
const jpg = Buffer.concat([Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"), Buffer.alloc(2_000, 1)]);

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  api = await testApi();
  firm = await newFirm();
  await saveForm(firm.scope, { key: "family", form: family });
});
afterAll(() => api.stop());

async function aLink(asked: Parameters<typeof openRequest>[1]["asked"] = { form: "family" }) {
  const { id: contactId } = await createContact(firm.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
  const kind = asked.files ? "files" : "form";
  const { requestId, url } = await openRequest(firm.scope, { kind, contactId, asked });
  return { contactId, requestId, path: `/api/public/requests/${url.split("/").pop()}` };
}
const upload = (path: string, asked: string, content: Buffer, name: string) =>
  api.http.post(`${path}/files`).query({ asked }).attach("file", content, name);

describe("the link to a form", () => {
  it("opens it without sign-in, resumes what was filled in, takes it once and then shows only that it was sent", async () => {
    const { path } = await aLink();
    expect((await api.http.get(path)).body).toMatchObject({
      kind: "form",
      firm: { name: "Hartwell & Ruiz" },
      people: { you: { firstName: "Ngozi" } },
    });
    expect((await api.http.patch(`${path}/progress`).send({ changes: { name: "Ngozi O" } })).body.savedAt).toBeTruthy();
    expect((await api.http.get(path)).body.progress.answers).toEqual({ name: "Ngozi O" });
    const sent = await api.http.post(`${path}/submit`).send({ answers: { name: "Ngozi Okafor" } });
    expect(sent.body).toMatchObject({ again: false, state: "done" });
    expect((await api.http.post(`${path}/submit`).send({ answers: { name: "Ngozi Okafor" } })).body).toMatchObject({ again: true });
    expect(JSON.stringify((await api.http.get(path)).body)).not.toContain("Ngozi Okafor");
    expect((await api.http.patch(`${path}/progress`).send({ changes: {} })).status).toBe(409);
  });

  it("keeps scripts in a name as the text they are", async () => {
    const { path, requestId } = await aLink();
    await api.http.post(`${path}/submit`).send({ answers: { name: "<script>alert(1)</script>" } });
    const { body } = await api.http.get("/api/submissions").query({ form: "family" }).set(firm.as("viewer"));
    const mine = body.submissions.find((one: { requestId: string }) => one.requestId === requestId);
    const read = await api.http.get(`/api/submissions/${mine.id}`).set(firm.as("staff"));
    expect(read.type).toBe("application/json");
    expect(read.body.groups[0].answers[0].answer).toBe("<script>alert(1)</script>");
  });

  it.each([
    ["malformed JSON", '{"answers": ', 400],
    ["unknown fields", { answers: {}, isAdmin: true }, 422],
    ["a wrong type", { answers: "x" }, 422],
    ["a missing answer", { answers: {} }, 422],
    ["more than a megabyte", { answers: { name: "x".repeat(1_100_000) } }, 413],
  ])("refuses %s with a problem in words", async (_what, body, status) => {
    const { path } = await aLink();
    const answer = await api.http
      .post(`${path}/submit`)
      .set("Content-Type", "application/json")
      .send(body as object);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe("application/problem+json");
    expect(answer.text).not.toMatch(/node_modules|\bat .*\.ts/);
  });

  it("that is unknown is not found, and one that ended is gone and names the firm to reach", async () => {
    expect((await api.http.get(`/api/public/requests/${"x".repeat(43)}`)).status).toBe(404);
    const { path, requestId } = await aLink();
    await closeRequest(firm.scope, { requestId });
    const gone = await api.http.get(path);
    expect([gone.status, gone.body.firm.email]).toEqual([410, "office@hartwellruiz.example"]);
    expect((await upload(path, "deed", pdf, "deed.pdf")).status).toBe(410);
  });
});

describe("files given by a link", () => {
  it("are kept under a safe name by what their bytes are, and belong to the answer", async () => {
    const { path } = await aLink();
    const given = await upload(path, "deed", jpg, "../../Escritura Peña<b>.pdf");
    expect(given.body).toMatchObject({ name: "Escritura Peñab.jpg", type: "image/jpeg", bytes: jpg.length });
    const answers = { name: "N", deed: [{ fileId: given.body.fileId, name: given.body.name }] };
    expect((await api.http.post(`${path}/submit`).send({ answers })).status).toBe(200);
    const saved = await api.http.get(`/api/files/${given.body.fileId}`).set(firm.as("viewer")).responseType("blob");
    expect(saved.body).toEqual(jpg);
    expect(saved.headers).toMatchObject({ "x-content-type-options": "nosniff", "content-type": "image/jpeg" });
    expect(saved.headers["content-disposition"]).toMatch(
      /^attachment; filename="Escritura Pe_ab\.jpg"; filename\*=UTF-8''Escritura%20Pe%C3%B1ab\.jpg$/,
    );
    expect((await api.http.get(`/api/files/${given.body.fileId}`)).status).toBe(401);
    const other = await newFirm("Somebody Else");
    expect((await api.http.get(`/api/files/${given.body.fileId}`).set(other.as("owner"))).status).toBe(404);
  });

  it("of 50 MB are refused in words, and nothing of them is kept", async () => {
    const { path } = await aLink();
    const before = await storedChunks();
    const answer = await upload(path, "deed", Buffer.concat([pdf, Buffer.alloc(50 * 1024 * 1024)]), "film.pdf");
    expect(answer.status).toBe(413);
    expect(answer.body.detail).toMatch(/25 MB|larger than/);
    expect(await storedChunks()).toBe(before);
  });

  it.each([
    ["a program called .pdf", Buffer.from("4d5a90000300000004000000ffff0000", "hex"), "letter.pdf"],
    ["a page with scripts called .jpg", Buffer.from("<html><script>alert(1)</script></html>"), "photo.jpg"],
    ["nothing", Buffer.alloc(0), "empty.pdf"],
  ])("that are %s are refused", async (_what, content, name) => {
    const { path } = await aLink();
    expect((await upload(path, "deed", content, name)).status).toBe(422);
  });

  it("that nobody asked for, or beyond what was asked, are refused", async () => {
    const { path } = await aLink();
    expect((await upload(path, "passport", pdf, "a.pdf")).status).toBe(422);
    await upload(path, "deed", pdf, "a.pdf");
    const second = await upload(path, "deed", pdf, "b.pdf");
    expect((await upload(path, "deed", pdf, "c.pdf")).status).toBe(422);
    expect((await api.http.delete(`${path}/files/${second.body.fileId}`)).status).toBe(204);
    expect((await upload(path, "deed", pdf, "c.pdf")).status).toBe(201);
  });

  it("of another person's link can't be taken back or answered with", async () => {
    const one = await aLink();
    const two = await aLink();
    const { body } = await upload(one.path, "deed", pdf, "a.pdf");
    expect((await api.http.delete(`${two.path}/files/${body.fileId}`)).status).toBe(404);
    const stolen = await api.http
      .post(`${two.path}/submit`)
      .send({ answers: { name: "N", deed: [{ fileId: body.fileId, name: "a.pdf" }] } });
    expect(stolen.status).toBe(422);
  });

  it("complete a request for papers, and coming back shows what is there", async () => {
    const { path } = await aLink({ files: [{ name: "Deed" }, { name: "Survey", required: true }] });
    await upload(path, "Deed", jpg, "page 1.jpg");
    await upload(path, "Deed", jpg, "page 2.jpg");
    expect((await api.http.get(path)).body.files).toHaveLength(2);
    const early = await api.http.post(`${path}/send-files`).send({});
    expect(early.body.errors).toEqual([{ path: "/files/Survey", message: "Add “Survey”, or say that you don't have it." }]);
    expect((await api.http.post(`${path}/send-files`).send({ missing: ["Survey"] })).body.state).toBe("done");
  });
});

async function storedChunks(): Promise<number> {
  const { default: mongoose } = await import("mongoose");
  return await mongoose.connection.collection("bytes.chunks").countDocuments();
}
