import Type from "typebox";
import { type Answers, type Form, isNotSure, say, visibleFields } from "../../engine/forms/index.ts";
import { atLeast, notFound, query, type Scope, type Stored } from "../base/index.ts";
import { closed, id, optionalId } from "../inputs/index.ts";
import { FormVersionModel, SubmissionModel, type SubmissionRecord } from "./model.ts";

export const listSubmissions = query({
  name: "submissions.list",
  role: "viewer",
  input: Type.Object({ contactId: optionalId, matterId: optionalId, form: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
  run: async (filter) => {
    const found = await SubmissionModel.find(filter, { answers: 0 }).sort({ at: -1 }).limit(200).lean();
    return found.map(({ _id, form, version, at, how, by, contactId, matterId, requestId, skipped, notWritten }) => ({
      id: _id,
      form,
      version,
      at: at.toISOString(),
      how,
      by: by.name,
      contactId,
      matterId,
      requestId,
      skipped,
      notWritten,
    }));
  },
});

/** One submission with its questions in words. Sensitive answers are for those who work cases; others read that there is one. */
export const readSubmission = query({
  name: "submissions.read",
  role: "viewer",
  input: Type.Object({ submissionId: id }, closed),
  run: async ({ submissionId }, scope) => {
    const found = await SubmissionModel.findOne({ _id: submissionId }).lean();
    const version = found ? await FormVersionModel.findOne({ key: found.form, version: found.version }).lean() : null;
    if (!found || !version) throw notFound("This submission");
    return readable(found, version.form, scope);
  },
});

function readable(found: Stored<SubmissionRecord>, form: Form, scope: Scope) {
  const { actor } = scope;
  const mayRead = !("role" in actor) || atLeast(actor.role, "staff");
  const around = { answers: found.answers };
  const groups = visibleFields(form, found.answers).map(({ group, fields }) => ({
    title: say(group.title, "en", around),
    skipped: found.skipped.includes(group.key),
    answers: fields.map((field) => {
      const answer = found.answers[field.key];
      const hidden = Boolean(field.sensitive) && !mayRead && answer !== undefined;
      return {
        key: field.key,
        kind: field.kind,
        label: say(field.label, "en", around),
        sensitive: Boolean(field.sensitive),
        hidden,
        notSure: isNotSure(answer),
        answer: hidden ? null : (answer ?? null),
        ...(field.kind === "choice" || field.kind === "choices"
          ? { options: Object.fromEntries(field.options.map((option) => [option.value, say(option.label, "en", around)])) }
          : {}),
        ...(field.kind === "table"
          ? { columns: field.columns.map((column) => ({ key: column.key, kind: column.kind, label: say(column.label, "en", around) })) }
          : {}),
      };
    }),
  }));
  const { _id, form: formKey, version, at, how, by, contactId, matterId, requestId, notWritten } = found;
  return {
    id: _id,
    form: formKey,
    version,
    title: say(form.title, "en", around),
    at: at.toISOString(),
    how,
    by: by.name,
    contactId,
    matterId,
    requestId,
    notWritten,
    groups,
  };
}

/** Answers without those marked sensitive: what events may carry to flows. */
export function tellable(form: Form, answers: Answers): Answers {
  const secret = new Set(
    form.groups
      .flatMap((group) => group.fields)
      .filter((field) => field.sensitive)
      .map((field) => field.key),
  );
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !secret.has(key)));
}
