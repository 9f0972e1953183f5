import Type, { type Static } from "typebox";
import type { Scope } from "../../domain/base/index.ts";
import {
  DocumentContent,
  listDocumentTemplates,
  readDocumentTemplate,
  sampleDocument,
  saveDocumentTemplate,
} from "../../domain/documents/index.ts";
import { readFacts } from "../../domain/facts/index.ts";
import {
  listMessageTemplates,
  listMessageVersions,
  listTopics,
  MessageContent,
  previewMessage,
  readMessageTemplate,
  renameTopic,
  type Shown,
  saveMessageTemplate,
  sendTestMail,
} from "../../domain/messages/index.ts";
import { SubjectInput } from "../../domain/runs/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const params = Type.Object({ key: Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 80 }) }, closed);
const version = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed);
const tag = "templates";

/** A template by its key, or a message as it is being written; for somebody the firm knows, else for a sample person. */
const ShownInput = Type.Object(
  {
    template: Type.Optional(params.properties.key),
    content: Type.Optional(MessageContent),
    language: Type.Optional(Type.Enum(["en", "es"])),
    subject: Type.Optional(SubjectInput),
    /** Somebody while it is being written: what is empty for them is told. */
    contactId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  closed,
);

async function shownTo(scope: Scope, { subject, ...shown }: Static<typeof ShownInput>): Promise<Shown> {
  return { ...shown, ...(subject ? { facts: (await readFacts(scope, subject)) as unknown as Record<string, unknown> } : {}) } as Shown;
}

export const routes: Route[] = [
  route(
    { method: "get", path: "/message-templates", summary: "Messages that flows send", tag, role: "viewer", answer: Type.Unknown() },
    async (scope) => ({ templates: await listMessageTemplates(scope, {}) }),
  ),
  route(
    {
      method: "get",
      path: "/message-templates/{key}",
      summary: "One message, its newest version unless told",
      tag,
      role: "viewer",
      params,
      query: version,
      answer: Type.Unknown(),
    },
    (scope, { params, query }) => readMessageTemplate(scope, { ...params, ...query }),
  ),
  route(
    {
      method: "get",
      path: "/message-templates/{key}/versions",
      summary: "Every version of a message, newest first",
      tag,
      role: "viewer",
      params,
      answer: Type.Unknown(),
    },
    async (scope, { params }) => ({ versions: await listMessageVersions(scope, params) }),
  ),
  route(
    {
      method: "put",
      path: "/message-templates/{key}",
      summary: "Save a message as its next version",
      tag,
      role: "builder",
      params,
      body: Type.Object({ content: MessageContent }, closed),
      answer: Type.Unknown(),
    },
    (scope, { params, body }) => saveMessageTemplate(scope, { ...params, ...body }),
  ),
  route(
    {
      method: "post",
      path: "/message-templates/preview",
      summary: "How a message would look to somebody, or to a sample person",
      tag,
      role: "viewer",
      body: ShownInput,
      answer: Type.Unknown(),
    },
    async (scope, { body }) => previewMessage(scope, await shownTo(scope, body)),
  ),
  route(
    {
      method: "post",
      path: "/message-templates/test",
      summary: "Send a message, as somebody would get it, to yourself: marked as a test, recorded nowhere",
      tag,
      role: "builder",
      body: ShownInput,
      answer: Type.Unknown(),
    },
    async (scope, { body }) => sendTestMail(scope, await shownTo(scope, body)),
  ),
  route(
    {
      method: "get",
      path: "/topics",
      summary: "What marketing is about, topic by topic, as the preference page names it",
      tag,
      role: "viewer",
      answer: Type.Unknown(),
    },
    (scope) => listTopics(scope, {}),
  ),
  route(
    {
      method: "put",
      path: "/topics/{topic}",
      summary: "Correct what a topic is called and what is said of it; what people chose stays",
      tag,
      role: "builder",
      params: Type.Pick(renameTopic.spec.input, ["topic"], closed),
      body: Type.Omit(renameTopic.spec.input, ["topic"], closed),
      answer: Type.Unknown(),
    },
    (scope, { params: { topic }, body }) => renameTopic(scope, { topic, ...body }),
  ),
  route(
    { method: "get", path: "/document-templates", summary: "Documents that flows make", tag, role: "viewer", answer: Type.Unknown() },
    async (scope) => ({ templates: await listDocumentTemplates(scope, {}) }),
  ),
  route(
    {
      method: "get",
      path: "/document-templates/{key}",
      summary: "One document template, its newest version unless told",
      tag,
      role: "viewer",
      params,
      query: version,
      answer: Type.Unknown(),
    },
    (scope, { params, query }) => readDocumentTemplate(scope, { ...params, ...query }),
  ),
  route(
    {
      method: "put",
      path: "/document-templates/{key}",
      summary: "Save a document template as its next version",
      tag,
      role: "builder",
      params,
      body: Type.Object({ content: DocumentContent }, closed),
      answer: Type.Unknown(),
    },
    (scope, { params, body }) => saveDocumentTemplate(scope, { ...params, ...body }),
  ),
  route(
    {
      method: "get",
      path: "/document-templates/{key}/sample",
      summary: "A document template as PDF, filled in for a sample person",
      tag,
      role: "viewer",
      params,
      query: Type.Object({ language: Type.Enum(["en", "es"], { default: "en" }) }, closed),
    },
    async (scope, { params, query }) => {
      const bytes = await sampleDocument(scope, params.key, query.language);
      return new Answer((res) => void res.type("application/pdf").setHeader("Content-Disposition", "inline").send(Buffer.from(bytes)));
    },
  ),
];
