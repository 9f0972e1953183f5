/**
 * What the kinds of steps do, a file for each. How they are described stands in `engine/steps`: who draws, checks or tells a flow carries none
 * out, and need not fetch what that takes. A kind missing here fails `tsc`.
 */
import type { Step, StepKindName } from "../../definition/types.ts";
import { isStepKind } from "../../steps/index.ts";
import type { StepBehaviour } from "../behaviour.ts";
import { addNote } from "./addNote.ts";
import { approve } from "./approve.ts";
import { assignStaff } from "./assignStaff.ts";
import { branch } from "./branch.ts";
import { callWebhook } from "./callWebhook.ts";
import { changeTags } from "./changeTags.ts";
import { createTask } from "./createTask.ts";
import { end } from "./end.ts";
import { join } from "./join.ts";
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

const behaviours = {
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
} satisfies { [K in StepKindName]: StepBehaviour<K> };

/** A step's behaviour; none for a kind nobody knows. */
export function behaviourOf(step: Step | undefined): StepBehaviour | undefined {
  // Each behaviour only ever sees steps of its own kind: it is looked up by the step's own `kind`.
  return step && isStepKind(step.kind) ? (behaviours[step.kind] as unknown as StepBehaviour) : undefined;
}
