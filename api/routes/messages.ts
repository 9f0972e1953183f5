import Type from "typebox";
import { DraftWish, draftFor, draftingState } from "../../domain/drafting/index.ts";
import {
  Letter,
  labelAsked,
  listMessages,
  listNotifications,
  messageFilters,
  ReadsAs,
  readDeliverability,
  readMessage,
  readNotifications,
  readsAs,
  writeToContact,
} from "../../domain/messages/index.ts";
import { textToContact, WrittenText } from "../../domain/texts/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/messages",
      summary: "Every message to anyone, newest first",
      tag: "messages",
      role: "viewer",
      query: Type.Object(messageFilters, closed),
      answer: Type.Unknown(),
    },
    (scope, { query }) => listMessages(scope, query),
  ),
  route(
    {
      method: "post",
      path: "/messages",
      summary: "Write an email to somebody now",
      tag: "messages",
      role: "staff",
      body: Letter,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => writeToContact(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/messages/text",
      summary: "Write a text to somebody now",
      tag: "messages",
      role: "staff",
      body: WrittenText,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => textToContact(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/messages/reads",
      summary: "How words with merge fields read for somebody; sends nothing",
      tag: "messages",
      role: "staff",
      body: ReadsAs,
      answer: Type.Unknown(),
    },
    (scope, { body }) => readsAs(scope, body),
  ),
  route(
    {
      method: "get",
      path: "/advertising-label",
      summary: "What the rules of the firm's state ask to be written on marketing, and how that was checked",
      tag: "messages",
      role: "viewer",
      answer: Type.Unknown(),
    },
    (scope) => labelAsked(scope, {}),
  ),
  route(
    {
      method: "get",
      path: "/drafting",
      summary: "Whether a language model may draft messages here",
      tag: "messages",
      role: "viewer",
      answer: Type.Unknown(),
    },
    (scope) => draftingState(scope, {}),
  ),
  route(
    {
      method: "post",
      path: "/drafting",
      summary: "A language model drafts a message for a person to read, change and send; sends nothing",
      tag: "messages",
      role: "staff",
      body: DraftWish,
      answer: Type.Unknown(),
    },
    (scope, { body }) => draftFor(scope, body),
  ),
  route(
    {
      method: "get",
      path: "/deliverability",
      summary: "What became of email: week by week, by flow, template and receiving domain",
      tag: "messages",
      role: "viewer",
      query: readDeliverability.spec.input,
      answer: Type.Unknown(),
    },
    (scope, { query }) => readDeliverability(scope, query),
  ),
  route(
    {
      method: "get",
      path: "/messages/{messageId}",
      summary: "One message: what it said exactly, and which facts filled it",
      tag: "messages",
      role: "viewer",
      params: Type.Object({ messageId: id }, closed),
      answer: Type.Unknown(),
    },
    (scope, { params }) => readMessage(scope, params),
  ),
  route(
    {
      method: "get",
      path: "/notifications",
      summary: "Notes to whoever is signed in, newest first",
      tag: "messages",
      role: "viewer",
      query: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, closed),
      answer: Type.Unknown(),
    },
    (scope, { query }) => listNotifications(scope, query),
  ),
  route({ method: "post", path: "/notifications/read", summary: "Mark one's notes as read", tag: "messages", role: "viewer" }, (scope) =>
    readNotifications(scope, {}),
  ),
];
