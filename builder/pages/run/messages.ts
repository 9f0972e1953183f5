import type { JournalEntry } from "../../../engine/run/index.ts";
import type { OpenRun } from "../../editor/run/types.ts";

/** The message that a line of a run's journal tells of, by its id; undefined where it tells of none, or of one that is gone. */
export function messageTold(entry: JournalEntry, messages: OpenRun["messages"]): string | undefined {
  const part = partTold(entry);
  return messages.find((one) => one.part === part && one.step === entry.step && one.visit === entry.visit)?.id;
}

/** As the engine names the parts of a step: to whom, and the how manieth time. */
function partTold({ what, data }: JournalEntry): string | undefined {
  const who = data?.["contactId"];
  if (what === "sent") return who === undefined ? "send" : `send:${who}`;
  if (what === "requested") return `ask:${who}`;
  return what === "reminded" ? `remind:${data?.["reminder"]}:${who}` : undefined;
}
