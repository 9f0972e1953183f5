import {
  IconArrowMoveRight,
  IconArrowsJoin2,
  IconArrowsSplit2,
  IconBell,
  IconCalendarPlus,
  IconCheckbox,
  IconClock,
  IconDeviceMobileMessage,
  IconEar,
  IconFileText,
  IconFlag3,
  IconForms,
  IconGitBranch,
  IconGitMerge,
  IconHelp,
  IconHourglass,
  IconMail,
  IconNote,
  IconPencil,
  IconPlayerStop,
  IconRepeat,
  IconRoute,
  IconTag,
  IconUpload,
  IconUserCheck,
  IconUserShare,
  IconWebhook,
  IconWritingSign,
  type TablerIcon,
} from "@tabler/icons-react";
import type { StepKindName } from "../../engine/definition/types.ts";
import type { Intent } from "./intents.ts";

export interface KindLook {
  icon: TablerIcon;
  intent: Intent;
  label: string;
}

/** The icon, intent and name of every step kind, the same wherever the kind appears. A kind missing here does not compile. */
export const kinds: Record<StepKindName, KindLook> = {
  sendEmail: { icon: IconMail, intent: "tell", label: "Send email" },
  sendText: { icon: IconDeviceMobileMessage, intent: "tell", label: "Send text" },
  notifyStaff: { icon: IconBell, intent: "tell", label: "Notify staff" },
  requestForm: { icon: IconForms, intent: "ask", label: "Request form" },
  requestFiles: { icon: IconUpload, intent: "ask", label: "Request files" },
  requestSignature: { icon: IconWritingSign, intent: "ask", label: "Request signature" },
  offerAppointment: { icon: IconCalendarPlus, intent: "ask", label: "Offer appointment" },
  wait: { icon: IconClock, intent: "wait", label: "Wait" },
  waitForEvent: { icon: IconEar, intent: "wait", label: "Wait for something" },
  waitUntil: { icon: IconHourglass, intent: "wait", label: "Wait until it is so" },
  branch: { icon: IconGitBranch, intent: "decide", label: "Branch" },
  split: { icon: IconArrowsSplit2, intent: "decide", label: "Split" },
  parallel: { icon: IconGitMerge, intent: "decide", label: "Side by side" },
  join: { icon: IconArrowsJoin2, intent: "decide", label: "Meet again" },
  repeat: { icon: IconRepeat, intent: "decide", label: "Repeat" },
  approve: { icon: IconUserCheck, intent: "decide", label: "Approve" },
  makeDocument: { icon: IconFileText, intent: "record", label: "Make document" },
  createTask: { icon: IconCheckbox, intent: "record", label: "Create task" },
  updateFields: { icon: IconPencil, intent: "record", label: "Update fields" },
  moveStage: { icon: IconArrowMoveRight, intent: "record", label: "Move stage" },
  changeTags: { icon: IconTag, intent: "record", label: "Change tags" },
  assignStaff: { icon: IconUserShare, intent: "record", label: "Assign staff" },
  addNote: { icon: IconNote, intent: "record", label: "Add note" },
  startFlow: { icon: IconRoute, intent: "connect", label: "Start a flow" },
  stopFlow: { icon: IconPlayerStop, intent: "connect", label: "Stop a flow" },
  callWebhook: { icon: IconWebhook, intent: "connect", label: "Call a webhook" },
  end: { icon: IconFlag3, intent: "end", label: "End" },
};

/** Also of a kind that a draft holds and this Firmflow does not know: made by a newer one, or written by hand. */
export const lookOf = (kind: string): KindLook =>
  Object.hasOwn(kinds, kind) ? kinds[kind as StepKindName] : { icon: IconHelp, intent: "end", label: "Unknown step" };
