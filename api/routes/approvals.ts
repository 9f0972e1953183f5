import { Approving, approvalDocument, approve, Rejecting, reject, showApproval } from "../../domain/approvals/index.ts";
import { notFound } from "../../domain/base/index.ts";
import { Answer, type Route, route } from "../core/route.ts";
import { anything, idParams } from "../core/shorthand.ts";

const tag = "approvals";
const params = idParams("approvalId");
const path = "/approvals/{approvalId}";

export const routes: Route[] = [
  route(
    { method: "get", path, summary: "What is to be approved, as it would leave now", tag, role: "viewer", params, answer: anything },
    (scope, { params: { approvalId } }) => showApproval(scope, approvalId),
  ),
  route(
    { method: "get", path: `${path}/document`, summary: "The document to be approved", tag, role: "viewer", params, answer: anything },
    async (scope, { params: { approvalId } }) => {
      const document = await approvalDocument(scope, approvalId);
      if (!document) throw notFound("A document to be approved here");
      const { name, type, bytes } = document;
      return new Answer((res) => {
        res.setHeader("Content-Type", type);
        const shown = type === "application/pdf" ? "inline" : "attachment";
        res.setHeader("Content-Disposition", `${shown}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`);
        res.setHeader("X-Content-Type-Options", "nosniff");
        res.send(Buffer.from(bytes));
      });
    },
  ),
  route(
    {
      method: "post",
      path: `${path}/approve`,
      summary: "Approve what was looked at, with changes where there are some; the flow goes on",
      tag,
      role: "staff",
      params,
      body: Approving,
    },
    (scope, input) => approve(scope, input.params.approvalId, input.body),
  ),
  route(
    {
      method: "post",
      path: `${path}/reject`,
      summary: "Reject it; the flow goes the other way",
      tag,
      role: "staff",
      params,
      body: Rejecting,
    },
    (scope, input) => reject(scope, input.params.approvalId, input.body),
  ),
];

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
