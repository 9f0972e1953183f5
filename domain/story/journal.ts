import { inPortions, type Stored } from "../base/index.ts";
import { JournalModel, type JournalRecord, RunModel, type RunRecord } from "../runs/model.ts";
import { concerningPerson } from "../runs/whose.ts";
import { nameOfStep } from "./runs.ts";
import type { Reach, StoryLine, Subject } from "./types.ts";

type Run = Pick<Stored<RunRecord>, "_id" | "flowKey" | "flowName" | "version">;
type Entry = Stored<JournalRecord>;
type Words = Pick<StoryLine, "what" | "state" | "stateWords" | "kind"> & { group?: StoryLine["group"] };

/** What flows did that no message, call, task or event tells already; of a person, those of their matters too, but for what others were asked. */
export async function journalLines(subject: Subject, { before, limit }: Reach): Promise<StoryLine[]> {
  const looks = "contactId" in subject ? await concerningPerson(subject.contactId) : [subject];
  const ofEach = await Promise.all(looks.map((look) => RunModel.find(look, { flowKey: 1, flowName: 1, version: 1 }).lean()));
  const found = ofEach.flat() as Run[];
  const isOfAnother = ({ data }: Entry) => "contactId" in subject && (data?.["contactId"] ?? subject.contactId) !== subject.contactId;
  const runs = new Map(found.map((run) => [run._id, run]));
  const what = { $in: Object.keys(told) as JournalRecord["what"][] };
  const entries = await inPortions([...runs.keys()], (some) =>
    JournalModel.find({ runId: { $in: some }, at: { $lt: before }, what })
      .sort({ at: -1 })
      .limit(limit)
      .lean(),
  );
  const lines = (entries as Entry[]).map((entry) => {
    const run = runs.get(entry.runId);
    return run && !tellsItself(entry) && !isOfAnother(entry) ? [lineOf(entry, run)] : [];
  });
  return await Promise.all(lines.flat());
}

/** A task that was done says so itself, with who did it. */
const tellsItself = ({ what, data }: Entry): boolean => what === "completed" && data?.["event"] === "task.completed";

async function lineOf(entry: Entry, run: Run): Promise<StoryLine> {
  const { group = "flows", ...words } = told[entry.what as keyof typeof told]?.(entry) ?? { kind: "flow" as const, what: entry.what };
  const step = entry.step ? await nameOfStep(run.flowKey, run.version, entry.step) : undefined;
  const detail = [run.flowName, entry.reason, readWords(entry), entry.by ? `by ${entry.by}` : undefined].filter(Boolean).join(" · ");
  return { id: entry._id, at: entry.at, group, ...words, ...(step ? { more: step } : {}), detail, link: { kind: "run", id: run._id } };
}

type FactRead = { path: string; value: unknown };
const isFactList = (facts: unknown): facts is FactRead[] =>
  Array.isArray(facts) && facts.every((one) => typeof one === "object" && one !== null && typeof one.path === "string");

/** Why it was decided so: "court date: 2026-12-10, children: 2". */
function readWords({ data }: Entry): string {
  const facts = data?.["facts"];
  return isFactList(facts) ? facts.map(({ path, value }) => `${plainName(path)}: ${value ?? "empty"}`).join(", ") : "";
}

/** `matter.courtDate` → court date. */
const plainName = (path: string): string => (path.split(".").at(-1) ?? path).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

const flow = (what: string, state?: StoryLine["state"], stateWords?: string): Words => ({
  kind: state === "attention" ? "attention" : "flow",
  what,
  ...(state ? { state } : {}),
  ...(stateWords ? { stateWords } : {}),
});

const told: Partial<Record<JournalRecord["what"], (entry: Entry) => Words>> = {
  requested: () => ({ kind: "answer", group: "answers", what: "Asked", state: "waiting", stateWords: "Asked" }),
  reminded: () => ({ kind: "answer", group: "answers", what: "Reminded", state: "done", stateWords: "Reminded" }),
  completed: (entry) =>
    entry.data?.["contactId"]
      ? { kind: "answer", group: "answers", what: entry.late ? "Answered after we had given up" : "Answered", state: "done" }
      : flow("Done another way", "done", "Done"),
  gaveUp: () => ({ kind: "answer", group: "answers", what: "No answer, given up", state: "attention", stateWords: "Given up" }),
  skipped: (entry) =>
    entry.step
      ? { kind: "mail", group: "mail", what: "Not sent", state: "held", stateWords: "Skipped" }
      : entry.data?.["contactId"]
        ? flow("Left out of a flow", "held")
        : flow("Flow not started", "attention", "Not started"),
  branched: () => flow("Decided"),
  approved: () => flow("Approved", "done", "Approved"),
  rejected: () => flow("Not approved", "held", "Turned down"),
  timedOut: () => flow("Waited in vain", "held", "Ran out"),
  attention: () => flow("Needs attention", "attention", "Needs attention"),
  failed: () => flow("Could not be done", "attention", "Failed"),
  replanned: () => flow("Planned anew", "waiting"),
  held: () => flow("Held", "held", "Held"),
  resumed: () => flow("Went on"),
  goal: () => flow("Goal reached", "done", "Goal"),
  exited: () => flow("Left the flow", "held"),
  ended: (entry) => flow(entry.outcome === "completed" ? "Flow finished" : `Flow ended: ${entry.outcome ?? ""}`, "done"),
  migrated: () => flow("Moved to a newer version"),
  jumped: () => flow("Moved to another step"),
  retried: () => flow("Tried again"),
};
