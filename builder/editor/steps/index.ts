/** The panel of every kind: one file each. A kind missing here fails `tsc`. */
import type { ComponentType } from "react";
import type { StepKindName } from "../../../engine/definition/types.ts";
import { AddNote } from "./AddNote.tsx";
import { Approve } from "./Approve.tsx";
import { AssignStaff } from "./AssignStaff.tsx";
import { Branch } from "./Branch.tsx";
import { CallWebhook } from "./CallWebhook.tsx";
import { ChangeTags } from "./ChangeTags.tsx";
import { CreateTask } from "./CreateTask.tsx";
import { End } from "./End.tsx";
import { Join } from "./Join.tsx";
import type { StepPanelProps } from "./kit.ts";
import { MakeDocument } from "./MakeDocument.tsx";
import { MoveStage } from "./MoveStage.tsx";
import { NotifyStaff } from "./NotifyStaff.tsx";
import { OfferAppointment } from "./OfferAppointment.tsx";
import { Parallel } from "./Parallel.tsx";
import { Repeat } from "./Repeat.tsx";
import { RequestFiles } from "./RequestFiles.tsx";
import { RequestForm } from "./RequestForm.tsx";
import { RequestSignature } from "./RequestSignature.tsx";
import { SendEmail } from "./SendEmail.tsx";
import { SendText } from "./SendText.tsx";
import { Split } from "./Split.tsx";
import { StartFlow } from "./StartFlow.tsx";
import { StopFlow } from "./StopFlow.tsx";
import { UpdateFields } from "./UpdateFields.tsx";
import { Wait } from "./Wait.tsx";
import { WaitForEvent } from "./WaitForEvent.tsx";
import { WaitUntil } from "./WaitUntil.tsx";

const panels = {
  sendEmail: SendEmail,
  sendText: SendText,
  notifyStaff: NotifyStaff,
  requestForm: RequestForm,
  requestFiles: RequestFiles,
  requestSignature: RequestSignature,
  offerAppointment: OfferAppointment,
  makeDocument: MakeDocument,
  updateFields: UpdateFields,
  moveStage: MoveStage,
  changeTags: ChangeTags,
  assignStaff: AssignStaff,
  createTask: CreateTask,
  addNote: AddNote,
  wait: Wait,
  waitForEvent: WaitForEvent,
  waitUntil: WaitUntil,
  branch: Branch,
  split: Split,
  parallel: Parallel,
  join: Join,
  repeat: Repeat,
  approve: Approve,
  startFlow: StartFlow,
  stopFlow: StopFlow,
  callWebhook: CallWebhook,
  end: End,
} satisfies { [K in StepKindName]: ComponentType<StepPanelProps<K>> };

/** The panel of a kind, for callers that do not know which kind they hold. */
export function panelOf(kind: StepKindName): ComponentType<StepPanelProps<StepKindName>> {
  // Each panel is only ever given steps of its own kind: it is looked up by the step's own `kind`.
  return panels[kind] as unknown as ComponentType<StepPanelProps<StepKindName>>;
}
