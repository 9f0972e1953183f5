import Type from "typebox";
import type { Answers } from "../../engine/forms/index.ts";
import { clock, conflict, hashToken, invalidField, newId, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { FileModel } from "../files/index.ts";
import { formByKey, SubmissionModel } from "../forms/index.ts";
import { closed, id, line, text } from "../inputs/index.ts";
import { signatureWaived, signedAnotherWay } from "../signing/answer.ts";
import { dropLetterOf, givenAnswers, requestById, settle, takeForm } from "./answer.ts";
import { takeFiles } from "./files.ts";
import { RequestModel, type RequestRecord, type RequestState } from "./model.ts";
import { linkDays, tokenOf, urlOf } from "./open.ts";

export const Completion = Type.Object(
  {
    requestId: id,
    how: Type.Union([Type.Literal("phone"), Type.Literal("paper"), Type.Literal("anotherWay"), Type.Literal("notNeeded")]),
    data: Type.Optional(
      Type.Object(
        {
          answers: Type.Optional(givenAnswers),
          fileIds: Type.Optional(Type.Array(id, { maxItems: 60 })),
          reason: Type.Optional(line(400)),
          notes: Type.Optional(text(4_000)),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** What a run is still to be told by a command, because no event says it. */
export interface TellRun {
  runId: string;
  step: string;
  contactId: string;
  how: string;
}

/**
 * Staff complete an open request as the client would have (rule 15): told by phone, answered on paper, sent another way, or not needed,
 * with the reason. Answers, files and signatures take the client's own way, so the run hears the same event. Where there is none (waived,
 * or an appointment settled elsewhere), `tellRun` says which run is to be told.
 */
export const completeRequest = operation({
  name: "requests.complete",
  role: "staff",
  input: Completion,
  run: async ({ requestId, how, data = {} }, scope): Promise<{ requestId: string; state: string; tellRun: TellRun | null }> => {
    const request = await requestById(requestId);
    if (request.state === "done") throw conflict("already-answered", "This was answered already.");
    const tell = request.runId ? { runId: request.runId, step: request.step ?? "", contactId: request.contactId, how } : null;
    if (request.state === "waived") return { requestId, state: "waived", tellRun: tell };
    await fileFor(request, data.fileIds ?? []);
    if (how === "notNeeded") {
      if (!data.reason?.trim()) throw invalidField("/data/reason", "Say why it is not needed.");
      await settle(request, { how, scope, reason: data.reason.trim() });
      if (request.kind === "signature") await signatureWaived(request, scope, data.reason.trim());
      return { requestId, state: "waived", tellRun: tell };
    }
    if (request.kind === "form" && data.answers) {
      await takeForm(request, data.answers as Answers, [], { how, scope, language: "en" });
      return { requestId, state: "done", tellRun: null };
    }
    if (request.kind === "form") {
      await formOnPaper(request, how, scope, data);
      return { requestId, state: "done", tellRun: null };
    }
    if (request.kind === "files") {
      await takeFiles(request, [], { how, scope });
      return { requestId, state: "done", tellRun: null };
    }
    if (request.kind === "signature" && (await signedAnotherWay(request, { how, scope, ...data })))
      return { requestId, state: "done", tellRun: null };
    await settle(request, {
      how,
      scope,
      ...(data.reason ? { reason: data.reason } : {}),
      ...(data.fileIds ? { fileIds: data.fileIds } : {}),
    });
    return { requestId, state: "done", tellRun: tell };
  },
});

/** Papers staff have uploaded for this request belong to it from now on. */
async function fileFor(request: Stored<RequestRecord>, fileIds: string[]): Promise<void> {
  if (!fileIds.length) return;
  const { _id: requestId, contactId, matterId } = request;
  const mine = { requestId, contactId, ...(matterId ? { matterId } : {}) };
  const files = await FileModel.find({ _id: { $in: fileIds } }, { requestId: 1 }).lean();
  const free = files.filter((one) => !one.requestId || one.requestId === requestId);
  if (free.length !== new Set(fileIds).size) throw notFound("A file named here");
  await FileModel.updateMany({ _id: { $in: fileIds } }, { $set: { ...mine, state: "kept" } });
}

/** Answered on paper: the paper itself is the answer, its questions stay empty. */
async function formOnPaper(
  request: Stored<RequestRecord>,
  how: "phone" | "paper" | "anotherWay",
  scope: Scope,
  data: { fileIds?: string[]; notes?: string },
): Promise<void> {
  if (!data.fileIds?.length && !data.notes?.trim())
    throw invalidField("/data/answers", "Write down what was answered, or add the paper it was answered on.");
  const { key, version } = await formByKey(request.asked.form ?? "", request.asked.version);
  const submissionId = newId("submission");
  const { contactId, matterId, runId, step } = request;
  const whose = { contactId, ...(matterId ? { matterId } : {}) };
  const { kind, id: byId, name } = scope.actor;
  const kept = {
    form: key,
    version,
    answers: {},
    skipped: [],
    language: "en" as const,
    how,
    requestId: request._id,
    by: { kind, id: byId, name },
    at: clock.now(),
  };
  await SubmissionModel.create([
    {
      _id: submissionId,
      ...kept,
      ...whose,
      ...(runId ? { runId, step } : {}),
      notWritten: [],
      ...(data.notes ? { notes: data.notes } : {}),
    },
  ]);
  await settle(request, { how, scope, submissionId, ...(data.fileIds ? { fileIds: data.fileIds } : {}) });
  await emit({ type: "form.submitted", ...whose, requestId: request._id, data: { form: key, answers: {}, submission: submissionId, how } });
}

const ending = (name: string, state: "closed" | "givenUp") =>
  operation({
    name,
    role: "staff",
    input: Type.Object({ requestId: id }, closed),
    run: async ({ requestId }) => {
      const request = await requestById(requestId);
      const from: RequestState[] = state === "closed" ? ["open", "givenUp"] : ["open"];
      await RequestModel.updateOne({ _id: requestId, state: { $in: from } }, { $set: { state } });
      if (state === "closed" && request.state === "open") await dropLetterOf(request);
    },
  });

/** No longer wanted: the run ended, or somebody else answered for all. Its link says so. */
export const closeRequest = ending("requests.close", "closed");
/** Nobody chases any more; an answer that comes late is still taken (rule 4). */
export const giveUpRequest = ending("requests.giveUp", "givenUp");

/** A new link in place of the old one, which stops working: it expired, or got into wrong hands. */
export const renewLink = operation({
  name: "requests.renewLink",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }) => {
    const request = await requestById(requestId);
    if (request.state === "done" || request.state === "waived") throw conflict("already-answered", "This was answered already.");
    const round = request.round + 1;
    const expiresAt = new Date(clock.now().getTime() + linkDays * 86_400_000);
    await RequestModel.updateOne(
      { _id: requestId },
      {
        $set: { round, tokenHash: hashToken(tokenOf(requestId, round)), expiresAt },
        $push: { pastHashes: request.tokenHash },
        $unset: { revokedAt: 1 },
      },
    );
    return { requestId, url: urlOf({ _id: requestId, round }) };
  },
});

/** Stops a link at once. */
export const revokeLink = operation({
  name: "requests.revokeLink",
  role: "staff",
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }) => {
    await requestById(requestId);
    await RequestModel.updateOne({ _id: requestId }, { $set: { revokedAt: clock.now() } });
  },
});
