/** The message that carries a request's link where its step names none; they ship with Firmflow. */
const usual: Record<string, string> = {
  requestForm: "request-form",
  requestFiles: "request-files",
  requestSignature: "request-signature",
  offerAppointment: "request-appointment",
};

/** Only what leaves counts here, of a step that is drawn or of one in a definition. */
interface Leaving {
  kind: string;
  template?: unknown;
  text?: unknown;
  message?: unknown;
}

const words = (value: unknown): string => (typeof value === "string" ? value : "");

/** What leaves at a step: a mail by its template (empty while none is chosen), a text or a note to staff by its words; none where nothing leaves. */
export function messageOf(step: Leaving): { template?: string; text?: string; note?: string } {
  if (step.kind === "sendText") return { text: words(step.text) };
  if (step.kind === "notifyStaff") return { note: words(step.message) };
  const template = words(step.template);
  if (step.kind === "sendEmail") return { template };
  return Object.hasOwn(usual, step.kind) ? { template: template || (usual[step.kind] ?? "") } : {};
}
