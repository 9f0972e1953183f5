import type { CreateTask } from "../../definition/types.ts";
import { dueAt, instantOf, msOf } from "../../time/index.ts";
import { journalData, type StepBehaviour } from "../behaviour.ts";
import { allSettled, inFlight } from "../effects.ts";
import { keepResult } from "../keeping.ts";
import { issueAll } from "../moves.ts";
import type { Running } from "../running.ts";
import { params } from "../sending.ts";
import type { Tok } from "../state.ts";
import type { Json, JsonObject, RunEvent } from "../types.ts";
import { park, waited } from "../waiting.ts";

export const createTask: StepBehaviour<"createTask"> = {
  says: "created",
  arrive: issueAll,
  wanted: (run, token, step) => [
    {
      part: "task",
      kind: "createTask",
      params: params({ title: step.title, notes: step.notes, assignee: step.assignee, dueAt: dueOf(run, token, step) }),
    },
  ],
  done: (_run, token, _step, result) => {
    const taskId = result.data?.["taskId"] ?? result.data?.["id"];
    token.mem = { ...token.mem, ...(typeof taskId === "string" ? { taskId } : {}) };
  },
  settled: (run, token, step) => {
    if (!step.waitUntilDone) return run.leave(token);
    if (!takeEarlyDone(run, token)) park(run, token);
  },
  moved: (run, token, step) => {
    if (!step.waitUntilDone && allSettled(token)) run.leave(token);
  },
  listens: (step) => (step.waitUntilDone ? ["task.completed"] : []),
  hear: (run, token, step, event) => {
    if (step.waitUntilDone && event.type === "task.completed") hearDone(run, token, step, event);
  },
  complete: (run, token, step, command, by) => {
    if (!step.waitUntilDone || inFlight(token)) return false;
    run.write("completed", token, { by, data: { how: command.how, ...journalData(command.data) } });
    goOn(run, token, run.at, { ...command.data, how: command.how });
    return true;
  },
};

function dueOf(run: Running, token: Tok, step: CreateTask): string | undefined {
  const ms = step.due === undefined ? null : dueAt(msOf(token.at), step.due, step.businessDays === true, run.given.firm, run.zone());
  return ms === null ? undefined : instantOf(ms);
}

/** A task is told apart by its id; in scripts, which have none, by this step or its title. */
function isOurTask(run: Running, token: Tok, step: CreateTask, event: RunEvent): boolean {
  const { data } = event;
  const known = token.mem?.["taskId"];
  if (known !== undefined) return taskOf(event) === known;
  if (data["step"] !== undefined) return data["step"] === token.step;
  return data["title"] === undefined || data["title"] === step.title || data["title"] === run.says(step.title);
}

function taskOf(event: RunEvent): Json | undefined {
  return event.data["task"] ?? event.data["taskId"] ?? event.data["id"];
}

function hearDone(run: Running, token: Tok, step: CreateTask, event: RunEvent): void {
  const id = taskOf(event);
  // Told before the effect that made the task reported its id.
  if (token.fx && !token.mem?.["taskId"] && typeof id === "string" && inFlight(token)) {
    token.mem = { ...token.mem, done: id };
  } else if (!inFlight(token) && isOurTask(run, token, step, event)) {
    run.write("completed", token, { data: { event: event.type, ...journalData(event.data) } });
    goOn(run, token, event.at, event.data);
  }
}

function takeEarlyDone(run: Running, token: Tok): boolean {
  const taskId = token.mem?.["taskId"];
  if (taskId === undefined || token.mem?.["done"] !== taskId) return false;
  run.write("completed", token, { data: { event: "task.completed", taskId } });
  goOn(run, token, run.at, {});
  return true;
}

function goOn(run: Running, token: Tok, at: string, gave: JsonObject): void {
  keepResult(run, token.step, { ...gave, completedAt: run.at });
  waited(token, at);
  run.leave(token);
}
