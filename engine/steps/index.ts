/** The language of flows: one file per step kind, which describes it. A kind missing here fails `tsc`. */
import type { Step, StepKindName } from "../definition/types.ts";
import { addNote } from "./addNote.ts";
import { approve } from "./approve.ts";
import { assignStaff } from "./assignStaff.ts";
import { branch } from "./branch.ts";
import { callWebhook } from "./callWebhook.ts";
import { changeTags } from "./changeTags.ts";
import { createTask } from "./createTask.ts";
import { end } from "./end.ts";
import { join } from "./join.ts";
import type { Outlet, StepKind } from "./kind.ts";
import { makeDocument } from "./makeDocument.ts";
import { moveStage } from "./moveStage.ts";
import { notifyStaff } from "./notifyStaff.ts";
import { offerAppointment } from "./offerAppointment.ts";
import { parallel } from "./parallel.ts";
import { repeat } from "./repeat.ts";
import { requestFiles } from "./requestFiles.ts";
import { requestForm } from "./requestForm.ts";
import { requestSignature } from "./requestSignature.ts";
import { sendEmail } from "./sendEmail.ts";
import { sendText } from "./sendText.ts";
import { split } from "./split.ts";
import { startFlow } from "./startFlow.ts";
import { stopFlow } from "./stopFlow.ts";
import { updateFields } from "./updateFields.ts";
import { wait } from "./wait.ts";
import { waitForEvent } from "./waitForEvent.ts";
import { waitUntil } from "./waitUntil.ts";

export const stepKinds = {
  sendEmail,
  sendText,
  notifyStaff,
  requestForm,
  requestFiles,
  requestSignature,
  offerAppointment,
  makeDocument,
  updateFields,
  moveStage,
  changeTags,
  assignStaff,
  createTask,
  addNote,
  wait,
  waitForEvent,
  waitUntil,
  branch,
  split,
  parallel,
  join,
  repeat,
  approve,
  startFlow,
  stopFlow,
  callWebhook,
  end,
} satisfies { [K in StepKindName]: StepKind<K> };

/** All kinds in palette order. */
export const stepKindNames = Object.keys(stepKinds) as StepKindName[];

export function isStepKind(name: unknown): name is StepKindName {
  return typeof name === "string" && Object.hasOwn(stepKinds, name);
}

/** A kind's description by name, for callers that do not know which kind they hold. */
export function kindOf(name: StepKindName): StepKind {
  // Each kind only ever sees steps of its own kind: callers look it up by the step's own `kind`.
  return stepKinds[name] as unknown as StepKind;
}

/** The ways on from a step; none for what is no known kind. */
export function outletsOf(step: Step | { kind: string }): Outlet[] {
  return isStepKind(step.kind) ? kindOf(step.kind).outlets(step as Step) : [];
}

export type { Intent, Outlet, StepKind } from "./kind.ts";
