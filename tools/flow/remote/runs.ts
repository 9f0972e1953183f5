import { type Answer, problemsAnswer, UsageError } from "../answer.ts";
import { Firmflow, Refused, type Where } from "./firmflow.ts";

const subjects = ["matter", "contact", "occasion"] as const;
type About = Partial<Record<(typeof subjects)[number], string | undefined>>;

interface Run {
  id: string;
  version: number;
  status: string;
  outcome?: string;
  subject: { name: string };
  startedAt: string;
  wakeAt?: string;
  position: { step: string; state: string; reason?: string }[];
}

/** Starts a flow by hand for one matter, contact or occasion. The first message waits a minute, as everywhere. */
export async function startVerb(key: string, where: Where, about: About): Promise<Answer> {
  const named = subjects.filter((kind) => about[kind] !== undefined);
  const [kind] = named;
  if (kind === undefined || named.length > 1)
    throw new UsageError("Say whom the flow is started for: --matter ID, --contact ID or --occasion ID.");
  const subject = { kind, [`${kind}Id`]: about[kind] };
  try {
    const { runs } = await new Firmflow(where).post<{ runs: { runId?: string; became: string }[] }>("/runs", {
      flowKey: key,
      subjects: [subject],
    });
    const [run] = runs;
    const started = run?.became === "run";
    const text = started
      ? `Started: run ${run.runId}.`
      : `Not started: it has been through this flow${run?.runId ? ` (run ${run.runId})` : ""}.`;
    return { exit: started ? 0 : 1, json: { ok: started, ...run }, text };
  } catch (error) {
    if (error instanceof Refused) return problemsAnswer(error.problems);
    throw error;
  }
}

/** The runs of a flow, newest first, with where each stands. */
export async function runsVerb(key: string, where: Where): Promise<Answer> {
  const firmflow = new Firmflow(where);
  const runs: Run[] = [];
  let cursor: string | undefined;
  try {
    await firmflow.get(`/flows/${encodeURIComponent(key)}`);
    do {
      const more: string = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { runs: Run[]; next?: string } = await firmflow.get(`/runs?flowKey=${encodeURIComponent(key)}&limit=100${more}`);
      runs.push(...page.runs);
      cursor = page.next;
    } while (cursor !== undefined && runs.length < mostRuns);
  } catch (error) {
    throw error instanceof Refused ? new UsageError(error.message) : error;
  }
  const lines = runs.map((run) =>
    [run.id, `v${run.version}`, run.outcome ?? run.status, run.subject.name, ...run.position.map(placeOf)].join("  "),
  );
  return { exit: 0, json: { runs }, text: lines.length > 0 ? lines.join("\n") : "Nobody has been through this flow." };
}
const mostRuns = 10_000;

const placeOf = ({ step, state, reason }: Run["position"][number]) => `${step} (${state}${reason ? `: ${reason}` : ""})`;
