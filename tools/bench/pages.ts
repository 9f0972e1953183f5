import { pino } from "pino";
import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { ContactModel } from "../../domain/contacts/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { MatterModel } from "../../domain/matters/index.ts";
import { findable, MessageModel } from "../../domain/messages/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import { createApiKey } from "../../domain/staff/index.ts";
import { countId, FlowCountModel, spansAround, TrailModel } from "../../domain/watching/index.ts";
import { apiApp } from "../../test/support/api.ts";
import { benchFirm, delayAndMail } from "./firm.ts";

/** Runs in the firm; fewer where there is less time. Each has ten journal lines, each ten have a matter. */
const runCount = Number(process.env.FIRMFLOW_BENCH_PAGE_RUNS ?? 100_000);
const linesEach = 10;
const messageCount = Math.ceil(runCount / 10);
const flowCount = 12;
const samples = 20;
/** An address that takes longer has few samples: what is slow is seen at once. */
const longestMs = 4_000;
const day = 86_400_000;

interface Filled {
  contactId: string;
  matterId: string;
  runId: string;
}

/** Milliseconds, for 95 of 100, until the data of the slowest staff page is there, in a firm that has worked for years. */
export async function pagesP95Ms(): Promise<number> {
  const { scope } = await benchFirm();
  for (let n = 0; n < flowCount; n++) await publishDefinition(scope, { definition: delayAndMail(`flow-${n}`, 3) });
  const from = performance.now();
  const filled = await fill(scope);
  console.error(`${runCount} runs and ${runCount * linesEach} journal lines written in ${Math.round((performance.now() - from) / 1000)} s`);
  const { key } = await createApiKey(scope, { name: "Bench", role: "owner" });
  const { http } = apiApp([], undefined, pino({ level: "error" }, pino.destination(2)));
  const times: { address: string; ms: number }[] = [];
  for (const address of addresses(filled)) {
    const ms = await p95(async () => {
      const answer = await http.get(`/api${address}`).set({ authorization: `Bearer ${key}` });
      if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    });
    times.push({ address, ms });
  }
  times.sort((a, b) => b.ms - a.ms);
  for (const { address, ms } of times.slice(0, 12)) console.error(`${Math.round(ms)} ms ${address.replace(/[a-z]+_\w{26}/, "…")}`);
  return Math.round(times[0]?.ms ?? 0);
}

/** Once to warm up, then so often, or for so long. */
async function p95(ask: () => Promise<void>): Promise<number> {
  await ask();
  const took: number[] = [];
  for (const begun = performance.now(); took.length < samples && performance.now() - begun < longestMs; ) {
    const from = performance.now();
    await ask();
    took.push(performance.now() - from);
  }
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0;
}

/** What the staff pages ask for, as they ask it. */
function addresses({ contactId, matterId, runId }: Filled): string[] {
  const [from, until] = [new Date(Date.now() - 7 * day).toISOString(), new Date(Date.now() + 35 * day).toISOString()];
  return [
    ...["/today", "/today?mine=true", "/today/counts", "/intakes", "/notifications?limit=50", `/calendar?from=${from}&until=${until}`],
    ...["/contacts?limit=100", "/contacts?q=okafor&limit=100", "/contacts/filters", `/contacts/${contactId}`],
    ...["/matters?limit=100", "/matters?state=open&limit=100", "/matters/board?caseType=estate-planning&cards=50", `/matters/${matterId}`],
    ...[`/story?matterId=${matterId}&limit=50`, `/story?contactId=${contactId}&limit=50`],
    ...["/flows", "/flows/flow-1", "/flows/flow-1/steps", "/flows/flow-1/versions", "/library"],
    ...["/flows/flow-1/numbers", `/flows/flow-1/numbers?version=1&since=${dayOf(Date.now() - 700 * day)}`],
    ...["/flows/flow-1/people?mark=waiting:wait1&limit=50", "/flows/flow-1/people?mark=done:wait1&limit=50"],
    ...["/runs?limit=50", "/runs?flowKey=flow-1&limit=50", "/runs?status=attention&limit=50", "/runs?flowKey=flow-1&step=wait1&limit=50"],
    ...[`/runs?contactId=${contactId}&limit=50`, `/runs?matterId=${matterId}&status=open&limit=50`, `/runs/${runId}`],
    ...[
      "/reports/leads",
      "/reports/flows",
      "/search?q=okafor",
      "/tasks?limit=100",
      "/messages?limit=50",
      "/messages?q=news&limit=50",
      "/messages?q=luis&limit=50",
      "/messages?state=held&limit=50",
      "/messages?came=bounce&limit=50",
      "/deliverability?days=91",
      "/invoices",
      `/requests?matterId=${matterId}`,
    ],
    ...["/bulk", "/holds", "/staff", "/firm", "/forms", "/pipelines"],
  ];
}

/** People, their matters, their runs over two years and the journals, written straight into the database. */
async function fill(scope: Scope): Promise<Filled> {
  const now = Date.now();
  const matters = Math.ceil(runCount / 10);
  const ids = Array.from({ length: matters }, () => ({ contactId: newId("contact"), matterId: newId("matter") }));
  await inBatches(ids, (batch, from) => peopleAndMatters(scope, batch, from, now));
  let last = "";
  const counts = new Map<string, Map<string, number>>();
  await inBatches(
    Array.from({ length: runCount }, (_, n) => n),
    async (batch) => {
      const runs = batch.map((n) => runOf(n, ids[n % matters]?.matterId ?? "", now));
      last = runs.at(-1)?._id ?? "";
      await withScope(scope, () => RunModel.collection.insertMany(runs.map((one) => ({ ...one, firmId: scope.firmId })) as never));
      const trails = runs.map((run) => ({ ...trailOf(run, counts), firmId: scope.firmId }));
      await TrailModel.collection.insertMany(trails as never);
      const lines = runs.flatMap((run) => Array.from({ length: linesEach }, (_, at) => lineOf(run, at)));
      await inBatches(lines, (some) =>
        JournalModel.collection.insertMany(some.map((one) => ({ ...one, firmId: scope.firmId })) as never, { ordered: false }),
      );
    },
  );
  await fillCounts(scope, counts);
  await inBatches(
    Array.from({ length: messageCount }, (_, n) => messageOf(n, ids[n % matters]?.contactId ?? "", now)),
    (batch) => MessageModel.collection.insertMany(batch.map((one) => ({ ...one, firmId: scope.firmId })) as never, { ordered: false }),
  );
  return { contactId: ids[0]?.contactId ?? "", matterId: ids[0]?.matterId ?? "", runId: last };
}

/** As they would have been counted while the runs went on. */
async function fillCounts({ firmId }: Scope, counts: Map<string, Map<string, number>>): Promise<void> {
  const rows = [...counts].map(([place, of]) => {
    const about = JSON.parse(place) as Parameters<typeof countId>[1];
    return { _id: countId(firmId, about), firmId, ...about, counts: Object.fromEntries(of) };
  });
  await inBatches(rows, (batch) => FlowCountModel.collection.insertMany(batch as never));
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What a run counts for, of thirty steps' numbers: as many as a large flow has. */
function trailOf(run: ReturnType<typeof runOf>, counts: Map<string, Map<string, number>>) {
  const ended = run.status === "ended";
  const here = run.status === "attention" ? ["attention:wait1"] : ended ? ["done:wait1", "took:wait1|90"] : ["waiting:wait1"];
  const rest = Array.from({ length: 29 }, (_, n) => [`entered:step${n}`, `done:step${n}`, `way:step${n}|next`]).flat();
  const marks = ["began", ...(ended ? ["over", "settled"] : ["open"]), "entered:wait1", ...here, ...(ended ? rest : [])];
  const date = dayOf(run.startedAt.getTime());
  for (const span of spansAround(date)) {
    const place = JSON.stringify({ flowKey: run.flowKey, version: 1, ...span });
    const of = counts.get(place) ?? new Map<string, number>();
    for (const mark of marks) of.set(mark, (of.get(mark) ?? 0) + 1);
    counts.set(place, of);
  }
  const place = { flowKey: run.flowKey, version: 1, startedAt: run.startedAt, day: date };
  // The people behind a few numbers are asked for.
  return { _id: run._id, ...place, marks: marks.filter((mark) => mark.includes("wait1")), trail: { seq: linesEach, visits: {} } };
}

async function inBatches<T>(all: T[], write: (batch: T[], from: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += 1000) await write(all.slice(from, from + 1000), from);
}

async function peopleAndMatters(scope: Scope, batch: { contactId: string; matterId: string }[], from: number, now: number): Promise<void> {
  const sources = ["Referral", "Website", "Advertisement"];
  await withScope(scope, async () => {
    await ContactModel.insertMany(
      batch.map(({ contactId, matterId }, n) => ({
        ...{ _id: contactId, firstName: "Ngozi", lastName: `Okafor ${from + n}`, email: `client${from + n}@mail.example` },
        ...{ matterIds: [matterId], sortName: `okafor ${from + n}, ngozi`, search: ["ngozi", "okafor", `${from + n}`] },
      })),
    );
    await MatterModel.insertMany(
      batch.map(({ contactId, matterId }, n) => {
        const openedAt = new Date(now - ((from + n) % 700) * day);
        const state = n % 20 === 0 ? ("open" as const) : n % 3 ? ("won" as const) : ("lost" as const);
        return {
          ...{ _id: matterId, number: `EP-${from + n}`, title: `Will of Okafor ${from + n}`, caseType: "estate-planning" },
          ...{ stage: state === "open" ? "lead" : state === "won" ? "hired" : "lost", stageSince: openedAt, state, openedAt },
          ...{ firstTouchAt: openedAt, ...(state === "open" ? {} : { closedAt: openedAt }), source: sources[n % 3] },
          ...{ value: 2400, mainContactId: contactId, people: [{ contactId, role: "client" }], search: [`ep-${from + n}`, "will"] },
        };
      }),
    );
  });
}

/** One in ten still waits, one in five hundred needs staff. */
function runOf(n: number, matterId: string, now: number) {
  const startedAt = new Date(now - (n % 730) * day - n);
  const status = n % 500 === 0 ? "attention" : n % 10 === 0 ? "running" : "ended";
  const at = startedAt.toISOString();
  const position =
    status === "ended"
      ? []
      : [{ step: "wait1", visit: 1, token: "t1", state: status === "attention" ? "attention" : "waiting", since: at }];
  return {
    ...{ _id: newId("run"), flowKey: `flow-${n % flowCount}`, flowName: `flow-${n % flowCount}`, version: 1, definitionHash: "none" },
    ...{ subjectKind: "matter", matterId, status, needsAttention: status === "attention", position, workflow: "started", listens: [] },
    ...(status === "ended" ? { outcome: n % 4 ? "completed" : "goal", endedAt: startedAt } : {}),
    ...{ startedBy: { kind: "system", id: "bench", name: "Bench" }, startedAt, causes: [], tick: 7, took: `effect:mail1:1:send:${n}` },
    ...{ advanced: JSON.stringify({ state: { status, log: "x".repeat(900) }, effects: [] }), seq: linesEach },
    ...{ createdAt: startedAt, updatedAt: startedAt },
  };
}

/** Of the last hundred days, most with the same subject; a few to one person, a few that came back. */
function messageOf(n: number, contactId: string, now: number) {
  const createdAt = new Date(now - n * 14 * 60_000);
  const to =
    n % 1_000 === 500 ? { name: "Luis Peña", address: "luis@pena.example" } : { name: "Ngozi", address: `client${n}@mail.example` };
  const says = { channel: "email" as const, subject: "News of the firm", to };
  const came = n % 400 === 7 ? { bounce: { kind: "hard", at: createdAt, status: "5.1.1", said: "550 no such user" } } : {};
  return {
    ...{ _id: newId("message"), key: `bench:${n}`, messageId: `<${n}@firm.example>`, state: "sent", purpose: "marketing", language: "en" },
    ...findable({ ...says, from: { name: "Hartwell & Ruiz", address: "office@hartwellruiz.example" } }),
    ...{ html: "<p>x</p>".repeat(1_000), text: "x", values: {}, attempts: 1, contactId, ...came, createdAt, updatedAt: createdAt },
  };
}

function lineOf(run: { _id: string; startedAt: Date }, at: number) {
  const whats = ["entered", "waiting", "woke", "entered", "sent", "entered", "waiting", "woke", "sent", "ended"];
  const when = new Date(run.startedAt.getTime() + at * 60_000);
  return {
    ...{
      _id: newId("journal"),
      runId: run._id,
      seq: at + 1,
      at: when,
      recordedAt: when,
      what: whats[at % whats.length],
      step: "wait1",
      visit: 1,
    },
    ...{ createdAt: when, updatedAt: when },
  };
}
