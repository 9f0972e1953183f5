import type { GraphNode } from "../../../engine/graph/index.ts";

/** The message that carries a request's link where its step names none; they ship with Firmflow. */
const usual: Record<string, string> = {
  requestForm: "request-form",
  requestFiles: "request-files",
  requestSignature: "request-signature",
  offerAppointment: "request-appointment",
};

/** What leaves at a step: a mail by its template (empty while none is chosen), a text by its words; neither where nothing leaves. */
export function messageOf(step: GraphNode["step"]): { template?: string; text?: string } {
  const own = step as unknown as Record<string, unknown>;
  if (step.kind === "sendText") return { text: typeof own["text"] === "string" ? own["text"] : "" };
  const template = typeof own["template"] === "string" ? own["template"] : "";
  if (step.kind === "sendEmail") return { template };
  return Object.hasOwn(usual, step.kind) ? { template: template || (usual[step.kind] ?? "") } : {};
}
