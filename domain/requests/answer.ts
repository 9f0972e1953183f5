import Type from "typebox";
import { type Answers, checkAnswers, type FormPeople, type Language } from "../../engine/forms/index.ts";
import { clock, conflict, invalid, invalidField, newId, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { contactById } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { FileModel } from "../files/index.ts";
import { firmInScope } from "../firms/index.ts";
import {
  fieldsOf,
  formByKey,
  SubmissionModel,
  tellable,
  valuesToSave,
  type WayToAnswer,
  writeAnswers,
  writeConsents,
} from "../forms/index.ts";
import { closed, id } from "../inputs/index.ts";
import { dropLetters } from "../tasks/index.ts";
import { peopleOf } from "./find.ts";
import { RequestModel, type RequestRecord } from "./model.ts";

/** Answers by question; what each holds is judged by the form. */
export const givenAnswers = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 400 });
export const skippedGroups = Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 });
const language = Type.Optional(Type.Union([Type.Literal("en"), Type.Literal("es")]));
/** Everything filled in so far, as text. */
const maxProgress = 400_000;

export interface Progress {
  answers: Answers;
  skipped: string[];
  group?: string;
}
export const progressOf = (request: Pick<RequestRecord, "progress">): Progress =>
  request.progress ? (JSON.parse(request.progress.json) as Progress) : { answers: {}, skipped: [] };

export async function requestById(requestId: string): Promise<Stored<RequestRecord>> {
  const request = await RequestModel.findOne({ _id: requestId }).lean();
  if (!request) throw notFound("This request");
  return request as Stored<RequestRecord>;
}

const answered = (request: RequestRecord) => request.state === "done" || request.state === "waived";

/** Keeps what was changed on a form being filled in; questions not named stay as they were, so that two devices don't undo each other. */
export const saveProgress = operation({
  name: "requests.saveProgress",
  role: "staff",
  public: true,
  input: Type.Object(
    { requestId: id, changes: givenAnswers, skipped: Type.Optional(skippedGroups), group: Type.Optional(Type.String({ maxLength: 60 })) },
    closed,
  ),
  run: async ({ requestId, changes, skipped, group }) => {
    const request = await requestById(requestId);
    if (answered(request)) throw conflict("already-answered", "This was sent already. Tell the firm if something needs changing.");
    const before = progressOf(request);
    const answers: Answers = { ...before.answers };
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) delete answers[name];
      else if (name !== "__proto__") answers[name] = value as Answers[string];
    }
    const next: Progress = { answers, skipped: skipped ?? before.skipped };
    const where = group ?? before.group;
    const json = JSON.stringify(where ? { ...next, group: where } : next);
    if (json.length > maxProgress)
      throw invalidField("/changes", "These answers are too long to keep. Shorten them, or send a document instead.");
    const at = clock.now();
    await RequestModel.updateOne({ _id: requestId }, { $set: { progress: { json, at } } });
    return { savedAt: at.toISOString() };
  },
});

export interface Answering {
  how: WayToAnswer;
  scope: Scope;
  language: Language;
}

/** Sends a form that was asked for. Sent twice, also at the same moment, it is one submission and one event; the second gets the first's answer. */
export const submitForm = operation({
  name: "requests.submitForm",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id, answers: givenAnswers, skipped: Type.Optional(skippedGroups), language }, closed),
  run: async ({ requestId, answers, skipped = [], language: spoken = "en" }, scope) => {
    const request = await requestById(requestId);
    if (request.kind !== "form") throw notFound("This form");
    if (answered(request)) return { submissionId: request.answered?.submissionId ?? null, again: true };
    const submissionId = await takeForm(request, answers as Answers, skipped, { how: "link", scope, language: spoken });
    return { submissionId, again: false };
  },
});

/** Judges, keeps, writes to fields, tells. Within an operation; the request is still open. */
export async function takeForm(request: Stored<RequestRecord>, given: Answers, skipped: string[], answering: Answering): Promise<string> {
  const { how, scope, language: spoken } = answering;
  const [contact, firm] = await Promise.all([contactById(request.contactId), firmInScope()]);
  const { form, key, version } = await formByKey(request.asked.form ?? "", request.asked.version);
  const people: FormPeople = { ...(await peopleOf(request, contact)), firm: { name: firm.name, phone: firm.phone } };
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: contact.zone ?? firm.zone }).format(clock.now());
  // What staff were told may leave questions open: whatever is missing counts as skipped.
  const aside = how === "link" ? skipped : form.groups.map((group) => group.key);
  const judged = checkAnswers({ ...form, groups: how === "link" ? form.groups : form.groups.map(canSkip) }, given, {
    language: spoken,
    people,
    skipped: aside,
    today,
  });
  if (judged.problems.length)
    throw invalid(
      judged.problems[0]?.message ?? "Some answers need correcting.",
      judged.problems.map(({ path, message }) => ({ path: `/answers${path}`, message })),
    );
  const { clean } = judged;
  const submissionId = newId("submission");
  const whose = { contactId: request.contactId, ...(request.matterId ? { matterId: request.matterId } : {}) };
  const files = await keepFilesOf(
    request._id,
    fieldsOf(form).flatMap((field) =>
      field.kind === "file" ? filesIn(clean[field.key]) : field.kind === "table" ? filesInRows(clean[field.key]) : [],
    ),
  );
  const notWritten = await writeAnswers(scope, whose, valuesToSave(form, clean));
  await writeConsents(scope, request.contactId, form, clean, `The form "${key}"`);
  const by = { kind: scope.actor.kind, id: scope.actor.id, name: scope.actor.name };
  const fromRun = request.runId ? { runId: request.runId, step: request.step ?? "" } : {};
  const at = clock.now();
  await SubmissionModel.create([
    {
      _id: submissionId,
      form: key,
      version,
      answers: clean,
      skipped,
      language: spoken,
      how,
      requestId: request._id,
      ...whose,
      ...fromRun,
      by,
      at,
      notWritten,
    },
  ]);
  await settle(request, { how, scope, submissionId, ...(files.length ? { fileIds: files } : {}) });
  await emit({
    type: "form.submitted",
    ...whose,
    ...(request.occasionId ? { occasionId: request.occasionId } : {}),
    requestId: request._id,
    data: { form: key, answers: tellable(form, clean), submission: submissionId, how },
  });
  return submissionId;
}

const canSkip = <G extends { mustAnswer?: boolean }>({ mustAnswer: _must, ...group }: G): Omit<G, "mustAnswer"> => group;

function filesIn(answer: unknown): string[] {
  return Array.isArray(answer) ? answer.flatMap((one: unknown) => (isFile(one) ? [one.fileId] : [])) : [];
}
function filesInRows(answer: unknown): string[] {
  return Array.isArray(answer)
    ? answer.flatMap((row: unknown) => (row && typeof row === "object" ? Object.values(row).flatMap(filesIn) : []))
    : [];
}
const isFile = (one: unknown): one is { fileId: string } =>
  typeof one === "object" && one !== null && "fileId" in one && typeof one.fileId === "string";

/** Files chosen on this request's page are kept now. One that was given for another request is none of this one's. */
export async function keepFilesOf(requestId: string, fileIds: string[]): Promise<string[]> {
  if (!fileIds.length) return [];
  const found = await FileModel.find({ _id: { $in: fileIds }, requestId }, { _id: 1 }).lean();
  const known = found.map((file) => file._id);
  const strange = fileIds.find((fileId) => !known.includes(fileId));
  if (strange) throw invalidField("/answers", "A file is no longer there. Choose it again.");
  await FileModel.updateMany({ _id: { $in: known }, requestId }, { $set: { state: "kept" } });
  return known;
}

type Settled = { how: WayToAnswer | "notNeeded" | "declined"; scope: Scope } & Pick<
  NonNullable<RequestRecord["answered"]>,
  "submissionId" | "fileIds" | "occasionId" | "documentId" | "reason"
>;

/**
 * Marks a request as answered, in the transaction of the answer; a letter about it is not posted any more. For capabilities whose answers
 * are records of their own (a booking, a signature): call it within their operation, and let their event carry the request's id. False: it
 * was answered before.
 */
export async function settle(request: Stored<RequestRecord>, { how, scope, ...what }: Settled): Promise<boolean> {
  const { kind, id: byId, name } = scope.actor;
  const answer = {
    how,
    at: clock.now(),
    by: { kind, id: byId, name },
    late: request.state === "givenUp" || request.state === "closed",
    ...what,
  };
  const { modifiedCount } = await RequestModel.updateOne(
    { _id: request._id, state: { $in: ["open", "givenUp", "closed"] } },
    { $set: { state: how === "notNeeded" ? "waived" : "done", answered: answer }, $unset: { progress: 1 } },
  );
  if (modifiedCount === 1) await dropLetterOf(request);
  return modifiedCount === 1;
}

/** A letter that asks for it and was not posted yet is not posted any more. Within the operation that ends the request. */
export async function dropLetterOf({ runId, step, contactId }: RequestRecord): Promise<void> {
  if (runId && step) await dropLetters({ runId, step, contactId });
}
