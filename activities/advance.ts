import { notFound, type Stored, systemScope, withScope } from "../domain/base/index.ts";
import { runEventById, undeliveredFor } from "../domain/events/index.ts";
import { versionOf } from "../domain/flows/index.ts";
import {
  type AdvanceAnswer,
  type AdvanceRequest,
  type Queued,
  RunModel,
  type RunRecord,
  readRunFacts,
  subjectOf,
  tookBefore,
} from "../domain/runs/index.ts";
import { type Facts, type Input, type RunEvent, type RunState, start } from "../engine/run/index.ts";
import { atServerTime } from "./clock.ts";
import { scopeOf, takeInput, takeMove } from "./taking.ts";

/**
 * Takes one input of a run: reads the facts, lets the engine decide, writes the journal and where the run stands. Called again with the
 * same tick it decides nothing and tells what came of it the first time.
 */
export function advanceRun(request: AdvanceRequest): Promise<AdvanceAnswer> {
  return atServerTime(request.now, () => withScope(systemScope(request.firmId), () => take(request)));
}

async function take({ runId, tick, state, queued, now }: AdvanceRequest): Promise<AdvanceAnswer> {
  const run = (await RunModel.findById(runId).lean()) as Stored<RunRecord> | null;
  if (!run) throw notFound("This run");
  if (run.tick !== tick) {
    const { took, advanced } = await tookBefore(runId, tick);
    return { took, ...advanced };
  }
  const { input: asked } = queued;
  const version = await versionOf(run.flowKey, run.version);
  const { undoSeconds } = run;
  const before = state ?? start(version.definition, { runId, subject: subjectOf(run), ...(undoSeconds ? { undoSeconds } : {}) });
  const taking = { run, version, state: before, inputId: queued.id, tick, now };
  if (asked.type === "move") return await takeMove({ ...taking, facts: await readRunFacts(scopeOf(run), run), move: asked });
  // What waits to be moved is decided on by the version it goes to as well.
  const decides = before["moving"] ? undefined : version.definition;
  const [facts, input] = await Promise.all([readRunFacts(scopeOf(run), run, decides), inputOf(asked, run)]);
  const event = asked.type === "timer" ? await notToldYet(run, before, facts, now) : undefined;
  if (event) return await takeInput({ ...taking, facts, input: { type: "event", event }, inputId: event.id });
  return await takeInput({ ...taking, facts, input });
}

/**
 * What had happened when a timer rang and is still on its way goes before it (rule 18): an answer given a moment before giving up is an
 * answer in time, however busy the dispatcher is. The run hears it once; the timer is asked about again.
 */
async function notToldYet(run: Stored<RunRecord>, state: RunState, facts: Facts, now: number): Promise<RunEvent | undefined> {
  if (run.listens.length === 0) return undefined;
  const people = Object.values(facts.people ?? {}).flat();
  const ids = people.map((one) => one.id);
  const undelivered = await undeliveredFor(subjectOf(run), ids, state.watermarks);
  return undelivered.find((event) => run.listens.includes(event.type) && Date.parse(event.at) <= now);
}

async function inputOf(input: Exclude<Queued["input"], { type: "move" }>, run: Stored<RunRecord>): Promise<Input> {
  switch (input.type) {
    case "start": {
      const event = run.startEventId ? await runEventById(run.startEventId) : null;
      return { type: "start", by: run.startedBy.name, ...(event ? { event } : {}) };
    }
    case "event": {
      const event = await runEventById(input.eventId);
      return event ? { type: "event", event } : { type: "timer" };
    }
    case "timer":
    case "effect":
    case "command":
    case "released":
    case "calendar":
      return input;
    default:
      return input satisfies never;
  }
}
