import Type, { type Static } from "typebox";
import { DomainError, type Scope } from "../../domain/base/index.ts";
import {
  Completion,
  closeRequest,
  completeRequest,
  NewRequest,
  openRequest,
  readRequest,
  renewLink,
  requestsOf,
  revokeLink,
} from "../../domain/requests/index.ts";
import { tellRun } from "../../domain/runs/index.ts";
import { askToSign } from "../../domain/signing/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ maxLength: 60 });
const params = Type.Object({ requestId: id }, closed);
const tag = "requests";
const { requestId: _named, ...completion } = Completion.properties;

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/requests",
      summary: "What clients were asked, of a matter, a contact or a run",
      tag,
      role: "viewer",
      query: Type.Object(
        { matterId: Type.Optional(id), contactId: Type.Optional(id), runId: Type.Optional(id), open: Type.Optional(Type.Boolean()) },
        closed,
      ),
      answer: Type.Unknown(),
    },
    async (scope, { query }) => ({ requests: await requestsOf(scope, query) }),
  ),
  route(
    {
      method: "post",
      path: "/requests",
      summary: "Ask a client for something by hand; the answer holds the link to send",
      tag,
      role: "staff",
      body: Type.Omit(NewRequest, ["runId", "step", "visit"], closed),
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => openByHand(scope, body),
  ),
  route(
    {
      method: "get",
      path: "/requests/{requestId}",
      summary: "One request, with its form and what was filled in so far",
      tag,
      role: "staff",
      params,
      answer: Type.Unknown(),
    },
    (scope, { params: { requestId } }) => readRequest(scope, { requestId }),
  ),
  route(
    {
      method: "post",
      path: "/requests/{requestId}/complete",
      summary: "Complete a request as the client would have: told by phone, on paper, another way, or not needed",
      tag,
      role: "staff",
      params,
      body: Type.Object(completion, closed),
      answer: Type.Unknown(),
    },
    (scope, { params: { requestId }, body }) => completeAndTell(scope, { requestId, ...body }),
  ),
  route(
    { method: "post", path: "/requests/{requestId}/close", summary: "Ask no longer", tag, role: "staff", params },
    (scope, { params: { requestId } }) => closeRequest(scope, { requestId }),
  ),
  route(
    {
      method: "post",
      path: "/requests/{requestId}/new-link",
      summary: "A new link in place of the old one",
      tag,
      role: "staff",
      params,
      answer: Type.Unknown(),
    },
    (scope, { params: { requestId } }) => renewLink(scope, { requestId }),
  ),
  route(
    { method: "post", path: "/requests/{requestId}/revoke", summary: "Stop a link at once", tag, role: "staff", params },
    (scope, { params: { requestId } }) => revokeLink(scope, { requestId }),
  ),
];

/** A signature has a document behind it, whose fingerprint is written down when it is asked for. */
async function openByHand(scope: Scope, { kind, asked, ...whom }: Omit<Static<typeof NewRequest>, "runId" | "step" | "visit">) {
  if (kind !== "signature" || !asked.document) return await openRequest(scope, { kind, asked, ...whom });
  const { requestId, url } = await askToSign(scope, { documentId: asked.document, signers: [whom.contactId], ...whom });
  return { requestId, url };
}

/** Where no event says that it was completed (waived, or settled elsewhere), the run that waits for it is told, so that it goes on. */
async function completeAndTell(scope: Scope, input: Static<typeof Completion>): Promise<{ requestId: string; state: string }> {
  const { tellRun: waiting, ...became } = await completeRequest(scope, input);
  if (!waiting) return became;
  const { runId, ...answered } = waiting;
  try {
    await tellRun(scope, runId, { do: "complete", ...answered });
  } catch (error) {
    // It ended or went on meanwhile: nobody waits for this any more.
    if (!(error instanceof DomainError) || error.status !== 409) throw error;
  }
  return became;
}
