import { type Scope, withScope } from "../../../domain/base/index.ts";
import { publishDefinition } from "../../../domain/flows/index.ts";
import { saveMessageTemplate } from "../../../domain/messages/index.ts";
import { JournalModel, RunModel } from "../../../domain/runs/index.ts";
import { createApiKey } from "../../../domain/staff/index.ts";
import type { Step } from "../../../engine/definition/types.ts";
import { aFirm } from "../../support/firm.ts";
import { aFlow, done, letter } from "../../support/flows.ts";
import { count, type MailKey } from "./count.ts";
import { type Part, type Stack, startStack } from "./stack.ts";

export interface Kills {
  times: number;
  lost: number;
  doubled: number;
  uncertain: number;
}
export interface KillsAsked {
  /** Killed in turn. */
  parts: readonly Part[];
  times: number;
  runs: number;
  say?(line: string): void;
  /** Told how to stop what was started, should it all be ended in the middle. */
  started?(stop: () => Promise<void>): void;
}

const letters = 5;
/** Longer than it takes until another worker takes up what a killed one held. */
const longestMs = 15 * 60_000;

/**
 * Kills parts at random moments while runs of five mails each are sending: begun over the API by moving matters, all through the
 * killing. Counts what got lost, what came twice, and what is listed as uncertain.
 */
export async function measureKills(asked: KillsAsked): Promise<Kills> {
  process.env.FIRMFLOW_SECRET ??= "a secret of the kills, long enough to be one";
  const stack = await startStack();
  asked.started?.(() => stack.stop());
  try {
    const { scope, key, matters } = await prepare(asked.runs);
    const progress = { killed: 0 };
    const hiring = hire(stack, key, [...matters.keys()], () => (progress.killed + 1) / asked.times);
    await Promise.all([hiring, kill(stack, asked, progress)]);
    await whenAllEnded(scope, asked.runs);
    const { lost, doubled, uncertain } = await counted(scope, stack, matters);
    for (const mail of [...lost, ...doubled]) asked.say?.(`wrong: ${mail}`);
    return { times: asked.times, lost: lost.length, doubled: doubled.length, uncertain };
  } finally {
    await stack.stop();
  }
}

/** A firm, its five letters and its flow, and matters with the address of each one's client. */
async function prepare(runs: number): Promise<{ scope: Scope; key: string; matters: Map<string, string> }> {
  const firm = await aFirm();
  const steps: Record<string, Step> = {};
  for (let at = 1; at <= letters; at++) {
    const content = { name: `Letter ${at}`, purpose: "transactional" as const, variants: { en: { subject: `Letter ${at}`, body: [] } } };
    const body = [{ type: "text" as const, text: "Hello, {{ contact.firstName }}." }];
    await saveMessageTemplate(firm.scope, {
      key: `letter${at}`,
      content: { ...content, variants: { en: { subject: `Letter ${at}`, body } } },
    });
    steps[`pause${at}`] = { kind: "wait", for: "PT1S", next: `letter${at}` };
    steps[`letter${at}`] = letter(at === letters ? "done" : `pause${at + 1}`, `letter${at}`);
  }
  const on = [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }];
  await publishDefinition(firm.scope, { definition: aFlow({ ...steps, done }, { on, again: "never" }) });
  const matters = new Map<string, string>();
  for (let made = 1; made <= runs; made++) {
    const email = `client${made}@mail.example`;
    const { id } = await firm.contact({ lastName: `Okafor ${made}`, email });
    matters.set((await firm.matter({ mainContactId: id })).id, email);
  }
  const { key } = await createApiKey(firm.scope, { name: "Kills", role: "staff" });
  return { scope: firm.scope, key, matters };
}

/** Moves matters as fast as the killing goes on, so that something is being sent at every kill. */
async function hire({ apiUrl }: Stack, key: string, matterIds: string[], share: () => number): Promise<void> {
  for (const [index, matterId] of matterIds.entries()) {
    await until(async () => index < Math.ceil(share() * matterIds.length));
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": `hire ${matterId}` };
    const request = { method: "POST", headers, body: JSON.stringify({ stage: "hired" }) };
    // The API may be killed before or after it did it: asked again under the same key, it does it once.
    await until(async () => {
      const signal = AbortSignal.timeout(10_000);
      const answer = await fetch(`${apiUrl}/api/matters/${matterId}/stage`, { ...request, signal }).catch(() => null);
      if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 409 && answer.status !== 429)
        throw new Error(`The API refused: ${answer.status} ${await answer.text()}`);
      await answer?.body?.cancel();
      return answer?.ok === true;
    });
  }
}

async function kill(stack: Stack, { parts, times, say }: KillsAsked, progress: { killed: number }): Promise<void> {
  for (let at = 0; at < times; at++) {
    const part = parts[at % parts.length];
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2000));
    if (part) await stack.killAndStart(part);
    progress.killed = at + 1;
    say?.(`killed ${part} (${at + 1} of ${times}); ${stack.mails.length} mails so far`);
  }
}

async function whenAllEnded(scope: Scope, runs: number): Promise<void> {
  const end = Date.now() + longestMs;
  const ended = () => withScope(scope, () => RunModel.countDocuments({ status: "ended", outcome: "completed" }));
  while ((await ended()) < runs) {
    if (Date.now() > end) {
      const open = await withScope(scope, () =>
        RunModel.find({ outcome: { $ne: "completed" } }, { status: 1, outcome: 1, position: 1 }).lean(),
      );
      throw new Error(`${runs - (await ended())} of ${runs} runs did not end: ${JSON.stringify(open.slice(0, 5))}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function counted(scope: Scope, stack: Stack, matters: Map<string, string>): Promise<ReturnType<typeof count>> {
  const runs = await withScope(scope, () => RunModel.find({}, { matterId: 1 }).lean());
  const addressOf = new Map(runs.map((run) => [run._id, matters.get(run.matterId ?? "") ?? ""]));
  const lines = await withScope(scope, () => JournalModel.find({ what: "sent" }).lean());
  const mailOf = (to: string, subject: string): MailKey => `${subject} to ${to}`;
  return count(
    [...matters.values()].flatMap((to) => Array.from({ length: letters }, (_, at) => mailOf(to, `Letter ${at + 1}`))),
    stack.mails.map((mail) => mailOf(mail.to[0] ?? "", mail.subject)),
    lines.map((line) => ({
      mail: mailOf(addressOf.get(line.runId) ?? "", `Letter ${line.step?.replace("letter", "")}`),
      uncertain: line.uncertain === true,
    })),
  );
}

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 100));
}
