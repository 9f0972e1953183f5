import type { LetterOfRun, MessageOfRun } from "../../../domain/messages/index.ts";
import type { Definition, StepId } from "../../../engine/definition/types.ts";
import type { JournalEntry } from "../../../engine/run/index.ts";
import type { Wire } from "../../api/wire.ts";

/** A run as the API tells it. */
export interface RunLine {
  id: string;
  flowKey: string;
  flowName: string;
  version: number;
  status: "running" | "held" | "attention" | "ended";
  needsAttention: boolean;
  outcome?: string;
  subject: { kind: string; contactId?: string; matterId?: string; occasionId?: string; name: string };
  startedAt: string;
  endedAt?: string;
  startedBy: { kind: string; id: string; name: string };
  undoUntil?: string;
  wakeAt?: string;
  position: RunPlace[];
}
export interface RunPlace {
  token: string;
  step: StepId;
  visit: number;
  state: "waiting" | "working" | "attention" | "held";
  since: string;
  until?: string;
  reason?: string;
  name: string;
  kind: string;
}
export interface OpenRun extends RunLine {
  causes: string[];
  definition: Definition;
  journal: JournalEntry[];
  /** What staff print and post for it. */
  letters: Wire<LetterOfRun>[];
  /** What left for it, to be read as it was sent. */
  messages: MessageOfRun[];
}
