import mongoose from "mongoose";
import { type FirmId, newId, type Scope, systemScope, withScope } from "../../domain/base/index.ts";
import { ContactModel } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { MatterModel } from "../../domain/matters/index.ts";
import { findable, MessageModel } from "../../domain/messages/index.ts";
import { OccasionModel } from "../../domain/occasions/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import { TaskModel } from "../../domain/tasks/index.ts";
import { countId, FlowCountModel, spansAround, TrailModel, talliedAround } from "../../domain/watching/index.ts";
import { benchFirm, delayAndMail } from "./firm.ts";
import type { LookedAt } from "./staffPages.ts";

const linesEach = 10;
const flowCount = 12;
const day = 86_400_000;

export interface Filled extends LookedAt {
  scope: Scope;
}
/** Written down when all is there, so that a kept folder is not filled again: by how many runs, and in which form they were written. */
interface Note extends LookedAt {
  _id: string;
  firmId: FirmId;
}
const form = 2;

/** A firm that has worked for two years: the one that was filled before in this database, else one that is filled now. */
export async function aFilledFirm(runCount: number): Promise<Filled> {
  const notes = mongoose.connection.collection<Note>("benchFilled");
  const _id = `${form}:${runCount}`;
  const known = await notes.findOne({ _id });
  if (known) return { ...known, scope: systemScope(known.firmId) };
  const { scope } = await benchFirm();
  for (let n = 0; n < flowCount; n++) await publishDefinition(scope, { definition: delayAndMail(`flow-${n}`, 3) });
  const from = performance.now();
  const lookedAt = await fill(scope, runCount);
  const seconds = Math.round((performance.now() - from) / 1000);
  console.error(`${runCount} runs and ${runCount * linesEach} journal lines written in ${seconds} s`);
  await notes.insertOne({ _id, firmId: scope.firmId, ...lookedAt });
  return { ...lookedAt, scope };
}

/** People, their matters, what was done for them, their runs over two years and the journals, written straight into the database. */
async function fill(scope: Scope, runCount: number): Promise<LookedAt> {
  const now = Date.now();
  const matters = Math.ceil(runCount / 10);
  const ids = Array.from({ length: matters }, (_, n) => ({ n, contactId: newId("contact"), matterId: newId("matter") }));
  const write = writing(scope.firmId);
  await inBatches(ids, (batch) => peopleAndMatters(scope, batch, now));
  await inBatches(ids, async (batch) => {
    await write(
      TaskModel,
      batch.map((one) => taskOf(one, now)),
    );
    await write(
      OccasionModel,
      batch.map((one) => occasionOf(one, now)),
    );
    await write(
      EventModel,
      batch.flatMap((one) => eventsOf(one, now)),
    );
    await write(
      MessageModel,
      batch.map(({ n, contactId }) => messageOf(n, contactId, now)),
    );
  });
  let runId = "";
  const counts = new Map<string, Map<string, number>>();
  await inBatches(
    Array.from({ length: runCount }, (_, n) => n),
    async (batch) => {
      const runs = batch.map((n) => runOf(n, ids[n % matters]?.matterId ?? "", now));
      runId = runs.at(-1)?._id ?? "";
      const trails = runs.map((run) => trailOf(run, counts));
      const lines = runs.flatMap((run) => Array.from({ length: linesEach }, (_, at) => lineOf(run, at)));
      // Side by side, so that the next is made ready while the database writes.
      await Promise.all([write(RunModel, runs), write(TrailModel, trails), inBatches(lines, (some) => write(JournalModel, some))]);
    },
  );
  await fillCounts(scope, counts);
  return { contactId: ids[0]?.contactId ?? "", matterId: ids[0]?.matterId ?? "", runId };
}

/** As they come, without asking a model about each. */
const writing =
  (firmId: string) =>
  async (model: { collection: { insertMany(rows: never, options: { ordered: false }): Promise<unknown> } }, rows: object[]) =>
    void (await model.collection.insertMany(rows.map((row) => ({ ...row, firmId })) as never, { ordered: false }));

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
  const marks = [
    "began",
    ...(ended ? ["over", "settled"] : ["open"]),
    ...(run.needsAttention ? ["attention"] : []),
    "entered:wait1",
    ...here,
    ...(ended ? rest : []),
  ];
  const date = dayOf(run.startedAt.getTime());
  for (const { marks: counted, ...span } of [...spansAround(date).map((one) => ({ ...one, marks })), ...talliedAround(date, marks)]) {
    const place = JSON.stringify({ flowKey: run.flowKey, version: 1, ...span });
    const of = counts.get(place) ?? new Map<string, number>();
    for (const mark of counted) of.set(mark, (of.get(mark) ?? 0) + 1);
    counts.set(place, of);
  }
  const place = { flowKey: run.flowKey, version: 1, startedAt: run.startedAt, day: date };
  // The people behind a few numbers are asked for.
  return { _id: run._id, ...place, marks: marks.filter((mark) => mark.includes("wait1")), trail: { seq: linesEach, visits: {} } };
}

async function inBatches<T>(all: T[], write: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += 1000) await write(all.slice(from, from + 1000));
}

/** The nth client and their matter. */
interface Client {
  n: number;
  contactId: string;
  matterId: string;
}
const openedAgo = (n: number): number => (n % 700) * day;

/** As models make them, but from years ago on. */
async function peopleAndMatters(scope: Scope, batch: Client[], now: number): Promise<void> {
  const sources = ["Referral", "Website", "Advertisement"];
  const dated = batch.map((one) => ({ ...one, openedAt: new Date(now - openedAgo(one.n)), source: sources[one.n % 3] }));
  const when = (at: Date) => ({ createdAt: at, updatedAt: at });
  await withScope(scope, async () => {
    await ContactModel.insertMany(
      dated.map(({ n, contactId, matterId, openedAt, source }) => ({
        ...{
          _id: contactId,
          firstName: "Ngozi",
          lastName: `Okafor ${n}`,
          email: `client${n}@mail.example`,
          source,
          tags: [`tag ${n % 20}`],
        },
        ...{ matterIds: [matterId], sortName: `okafor ${n}, ngozi`, search: ["ngozi", "okafor", `${n}`], ...when(openedAt) },
      })),
      { timestamps: false },
    );
    await MatterModel.insertMany(
      dated.map(({ n, contactId, matterId, openedAt, source }) => {
        const state = n % 20 === 0 ? ("open" as const) : n % 3 ? ("won" as const) : ("lost" as const);
        return {
          ...{ _id: matterId, number: `EP-${n}`, title: `Will of Okafor ${n}`, caseType: "estate-planning", ...when(openedAt) },
          ...{ stage: state === "open" ? "lead" : state === "won" ? "hired" : "lost", stageSince: openedAt, state, openedAt, source },
          // Of forty leads nobody has touched one.
          ...(n % 800 === 0 ? {} : { firstTouchAt: openedAt }),
          ...(state === "open" ? {} : { closedAt: openedAt }),
          ...{ value: 2400, mainContactId: contactId, people: [{ contactId, role: "client" }], search: [`ep-${n}`, "will"] },
        };
      }),
      { timestamps: false },
    );
  });
}

/** Done long ago, but for open matters. */
function taskOf({ n, contactId, matterId }: Client, now: number) {
  const [createdAt, due] = [new Date(now - openedAgo(n)), new Date(now - openedAgo(n) + 3 * day)];
  const done = n % 20 ? { state: "done", doneAt: due } : { state: "open" };
  return { _id: newId("task"), title: `Call client ${n}`, ...done, due, matterId, contactId, createdAt, updatedAt: createdAt };
}

function occasionOf({ n, contactId, matterId }: Client, now: number) {
  const [createdAt, at] = [new Date(now - openedAgo(n)), new Date(now - openedAgo(n) + 20 * day)];
  const state = at.getTime() > now ? "planned" : n % 50 === 0 ? "missed" : "held";
  const what = { kind: n % 4 ? "appointment" : "hearing", title: "Consultation", at, attend: [], fields: {} };
  return { _id: newId("occasion"), ...what, state, matterId, contactId, createdAt, updatedAt: createdAt };
}

function eventsOf({ n, contactId, matterId }: Client, now: number) {
  const told = ["matter.created", "matter.stageChanged", "form.submitted", "document.signed"];
  return told.map((type, index) => {
    const at = new Date(now - openedAgo(n) + index * 60_000);
    const whose = { stream: `matter:${matterId}`, seq: index + 1, contactId, matterId };
    const data = { form: "family", template: "agreement", from: "lead", to: "hired", caseType: "estate-planning" };
    return { _id: newId("event"), type, at, ...whose, data, by: system, causes: [], state: "delivered", createdAt: at, updatedAt: at };
  });
}
const system = { kind: "system", id: "bench", name: "Bench" };

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
    ...{ startedBy: system, startedAt, causes: [], tick: 7, took: `effect:mail1:1:send:${n}` },
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
