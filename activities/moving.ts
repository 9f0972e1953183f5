import { DomainError, type Stored } from "../domain/base/index.ts";
import { type Published, versionOf } from "../domain/flows/index.ts";
import type { MoveAnswer, MoveRequest, OnVersion, RunRecord } from "../domain/runs/index.ts";
import type { Advanced, Facts, RunState } from "../engine/run/index.ts";
import { abandonMove, isBusy, migrate, movingTo } from "../engine/run/moving/index.ts";

/** What taking an input came to, with the version the run is on afterwards where that changed. */
export interface Outcome {
  advanced: Advanced & { moved?: MoveAnswer };
  onVersion?: OnVersion;
}

type MovingRun = Pick<Stored<RunRecord>, "flowKey" | "wakeAt">;

/** Moves a run, or leaves it as it is and says why. */
export async function moveNow(
  run: MovingRun,
  from: Published,
  { to: number, mapping, by }: MoveRequest & { by: string },
  { state, facts, at }: { state: RunState; facts: Facts; at: string },
): Promise<Outcome> {
  const stays = (why: string): Outcome => ({
    advanced: {
      state,
      effects: [],
      journal: [],
      wakeAt: run.wakeAt?.toISOString() ?? null,
      moved: { became: "refused", version: from.number, why },
    },
  });
  const to = await targetOf(run.flowKey, number);
  if (!to) return stays(`This flow has no version ${number}.`);
  const migrated = migrate({ from, to, mapping, by }, state, facts, at);
  if (migrated.became === "refused") return stays(migrated.why);
  const { became, ...advanced } = migrated;
  // Until it has moved it hears what either version listens for: nothing that happens meanwhile is lost.
  if (became === "waits") {
    const listens = [...new Set([...from.listens, ...to.listens])].sort();
    return { advanced: { ...advanced, moved: { became, version: from.number } }, onVersion: { listens } };
  }
  return { advanced: { ...advanced, moved: { became, version: to.number } }, onVersion: standing(to) };
}

/** A move that waited for what was in flight happens in the very input that settled the last of it. */
export async function moveIfSettled(
  run: MovingRun,
  from: Published,
  advanced: Advanced,
  { facts, at }: { facts: Facts; at: string },
): Promise<Outcome> {
  const waiting = movingTo(advanced.state);
  if (!waiting || advanced.state.status === "ended" || isBusy(advanced.state)) return { advanced };
  const to = await targetOf(run.flowKey, waiting.to);
  if (!to) return { advanced };
  const migrated = migrate({ from, to, mapping: waiting.mapping, by: waiting.by }, advanced.state, facts, at);
  const journal = (more: Advanced["journal"]) => [...advanced.journal, ...more];
  if (migrated.became !== "moved") {
    const why = migrated.became === "refused" ? migrated.why : "It is being worked on.";
    const stayed = abandonMove({ from, to }, advanced.state, facts, at, why);
    const moved = { became: "refused", version: from.number, why } as const;
    return { advanced: { ...stayed, journal: journal(stayed.journal), moved }, onVersion: standing(from) };
  }
  const { became, ...rest } = migrated;
  return { advanced: { ...rest, journal: journal(rest.journal), moved: { became, version: to.number } }, onVersion: standing(to) };
}

const standing = ({ number, hash, listens }: Published): OnVersion => ({ version: number, definitionHash: hash, listens });

async function targetOf(flowKey: string, number: number): Promise<Published | null> {
  try {
    return await versionOf(flowKey, number);
  } catch (error) {
    if (error instanceof DomainError && error.status === 404) return null;
    throw error;
  }
}
