import Type from "typebox";
import { archiveForm, FormShape, listForms, listSubmissions, readForm, readSubmission, saveForm } from "../../domain/forms/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ maxLength: 60 });
const params = Type.Object({ formKey: id }, closed);
const tag = "forms";

export const routes: Route[] = [
  route({ method: "get", path: "/forms", summary: "The firm's forms", tag, role: "viewer", answer: Type.Unknown() }, async (scope) => ({
    forms: await listForms(scope, {}),
  })),
  route(
    {
      method: "get",
      path: "/forms/{formKey}",
      summary: "A form's newest version, or the one asked for",
      tag,
      role: "viewer",
      params,
      query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
      answer: Type.Unknown(),
    },
    (scope, { params: { formKey }, query }) => readForm(scope, { key: formKey, ...query }),
  ),
  route(
    {
      method: "put",
      path: "/forms/{formKey}",
      summary: "Save a form; what it asks becomes a new version",
      tag,
      role: "builder",
      params,
      body: Type.Object(
        { name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })), onWebsite: Type.Optional(Type.Boolean()), form: FormShape },
        closed,
      ),
      answer: Type.Unknown(),
    },
    (scope, { params: { formKey }, body }) => saveForm(scope, { key: formKey, ...body }),
  ),
  route(
    {
      method: "delete",
      path: "/forms/{formKey}",
      summary: "Take a form from the lists; links already sent go on",
      tag,
      role: "builder",
      params,
    },
    (scope, { params: { formKey } }) => archiveForm(scope, { key: formKey }),
  ),
  route(
    {
      method: "get",
      path: "/submissions",
      summary: "What was answered, of a matter, a contact or a form",
      tag,
      role: "viewer",
      query: Type.Object({ matterId: Type.Optional(id), contactId: Type.Optional(id), form: Type.Optional(id) }, closed),
      answer: Type.Unknown(),
    },
    async (scope, { query }) => ({ submissions: await listSubmissions(scope, query) }),
  ),
  route(
    {
      method: "get",
      path: "/submissions/{submissionId}",
      summary: "One submission with its questions in words",
      tag,
      role: "viewer",
      params: Type.Object({ submissionId: id }, closed),
      answer: Type.Unknown(),
    },
    (scope, { params: { submissionId } }) => readSubmission(scope, { submissionId }),
  ),
];
