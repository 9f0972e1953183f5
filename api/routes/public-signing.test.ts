import { X509Certificate } from "node:crypto";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { ContactModel, createContact } from "../../domain/contacts/index.ts";
import { makeDocument, saveDocumentTemplate } from "../../domain/documents/index.ts";
import { DocumentModel } from "../../domain/documents/model.ts";
import { EventModel } from "../../domain/events/index.ts";
import { FileModel, fileBytes, keepFile } from "../../domain/files/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { closeRequest, completeRequest, revokeLink } from "../../domain/requests/index.ts";
import { askToSign, consentWords, SigningModel, sealSigned, signedFileOf } from "../../domain/signing/index.ts";
import { pagesOf } from "../../domain/signing/pages.ts";
import { readStory } from "../../domain/story/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";
import { sealOf } from "../../test/support/seal.ts";
import { mailServer } from "../../test/support/smtp.ts";

let api: TestApi;
let firm: Awaited<ReturnType<typeof newFirm>>;
let mail: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
  process.env["FIRMFLOW_SECRET"] ??= "a secret of the tests, long enough to be one";
  api = await testApi();
  mail = await mailServer();
  process.env.SMTP_URL = mail.url;
  firm = await newFirm();
  await saveDocumentTemplate(firm.scope, {
    key: "agreement",
    content: {
      name: "Engagement agreement",
      fileAs: "Engagement agreement",
      variants: {
        en: {
          title: "Engagement Agreement",
          body: [
            { type: "text", text: "Between {{ contact.firstName }} and the firm." },
            { type: "signatures", people: [{ name: "Chidi Okafor" }, { name: "Ngozi Okafor" }] },
          ],
        },
      },
    },
  });
}, 120_000);
afterAll(async () => {
  closeMailConnections();
  await mail.stop();
  await api.stop();
});

let times = 0;
/** An agreement of two people, each with a link. */
async function anAgreement(complete: "all" | "any" = "all") {
  times += 1;
  const people = await Promise.all(
    ["Chidi", "Ngozi"].map(async (firstName) => {
      const email = `${firstName.toLowerCase()}${times}@okafor.example`;
      return { ...(await createContact(firm.scope, { firstName, lastName: "Okafor", email })), email };
    }),
  );
  const signers = people.map((one) => one.id);
  const [first = ""] = signers;
  const { documentId, fileId } = await makeDocument(firm.scope, {
    template: "agreement",
    as: "pdf",
    contactId: first,
    facts: { contact: { id: first, firstName: "Chidi", lastName: "Okafor" } },
  });
  const run = { runId: `run_${times}`, step: "sign", visit: 1, asking: 1 };
  const asked = await Promise.all(signers.map((contactId) => askToSign(firm.scope, { documentId, contactId, signers, complete, run })));
  const links = asked.map(({ url }) => `/api/public/requests/${url.split("/").pop()}`);
  const requests = asked.map(({ requestId }) => requestId);
  const answer = await api.http.get(links[0] ?? "");
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const shown = answer.body.signing;
  const sign = (who: number, more: object = {}) =>
    api.http
      .post(`${links[who]}/sign`)
      .set("User-Agent", "A phone")
      .send({ sha256: shown.sha256, name: `${["Chidi", "Ngozi"][who]} Okafor`, consent: true, language: "en", ...more });
  const events = async () =>
    (
      await withScope(firm.scope, () =>
        EventModel.find({ requestId: { $in: requests } })
          .sort({ _id: 1 })
          .lean(),
      )
    ).map(({ type, data }) => [type, data["how"]]);
  return { people, signers, documentId, fileId, links, requests, shown, sign, events };
}

describe("a document to be signed", () => {
  it("is shown page by page, as pictures and as text, with what it means to sign, and noted as viewed once", async () => {
    const { links, shown, documentId } = await anAgreement();
    expect(shown).toMatchObject({ title: "Engagement agreement", signer: "Chidi Okafor", mine: "asked", consent: consentWords });
    expect(shown.pages[0].text).toContain("Between Chidi and the firm.");
    const picture = await api.http.get(`${links[0]}/document/pages/1`);
    expect([picture.headers["content-type"], picture.body.readUInt32BE(0)]).toEqual(["image/png", 0x89504e47]);
    await Promise.all([api.http.post(`${links[0]}/viewed`), api.http.post(`${links[1]}/viewed`)]);
    await api.http.post(`${links[0]}/viewed`);
    const viewed = await withScope(firm.scope, () => EventModel.countDocuments({ type: "document.viewed", "data.documentId": documentId }));
    expect(viewed).toBe(1);
  });

  it("signed by everyone, also at the same moment, is told once for each and as signed with the last: one sealed copy on file, one mail to each", async () => {
    const { sign, events, people, documentId, signers, fileId } = await anAgreement();
    const png = (await import("node:buffer")).Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ).toString("base64");
    const answers = await Promise.all([sign(0), sign(1, { drawing: png }), sign(0)]);
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200]);
    expect(await events()).toEqual([
      ["document.partlySigned", "link"],
      ["document.signed", "link"],
    ]);
    await Promise.all([sealSigned(), sealSigned()]);
    await sealSigned();
    const copies = people.map(({ email }) => mail.mails.filter((one) => one.to.includes(email)).map((one) => one.subject));
    expect(copies).toEqual([["Your signed copy: Engagement agreement"], ["Your signed copy: Engagement agreement"]]);
    const sealed = await signedFileOf(firm.scope, documentId);
    const { content } = await withScope(firm.scope, () => fileBytes(firm.scope, sealed?.fileId ?? ""));
    const original = await withScope(firm.scope, () => fileBytes(firm.scope, fileId));
    expect(content.length).toBeGreaterThan(original.content.length);
    expect(content.toString("latin1")).toContain("ETSI.CAdES.detached");
    const texts = (await pagesOf("sealed", content)).map((page) => page.text).join("\n");
    for (const said of ["Certificate of signing", "A phone", "Drawn on screen", "Name typed on screen", "I agree to sign on screen"])
      expect(texts).toContain(said);
    // The name stands under its line, on the line, and on the certificate.
    expect(texts.split("Chidi Okafor").length - 1).toBeGreaterThanOrEqual(4);
    const filed = await withScope(firm.scope, () =>
      DocumentModel.find({ contactId: signers[0] ?? "" })
        .sort({ at: 1 })
        .lean(),
    );
    expect(filed.map((one) => [one.name, one.signedAt !== undefined])).toEqual([
      ["Engagement agreement.pdf", true],
      ["Engagement agreement (signed).pdf", true],
    ]);
  });

  it("is sealed so that another hand finds every byte covered, unchanged and signed, and any change", async () => {
    const { sign, documentId } = await anAgreement("any");
    await sign(0);
    await sealSigned();
    const sealed = await signedFileOf(firm.scope, documentId);
    const { content } = await withScope(firm.scope, () => fileBytes(firm.scope, sealed?.fileId ?? ""));
    const { certificate, ...found } = sealOf(content);
    expect(found).toEqual({ whole: true, unchanged: true, signed: true, bound: true });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const changed = Buffer.from(content);
    changed[1000] = (changed[1000] ?? 0) ^ 1;
    expect(sealOf(changed)).toMatchObject({ unchanged: false, signed: true });
    expect(sealOf(Buffer.concat([content, Buffer.from("% one more line")]))).toMatchObject({ whole: false });
  });

  it("is sealed with a certificate that is the installation's own, made once", async () => {
    const keys = await mongoose.connection.collection("sealkeys").find().toArray();
    expect(keys).toHaveLength(1);
    const certificate = new X509Certificate(Buffer.from(String(keys[0]?.["certificate"]), "base64"));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(JSON.stringify(keys)).not.toContain("PRIVATE");
  });

  it("waits for the other: one signature is kept with time, address, browser, words agreed to and fingerprint, and told as theirs alone", async () => {
    const { sign, events, requests, shown } = await anAgreement();
    await sign(0);
    expect(await events()).toEqual([["document.partlySigned", "link"]]);
    const signing = await withScope(firm.scope, () => SigningModel.findOne({ "signers.requestId": requests[0] ?? "" }).lean());
    expect(signing).toMatchObject({ state: "open" });
    expect(signing?.signers[0]).toMatchObject({
      state: "signed",
      name: "Chidi Okafor",
      userAgent: "A phone",
      sha256: shown.sha256,
      consent: { language: "en", wording: expect.stringContaining("paper instead") },
    });
    expect(signing?.signers[0]?.address).toContain("127.0.0.1");
  });

  it("is not signed without the box ticked, without a name, or for another file than was shown", async () => {
    const { sign, links } = await anAgreement();
    expect((await sign(0, { consent: false })).body.detail).toContain("Tick the box");
    expect((await sign(0, { name: "  " })).status).toBe(422);
    expect((await sign(0, { sha256: "0".repeat(64) })).body.detail).toContain("not the document you were shown");
    expect((await sign(0, { drawing: "aGVsbG8=" })).body.detail).toContain("Draw it again");
    expect((await api.http.get(links[0] ?? "")).body.state).toBe("open");
  });

  it("that was changed in the store can neither be read nor signed", async () => {
    const { sign, links, fileId } = await anAgreement();
    const chunks = mongoose.connection.collection("bytes.chunks");
    const { content } = await withScope(firm.scope, () => fileBytes(firm.scope, fileId));
    const another = Buffer.from(content.toString("latin1").replace("%PDF-1", "%PDF-2"), "latin1");
    await chunks.updateOne({ files_id: fileId as never }, { $set: { data: another } });
    expect([(await sign(0)).status, (await api.http.get(`${links[0]}/document`)).status]).toEqual([409, 409]);
    await chunks.updateOne({ files_id: fileId as never }, { $set: { data: Buffer.from("%PDF-1.7 shorter") } });
    expect((await sign(0)).body.detail).toContain("not the one you were asked to sign");
  });

  it("declined, also after the other signed: told once with the reason, and neither can sign it any more", async () => {
    const { sign, events, links } = await anAgreement();
    await sign(0);
    expect((await api.http.post(`${links[1]}/decline`).send({ reason: " " })).status).toBe(422);
    const said = await Promise.all(
      [1, 2].map(() => api.http.post(`${links[1]}/decline`).send({ reason: "The fee is not what we agreed." })),
    );
    expect(said.map((one) => one.status)).toEqual([200, 200]);
    expect((await events()).map(([type]) => type)).toEqual(["document.partlySigned", "document.declined"]);
    expect((await sign(1)).body.detail).toContain("you don't want to sign");
    expect((await api.http.post(`${links[0]}/decline`).send({ reason: "Me too" })).body.detail).toContain("You have signed this already");
    expect((await api.http.get(links[0] ?? "")).body.signing).toMatchObject({
      mine: "signed",
      everyone: false,
      whyNot: expect.stringContaining("no longer"),
    });
  });

  it("of which one signature is enough says so to the other", async () => {
    const { sign, events } = await anAgreement("any");
    await sign(1);
    expect(await events()).toEqual([["document.signed", "link"]]);
    expect((await sign(0)).body.detail).toContain("not needed any more");
  });

  it("has a link that ends: revoked or closed, it opens nothing and signs nothing", async () => {
    const { sign, requests, links } = await anAgreement();
    await revokeLink(firm.scope, { requestId: requests[0] ?? "" });
    await closeRequest(firm.scope, { requestId: requests[1] ?? "" });
    expect([(await sign(0)).status, (await sign(1)).status]).toEqual([410, 410]);
    expect((await api.http.get(`${links[0]}/document/pages/1`)).status).toBe(410);
  });
});

describe("rule 15: signed another way", () => {
  it("staff who have it on paper put the paper in; when the other signs on screen, both stand on the certificate", async () => {
    const { sign, events, requests, documentId } = await anAgreement();
    const dana = { ...firm.scope, actor: { kind: "staff" as const, id: firm.staff.staff, name: "Dana", role: "staff" as const } };
    await expect(completeRequest(dana, { requestId: requests[1] ?? "", how: "paper" })).rejects.toMatchObject({
      errors: [{ path: "/data/fileIds" }],
    });
    const { fileId } = await keepFile(firm.scope, { name: "signed.pdf", content: Buffer.from("%PDF-1.7\n") });
    await completeRequest(dana, { requestId: requests[1] ?? "", how: "paper", data: { fileIds: [fileId] } });
    expect(await events()).toEqual([["document.partlySigned", "paper"]]);
    await sign(0);
    expect((await events()).slice(1)).toEqual([["document.signed", "link"]]);
    await sealSigned();
    const sealed = await signedFileOf(firm.scope, documentId);
    const { content } = await withScope(firm.scope, () => fileBytes(firm.scope, sealed?.fileId ?? ""));
    expect((await pagesOf("paper", content)).map((page) => page.text).join("\n")).toContain("on paper");
    expect(await withScope(firm.scope, () => FileModel.findById(fileId).lean())).toMatchObject({ requestId: requests[1], state: "kept" });
  });

  it("the last signature on paper makes it signed, and the event says how and by whom", async () => {
    const { events, requests } = await anAgreement("any");
    const dana = { ...firm.scope, actor: { kind: "staff" as const, id: firm.staff.staff, name: "Dana", role: "staff" as const } };
    await completeRequest(dana, { requestId: requests[0] ?? "", how: "paper", data: { notes: "In the blue folder" } });
    expect(await events()).toEqual([["document.signed", "paper"]]);
    const [told] = await withScope(firm.scope, () => EventModel.find({ requestId: requests[0] ?? "" }).lean());
    expect(told?.data).toMatchObject({ by: "Dana" });
  });

  it("the first of two signatures stands in the story at once, with who is still to sign; the last is told as the document's", async () => {
    const { sign, signers, requests } = await anAgreement();
    const told = async () => {
      const { lines } = await readStory(firm.scope, { contactId: signers[0] ?? "", show: "answers", limit: 20 });
      return lines
        .filter((one) => /signed/i.test(one.what))
        .map((one) => [one.what, one.detail, one.stateWords].filter(Boolean).join(" · "));
    };
    await sign(0);
    expect(await told()).toEqual(["Chidi Okafor signed · Still to sign: Ngozi Okafor · Signed"]);
    await completeRequest(firm.scope, { requestId: requests[1] ?? "", how: "paper", data: { notes: "In the blue folder" } });
    expect(await told()).toEqual(["Chidi Okafor signed · Signed"]);
  });

  it("one who need not sign leaves the document to the others", async () => {
    const { sign, events, requests } = await anAgreement();
    await sign(0);
    await completeRequest(firm.scope, { requestId: requests[1] ?? "", how: "notNeeded", data: { reason: "Not a client" } });
    expect((await events()).map(([type]) => type)).toEqual(["document.partlySigned", "document.signed"]);
  });
});

it("a signer who was deleted meanwhile can't sign by an old link", async () => {
  const { sign, signers } = await anAgreement();
  await withScope(firm.scope, () => ContactModel.updateOne({ _id: signers[0] ?? "" }, { $set: { deletedAt: new Date() } }));
  expect((await sign(0)).status).toBe(410);
});
