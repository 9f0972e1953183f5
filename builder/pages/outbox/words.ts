import type { MessageLine } from "../../../domain/messages/index.ts";
import type { Wire } from "../../api/wire.ts";
import type { State } from "../../components/StateChip.tsx";

export type Row = Wire<MessageLine>;

const states: Record<MessageLine["state"], [State, string]> = {
  planned: ["waiting", "Planned"],
  held: ["held", "Held"],
  toPost: ["waiting", "To be posted"],
  sending: ["waiting", "Leaving"],
  sent: ["done", "Sent"],
  uncertain: ["attention", "Perhaps sent"],
  skipped: ["held", "Not sent"],
  failed: ["attention", "Failed"],
};

/** How a message stands: what came back of it says more than that it left. */
export function standing(row: Pick<Row, "state" | "bounce" | "complained" | "replied"> & Partial<Pick<Row, "channel">>): {
  state: State;
  words: string;
} {
  if (row.complained) return { state: "attention", words: "Reported as spam" };
  if (row.bounce) return { state: "attention", words: row.bounce.kind === "hard" ? "Came back" : "Came back for now" };
  if (row.replied) return { state: "done", words: "Answered" };
  if (row.channel === "letter" && row.state === "sent") return { state: "done", words: "Posted" };
  const [state, words] = states[row.state];
  return { state, words };
}

/** Why, in a sentence, where there is something to say. */
export function why(
  row: Pick<Row, "state" | "reason" | "bounce" | "clicked" | "opened" | "pressed"> & Partial<Pick<Row, "channel">>,
): string {
  if (row.bounce) return row.bounce.said;
  if (row.state === "sent" && row.channel === "letter") return row.reason ?? "";
  if (row.state === "sent") return row.clicked ? "A link in it was followed." : row.opened ? "Perhaps opened." : "";
  return row.reason ?? "";
}

/** Whom it goes to and where, in one line: a letter's address has several. */
export const addressed = ({ to }: Pick<Row, "to">): string =>
  [to.name, to.address.replaceAll(/\s*\n\s*/g, ", ")].filter(Boolean).join(" · ") || "somebody without an address";

export const waits = (row: Pick<Row, "state">): boolean => row.state === "planned" || row.state === "held";

/** A fact's value as it is shown: a moment as a date in the office's time, anything else in words. Null for what was empty. */
export function factWords(value: unknown): { at: string } | { words: string } | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/.test(value)) return { at: value };
  if (typeof value === "boolean") return { words: value ? "Yes" : "No" };
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return { words: value.join(", ") };
  return { words: typeof value === "object" ? JSON.stringify(value) : String(value) };
}
