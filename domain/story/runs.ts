import Type from "typebox";
import type { Definition, Step } from "../../engine/definition/types.ts";
import { type Ahead, aheadOf, type Position } from "../../engine/run/index.ts";
import { stepKinds } from "../../engine/steps/index.ts";
import { query, type Stored } from "../base/index.ts";
import { versionOf } from "../flows/published.ts";
import { closed, optionalId } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { RunModel, type RunRecord } from "../runs/model.ts";
import { concerningPerson } from "../runs/whose.ts";

/** A flow that a matter or contact is in, with what it waits for now. */
export interface RunLine {
  id: string;
  flowKey: string;
  flowName: string;
  version: number;
  status: "running" | "held" | "attention" | "ended";
  outcome?: string;
  startedAt: Date;
  endedAt?: Date;
  wakeAt?: Date;
  undoUntil?: Date;
  /** On a person's page: which of their matters it is about, where it is about one. */
  matter?: { id: string; title: string };
  now: Standing[];
}
/** Where it stands, and what comes next as far as that is known now. */
export interface Standing {
  step: string;
  name: string;
  kind: Step["kind"] | "";
  state: Position["state"];
  until?: string;
  reason?: string;
  ahead: Ahead[];
}

/** The flows a matter is in or was in, or a person and their matters are, open ones first. */
export const runsOf = query({
  name: "story.runs",
  role: "viewer",
  input: Type.Object({ matterId: optionalId, contactId: optionalId }, closed),
  run: async ({ matterId, contactId }): Promise<RunLine[]> => {
    const found = await newestOf(matterId ? [{ matterId }] : contactId ? await concerningPerson(contactId) : []);
    const titles = matterId ? new Map<string, string>() : await titlesOf(found.flatMap((run) => run.matterId ?? []));
    const lines = await Promise.all(
      found.map(async (run): Promise<RunLine> => {
        const { _id: id, flowKey, flowName, version, status, outcome, startedAt, endedAt, wakeAt, undoUntil } = run;
        const now = status === "ended" ? [] : await Promise.all(run.position.map((one) => placeOf(flowKey, version, one, wakeAt)));
        const title = titles.get(run.matterId ?? "");
        const matter = run.matterId && title !== undefined ? { matter: { id: run.matterId, title } } : {};
        return { id, flowKey, flowName, version, status, outcome, startedAt, endedAt, wakeAt, undoUntil, ...matter, now };
      }),
    );
    return lines.sort((a, b) => Number(a.status === "ended") - Number(b.status === "ended"));
  },
});

/** The newest of each, the newest of all first; one that is found twice is there once. */
async function newestOf(looks: Record<string, string>[]): Promise<Stored<RunRecord>[]> {
  const found = await Promise.all(looks.map((look) => RunModel.find(look, { advanced: 0 }).sort({ startedAt: -1 }).limit(50).lean()));
  const runs = new Map((found.flat() as Stored<RunRecord>[]).map((run) => [run._id, run]));
  return [...runs.values()].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

async function titlesOf(matterIds: string[]): Promise<Map<string, string>> {
  const matters = matterIds.length ? await MatterModel.find({ _id: { $in: matterIds } }, { title: 1 }).lean() : [];
  return new Map(matters.map((one) => [one._id, one.title]));
}

async function placeOf(flowKey: string, version: number, position: Position, wakeAt: Date | undefined): Promise<Standing> {
  const steps = await stepsOf(flowKey, version);
  const step = ownOf(steps, position.step);
  const { state, until, reason } = position;
  return {
    step: position.step,
    name: step ? nameFor(step) : position.step,
    kind: step?.kind ?? ("" as const),
    state,
    ...(until ? { until } : {}),
    ...(reason ? { reason } : {}),
    ahead: aheadOf(steps, position, nameFor, wakeAt?.toISOString()),
  };
}

async function stepsOf(flowKey: string, version: number): Promise<Definition["steps"]> {
  const published = await versionOf(flowKey, version).catch(() => null);
  return published?.definition.steps ?? {};
}

const ownOf = (steps: Definition["steps"], step: string): Step | undefined => (Object.hasOwn(steps, step) ? steps[step] : undefined);

/** What a step is called: the words staff gave it, else what its kind does. */
function nameFor(step: Step): string {
  if (step.name) return step.name;
  const kind = stepKinds[step.kind] as { label: string; summary(step: Step): string };
  return kind.summary(step) || kind.label;
}

/** What a step is called in a version of a flow; its id where it is not in it. Within a scope. */
export async function nameOfStep(flowKey: string, version: number, step: string): Promise<string> {
  const found = ownOf(await stepsOf(flowKey, version), step);
  return found ? nameFor(found) : step;
}
