import { field } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { checkRequest, REQUEST_FIELDS, requestOutlets, requestSummary } from "./requests.ts";
import { quoted } from "./words.ts";

export const offerAppointment: StepKind<"offerAppointment"> = {
  kind: "offerAppointment",
  label: "Offer appointment",
  intent: "ask",
  about: "Sends a link to book an appointment, reminds on schedule and waits until one is booked.",
  fields: { type: field("key", "Appointment type", "What can be booked: length, staff and hours come from it."), ...REQUEST_FIELDS },
  required: ["type", "next"],
  fresh: () => ({ kind: "offerAppointment", type: "", remind: ["P2D", "P5D"], giveUpAfter: "P14D" }),
  outlets: (step) => requestOutlets(step, "Booked"),
  check: checkRequest,
  summary: (step) => requestSummary(step, `a time for ${quoted(step.type)}`),
};
