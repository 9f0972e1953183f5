import Type from "typebox";
import { acrossFirms, clock, conflict, invalidField, operation, type Scope, withScope } from "../base/index.ts";
import { closed, instantOf } from "../inputs/index.ts";
import { flowByKey, flowKey, problemsOf } from "./drafts.ts";
import { readDrawing } from "./kept.ts";
import { FlowModel, type FlowRecord, type ScheduledPublish } from "./model.ts";
import { PeopleInput, refuseMapping } from "./people.ts";
import { publishDrawing, refuseErrors, refuseUnseen } from "./publish.ts";

const furthest = 366 * 24 * 3_600_000;

/**
 * Has the draft its editor has seen published at a time. It is that drawing which is published, whatever is drawn meanwhile; publishing
 * before then, or archiving the flow, takes it back. It stands in the flow's record: whichever worker runs at that moment does it. With
 * `people`, those in other versions then are moved to it, or it ends for them.
 */
export const schedulePublish = operation({
  name: "flows.schedulePublish",
  role: "builder",
  input: Type.Object(
    {
      key: flowKey,
      revision: Type.Optional(Type.Integer()),
      notes: Type.Optional(Type.String({ maxLength: 2000 })),
      at: Type.String({ maxLength: 40 }),
      people: Type.Optional(PeopleInput),
    },
    closed,
  ),
  run: async ({ key, revision, notes, at: wanted, people }, scope) => {
    const flow = await flowByKey(key);
    refuseUnseen(flow, revision);
    const at = instantOf("/at", "The time", wanted);
    const now = clock.now().getTime();
    if (at.getTime() <= now) throw invalidField("/at", "This time has already passed. Choose a later one, or publish now.");
    if (at.getTime() > now + furthest) throw invalidField("/at", "This is more than a year ahead. Choose a nearer time.");
    const { definition, problems } = await problemsOf(scope, readDrawing(flow.draft));
    refuseErrors(problems);
    if (people) await refuseMapping(flow, people, definition);
    const more = { ...(notes ? { notes } : {}), ...(people ? { people } : {}) };
    const scheduled: ScheduledPublish = { at, graph: flow.draft, by: scope.actor, ...more };
    await FlowModel.updateOne({ key }, { $set: { scheduled } });
    return { key, ...shownSchedule({ scheduled }) };
  },
});

/** It is not published then after all. */
export const cancelScheduled = operation({
  name: "flows.cancelScheduled",
  role: "builder",
  input: Type.Object({ key: flowKey }, closed),
  run: async ({ key }) => {
    if (!(await flowByKey(key)).scheduled) throw conflict("not-scheduled", "This flow is not to be published later.");
    await FlowModel.updateOne({ key }, { $unset: { scheduled: 1 } });
    return { key };
  },
});

/** What is shown of it: not the drawing. */
export function shownSchedule({ scheduled }: Pick<FlowRecord, "scheduled">) {
  if (!scheduled) return {};
  const { graph: _drawing, by, ...shown } = scheduled;
  return { scheduled: { ...shown, by: by.name } };
}

/** Publishes what is due, over all firms, in the name of whoever asked for it. Any number of workers may do this at once. */
export async function publishDue(onError: (error: unknown) => void): Promise<void> {
  const due = { "scheduled.at": { $lte: clock.now() } };
  const flows = await acrossFirms(() => FlowModel.find(due, { firmId: 1, key: 1, scheduled: 1 }).limit(50).lean());
  for (const { firmId, key, scheduled } of flows) {
    if (scheduled?.at) await publishOne({ firmId, actor: scheduled.by }, key, scheduled.at).catch(onError);
  }
}

/** Only what still is to be published then: it may have been taken back, or done by another worker. */
const publishAsPlanned = operation({
  name: "flows.publishAsPlanned",
  role: "builder",
  input: Type.Object({ key: flowKey, at: Type.Unsafe<Date>({}) }, closed),
  run: async ({ key, at }, scope) => {
    const { scheduled } = await flowByKey(key);
    if (scheduled?.at?.getTime() !== at.getTime()) return;
    const { graph, notes, people, by } = scheduled;
    await publishDrawing(scope, {
      ...{ key, graph },
      ...(notes ? { notes } : {}),
      ...(people ? { people: { ...people, due: at, by } } : {}),
    });
  },
});

/** What has become impossible meanwhile (a form was deleted) says so on the flow, and is not tried for ever. */
async function publishOne(scope: Scope, key: string, at: Date): Promise<void> {
  try {
    await publishAsPlanned(scope, { key, at });
  } catch (error) {
    if (!(error instanceof Error && "status" in error && Number(error.status) < 500)) throw error;
    const failed = { at, why: error.message };
    await withScope(scope, () =>
      FlowModel.updateOne({ key, "scheduled.at": at }, { $set: { "scheduled.failed": failed }, $unset: { "scheduled.at": 1 } }),
    );
  }
}
