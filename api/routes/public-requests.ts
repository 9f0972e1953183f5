import Type from "typebox";
import { invalidField, withScope } from "../../domain/base/index.ts";
import { maxFileBytes, takeBack } from "../../domain/files/index.ts";
import { pageFirm } from "../../domain/firms/index.ts";
import { formByKey } from "../../domain/forms/index.ts";
import {
  filesOfRequest,
  noteOpened,
  type OpenedLink,
  peopleOf,
  progressOf,
  requestByToken,
  saveProgress,
  submitFiles,
  submitForm,
  uploadFor,
} from "../../domain/requests/index.ts";
import { signingPage } from "../../domain/signing/index.ts";
import { type Answers, type FormPeople, shownForm } from "../../engine/forms/index.ts";
import { passingOn, storedUpload } from "../core/gridStorage.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const token = Type.String({ minLength: 20, maxLength: 100, pattern: "^[A-Za-z0-9_-]+$" });
const link = Type.Object({ token }, closed);
const answers = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 400 });
const groups = Type.Array(Type.String({ maxLength: 120 }), { maxItems: 40 });
const language = Type.Optional(Type.Union([Type.Literal("en"), Type.Literal("es")]));

/** What a page gets of a request: what is asked, what was filled in so far, whom to reach. Nothing else about the person or the case. */
async function pageOf(opened: OpenedLink) {
  const { request, contact, firm, helper, scope } = opened;
  const about = {
    firm: pageFirm(firm, helper),
    kind: request.kind,
    state: request.state,
    language: contact.language,
    ...(request.answered ? { answeredAt: request.answered.at.toISOString() } : {}),
    expiresAt: request.expiresAt.toISOString(),
  };
  if (request.kind === "signature") return { ...about, signing: await signingPage(scope, request) };
  // Whoever opens the link of something sent already sees that it was sent, not what was in it.
  if (request.state === "done" || request.state === "waived") return { ...about, ...(await doneWords(opened)) };
  if (request.kind === "form") {
    const { form, people } = await withScope(scope, async () => ({
      form: (await formByKey(request.asked.form ?? "", request.asked.version)).form,
      people: { ...(await peopleOf(request, contact)), firm: { name: firm.name, phone: firm.phone } } satisfies FormPeople,
    }));
    const files = await filesOfRequest(scope, { requestId: request._id });
    return {
      ...about,
      form: shownForm(form),
      people,
      progress: { ...progressOf(request), at: request.progress?.at.toISOString() ?? null },
      files,
    };
  }
  if (request.kind === "files") {
    const files = await filesOfRequest(scope, { requestId: request._id });
    return {
      ...about,
      title: request.asked.title,
      asked: request.asked.files,
      firstName: contact.firstName,
      files,
      missing: progressOf(request).skipped,
    };
  }
  return { ...about, asked: request.asked, requestId: request._id };
}

async function doneWords({ request, scope }: OpenedLink) {
  if (request.kind !== "form") return {};
  const { form } = await withScope(scope, () => formByKey(request.asked.form ?? "", request.asked.version));
  return { title: form.title, done: form.done };
}

const uploads = passingOn(async (req, name, content) => {
  const opened = await requestByToken(String(req.params["token"]));
  const asked = typeof req.query["asked"] === "string" ? req.query["asked"] : "";
  return await uploadFor(opened.scope, opened.request, asked, name, content);
});

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/public/requests/{token}",
      summary: "What a link asks, with what was filled in so far",
      tag: "public",
      role: "public",
      params: link,
      answer: Type.Unknown(),
    },
    async (_scope, { params }) => {
      const opened = await requestByToken(params.token);
      if (!opened.request.openedAt) await noteOpened(opened.scope, { requestId: opened.request._id });
      return await pageOf(opened);
    },
  ),
  route(
    {
      method: "patch",
      path: "/public/requests/{token}/progress",
      summary: "Keep what was changed on a form that is not sent yet",
      tag: "public",
      role: "public",
      perMinute: 240,
      params: link,
      body: Type.Object({ changes: answers, skipped: Type.Optional(groups), group: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params, body }) => {
      const { scope, request } = await requestByToken(params.token);
      return await saveProgress(scope, { requestId: request._id, ...body });
    },
  ),
  route(
    {
      method: "post",
      path: "/public/requests/{token}/submit",
      summary: "Send a form that was asked for",
      tag: "public",
      role: "public",
      perMinute: 30,
      params: link,
      body: Type.Object({ answers, skipped: Type.Optional(groups), language }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params, body }) => {
      const { scope, request } = await requestByToken(params.token);
      const given = { ...body, answers: body.answers as Answers };
      const { again } = await submitForm(scope, { requestId: request._id, ...given });
      return { again, ...(await pageOf(await requestByToken(params.token))) };
    },
  ),
  route(
    {
      method: "post",
      path: "/public/requests/{token}/files",
      summary: "Give one file that was asked for; `asked` names the paper or the question",
      tag: "public",
      role: "public",
      perMinute: 120,
      params: link,
      query: Type.Object({ asked: Type.String({ minLength: 1, maxLength: 160 }) }, closed),
      upload: { maxBytes: maxFileBytes, maxFiles: 1, storage: uploads },
      status: 201,
      answer: Type.Unknown(),
    },
    async (_scope, { files }) => {
      const [file] = files;
      if (!file) throw invalidField("/file", "No file arrived. Choose it again.");
      return storedUpload(file);
    },
  ),
  route(
    {
      method: "delete",
      path: "/public/requests/{token}/files/{fileId}",
      summary: "Take back a file that was not sent yet",
      tag: "public",
      role: "public",
      params: Type.Object({ token, fileId: Type.String({ maxLength: 60 }) }, closed),
    },
    async (_scope, { params }) => {
      const { scope, request } = await requestByToken(params.token);
      await takeBack(scope, request._id, params.fileId);
    },
  ),
  route(
    {
      method: "post",
      path: "/public/requests/{token}/send-files",
      summary: "Send the files given; what somebody doesn't have is named in `missing`",
      tag: "public",
      role: "public",
      perMinute: 30,
      params: link,
      body: Type.Object({ missing: Type.Optional(groups) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params, body }) => {
      const { scope, request } = await requestByToken(params.token);
      const { again } = await submitFiles(scope, { requestId: request._id, ...body });
      return { again, ...(await pageOf(await requestByToken(params.token))) };
    },
  ),
];
