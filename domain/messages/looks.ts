import type { Stored } from "../base/index.ts";
import { questionWords } from "../inputs/index.ts";
import { beginningOf, saysAll } from "./beginnings.ts";
import type { MessageRecord } from "./model.ts";

/** A message without what it says. */
export type MessageRow = Omit<Stored<MessageRecord>, "html" | "text" | "values" | "change" | "beginnings">;

export interface MessagesAsked {
  contactId?: string;
  matterId?: string;
  runId?: string;
  state?: MessageRecord["state"];
  channel?: MessageRecord["channel"];
  came?: "bounce" | "complainedAt" | "repliedAt";
  q?: string;
}

/** Where messages are looked for, within a window of `field`, and what is asked of those found there. */
export interface Look {
  field: "createdAt" | "bounce.at" | "complainedAt" | "repliedAt";
  look: Record<string, unknown>;
  fits: (row: MessageRow) => boolean;
}

/**
 * A look that an index answers, in a database of any size: equalities and the window, never `$or`, a part of a word or whether a field is
 * there. By the most telling of what is asked; the rest is sorted out among what is found. What came back is listed by when it came.
 */
export function lookFor({ q = "", came, ...same }: MessagesAsked): Look {
  const words = questionWords(q);
  const fits = (row: MessageRow) =>
    Object.entries(same).every(([name, value]) => row[name as keyof typeof same] === value) && saysAll(row, words);
  if (came) return { field: came === "bounce" ? "bounce.at" : came, look: {}, fits };
  const { contactId, matterId, runId, state } = same;
  const look = contactId
    ? { contactId }
    : matterId
      ? { matterId }
      : runId
        ? { runId }
        : words[0] !== undefined
          ? { beginnings: beginningOf(words[0]) }
          : state
            ? { state }
            : {};
  return { field: "createdAt", look, fits };
}

export const dateIn = (row: MessageRow, field: Look["field"]): Date =>
  (field === "bounce.at" ? row.bounce?.at : row[field]) ?? row.createdAt;
