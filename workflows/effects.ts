import {
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  TimeoutFailure,
  workflowInfo,
} from "@temporalio/workflow";
import type { EffectAnswer, EffectRequest } from "../domain/runs/protocol.ts";
import type { EffectKind } from "../engine/run/types.ts";

type Carrier = (request: EffectRequest) => Promise<EffectAnswer>;

/** Which task queue carries an effect out: mail has its own, whose rate is limited; documents take long; the rest only touches records. */
type Lane = "mail" | "documents" | "records";
const lanes: Partial<Record<EffectKind, Lane>> = {
  sendEmail: "mail",
  sendText: "mail",
  notifyStaff: "mail",
  requestForm: "mail",
  requestFiles: "mail",
  requestSignature: "mail",
  offerAppointment: "mail",
  remind: "mail",
  makeDocument: "documents",
};
const attempts: Record<Lane, Pick<ActivityOptions, "startToCloseTimeout" | "heartbeatTimeout">> = {
  mail: { startToCloseTimeout: "60 seconds", heartbeatTimeout: "20 seconds" },
  documents: { startToCloseTimeout: "2 minutes", heartbeatTimeout: "20 seconds" },
  records: { startToCloseTimeout: "20 seconds" },
};

/** Carries an effect out and always has an answer: what fails for good is a result like any other, for staff to see (rule 10). */
export async function carryOut(request: EffectRequest): Promise<EffectAnswer> {
  const { effect, firmId } = request;
  const lane = lanes[effect.kind] ?? "records";
  const { taskQueue } = workflowInfo();
  const activities = proxyActivities<Record<string, Carrier>>({
    ...attempts[lane],
    taskQueue: lane === "records" ? taskQueue : `${taskQueue}-${lane}`,
    // A server that stays away for hours is for staff to know of; until then it is asked again, ever less often.
    scheduleToCloseTimeout: "3 hours",
    retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "5 minutes", nonRetryableErrorTypes: ["permanent"] },
    priority: { priorityKey: effect.purpose === "marketing" ? 4 : 1, fairnessKey: firmId },
  });
  try {
    const carrier = activities[effect.kind];
    if (!carrier) throw ApplicationFailure.nonRetryable(`Nothing carries out “${effect.kind}”.`, "permanent");
    return await carrier(request);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { result: { status: "failed", at: new Date(Date.now()).toISOString(), ...reasonOf(error) } };
  }
}

/** The words of what went wrong, and whether the world was surely not touched (rule 2). */
function reasonOf(error: unknown): { reason: string; surely: boolean } {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure)
    return { reason: cause.message || "It failed without saying why.", surely: cause.type !== "uncertain" };
  if (cause instanceof TimeoutFailure) {
    const last = cause.cause instanceof ApplicationFailure ? cause.cause : null;
    if (last) return { reason: last.message, surely: last.type !== "uncertain" };
    return { reason: "It took too long, also when tried again.", surely: false };
  }
  return { reason: cause instanceof Error ? cause.message : "It failed without saying why.", surely: false };
}
