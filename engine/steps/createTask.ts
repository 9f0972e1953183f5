import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { CreateTask } from "../definition/types.ts";
import { journalData } from "../run/behaviour.ts";
import { allSettled, inFlight } from "../run/effects.ts";
import { keepResult } from "../run/keeping.ts";
import { issueAll } from "../run/moves.ts";
import type { Running } from "../run/running.ts";
import { params } from "../run/sending.ts";
import type { Tok } from "../run/state.ts";
import type { Json, JsonObject, RunEvent } from "../run/types.ts";
import { park, waited } from "../run/waiting.ts";
import { dueAt, instantOf, msOf } from "../time/index.ts";
import { isWholeDays } from "./durations.ts";
import { field, flag, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { excerpt, line, spoken } from "./words.ts";

export const createTask: StepKind<"createTask"> = {
  kind: "createTask",
  label: "Create task",
  intent: "record",
  about: "Gives staff something to do, and waits until it is done if wanted.",
  fields: {
    title: field("liquidLine", "Title", "What is to be done, with merge fields."),
    notes: field("liquid", "Notes", "What helps doing it, with merge fields."),
    assignee: field("name", "For", "`assignee` (the default), a role, or the id of a member of staff."),
    due: field("duration", "Due after", "Counted from when the step is reached."),
    businessDays: flag(
      "Business days",
      "Count only business days of the firm (due in whole days), or business hours (due in hours and minutes).",
    ),
    waitUntilDone: flag("Wait until done", "Go on only when the task is completed."),
    next: NEXT,
  },
  required: ["title", "next"],
  fresh: () => ({ kind: "createTask", title: "", due: "P1D", businessDays: true }),
  outlets: (step) => [required("next", step.waitUntilDone ? "Done" : "Then", step.next)],
  check: (step, id) => {
    if (!step.businessDays || !step.due || isWholeDays(step.due) || !/[YMWD].*T/.test(step.due)) return [];
    const message = `Step ${nameOf(id, step)} counts business days, but is due after ${spoken(step.due)}. Give whole days, or hours and minutes, not both.`;
    return [problem(id, pointer("steps", id, "due"), "businessDaysNeedWholeDays", message)];
  },
  summary: (step) =>
    line(
      `Task “${excerpt(step.title)}”`,
      step.due && `due after ${spoken(step.due, step.businessDays)}`,
      step.waitUntilDone && "wait until done",
    ),
  behaviour: {
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
