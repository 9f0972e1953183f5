import type { EffectKind } from "../engine/run/index.ts";
import { addNote } from "./addNote.ts";
import { approve } from "./approve.ts";
import { asking } from "./asking.ts";
import { assignStaff } from "./assignStaff.ts";
import { callWebhook } from "./callWebhook.ts";
import type { EffectActivity } from "./carryOut.ts";
import { changeTags } from "./changeTags.ts";
import { closeRequest } from "./closeRequest.ts";
import { createTask } from "./createTask.ts";
import { makeDocument } from "./makeDocument.ts";
import { moveStage } from "./moveStage.ts";
import { notifyStaff } from "./notifyStaff.ts";
import { remind } from "./remind.ts";
import { requestSignature } from "./requestSignature.ts";
import { sendEmail } from "./sendEmail.ts";
import { sendText } from "./sendText.ts";
import { startFlow } from "./startFlow.ts";
import { stopFlow } from "./stopFlow.ts";
import { updateFields } from "./updateFields.ts";

/** Kinds of steps that do nothing to the world. */
type Inward = "wait" | "waitForEvent" | "waitUntil" | "branch" | "split" | "parallel" | "join" | "repeat" | "end";

/** Who carries out which effect. A kind without an activity does not compile. */
export const effectActivities: Record<Exclude<EffectKind, Inward>, EffectActivity> = {
  addNote,
  approve,
  assignStaff,
  callWebhook,
  changeTags,
  closeRequest,
  createTask,
  makeDocument,
  moveStage,
  notifyStaff,
  offerAppointment: asking("offerAppointment"),
  remind,
  requestFiles: asking("requestFiles"),
  requestForm: asking("requestForm"),
  requestSignature,
  sendEmail,
  sendText,
  startFlow,
  stopFlow,
  updateFields,
};
