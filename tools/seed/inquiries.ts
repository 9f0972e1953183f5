import type { Scope, Stored } from "../../domain/base/index.ts";
import { flowByKey, versionOf } from "../../domain/flows/index.ts";
import { enrol, RunModel, type RunRecord, recordAdvance } from "../../domain/runs/index.ts";
import { start } from "../../engine/run/index.ts";
import { type Happening, simulate } from "../../engine/simulate/index.ts";
import { itIs, zone } from "./days.ts";

const flowKey = "estate-planning-inquiry";

/** What became of somebody who asked about an estate plan, with the moments of it. */
export interface Inquiry {
  matterId: string;
  contact: { id: string; firstName: string; name: string; email: string };
  opened: Date;
  /** Their first talk: when it was booked, when it was to be, and whether they came. */
  talk?: { booked: Date; at: Date; missed: boolean };
  /** When they were moved on, and to which stage. */
  ended: Date;
  stage: string;
}

/**
 * The flow for inquiries as it went for somebody who has come to its end: started and written down as any run is, its journal being what
 * the engine makes of what happened to them. Nothing is sent, and nothing is left to be carried out. Within the transaction of a part.
 */
export async function wentThroughInquiry(scope: Scope, inquiry: Inquiry): Promise<void> {
  const { liveVersion = 0 } = await flowByKey(flowKey);
  const { definition } = await versionOf(flowKey, liveVersion);
  const { contact, matterId } = inquiry;
  const { journal, outcome, endedAt } = simulate(definition, {
    start: inquiry.opened.toISOString(),
    firm: { zone },
    facts: { contact, matter: { id: matterId, caseType: "estate-planning", stage: "new", title: contact.name } },
    happenings: happeningsOf(inquiry),
    until: new Date(inquiry.ended.getTime() + 3_600_000).toISOString(),
  });
  if (!endedAt) throw new Error(`${contact.name} has not come to the end of the flow for inquiries.`);
  const subject = { kind: "matter" as const, matterId };
  itIs(inquiry.opened);
  const enrolled = await enrol(scope, { flowKey, subject });
  if (enrolled.became !== "run") return;
  const { runId } = enrolled;
  const before = (await RunModel.findById(runId).lean()) as Stored<RunRecord>;
  const state = { ...start(definition, { runId, subject }), status: "ended" as const, outcome, seq: journal.length };
  itIs(new Date(endedAt));
  await recordAdvance(scope, { runId, tick: 0, took: "history", before, advanced: { state, effects: [], wakeAt: null, journal } });
}

/** As a script has them: a talk that was booked and held or missed, a stage they were moved to, and the tick that says they have decided. */
function happeningsOf({ talk, ended, stage }: Inquiry): Happening[] {
  const data = { kind: "appointment", type: "ep-consultation" };
  const talked = talk && [
    { at: talk.booked.toISOString(), event: "occasion.planned", data: { ...data, at: talk.at.toISOString() } },
    { at: new Date(talk.at.getTime() + 40 * 60_000).toISOString(), event: talk.missed ? "occasion.missed" : "occasion.held", data },
  ];
  const at = ended.toISOString();
  return [...(talked ?? []), { at, set: { "matter.stage": stage } }, { at, event: "task.completed", data: { step: "decide" } }];
}
