/** Whose story: all about a matter, or all about a contact (with what their matters say about them). */
export type Subject = { matterId: string } | { contactId: string };
/** Rows of one source that happened before a moment, newest first, at most `limit`. */
export interface Reach {
  before: Date;
  limit: number;
}

/** One thing that happened to a matter or contact, told as a line of their story. Times are instants; words are for people. */
export interface StoryLine {
  id: string;
  at: Date;
  group: StoryGroup;
  /** Chooses the icon. */
  kind: StoryKind;
  what: string;
  more?: string;
  detail?: string;
  /** A message's or note's text, in place. */
  text?: string;
  state?: "done" | "waiting" | "attention" | "held" | "plain";
  stateWords?: string;
  /** Where it is read in full. */
  link?: { kind: "message" | "submission" | "document" | "run" | "call" | "note"; id: string };
}
export const storyGroups = ["mail", "answers", "calls", "staff", "flows"] as const;
export type StoryGroup = (typeof storyGroups)[number];
export type StoryKind =
  | "mail"
  | "text"
  | "answer"
  | "call"
  | "note"
  | "task"
  | "date"
  | "document"
  | "invoice"
  | "matter"
  | "contact"
  | "flow"
  | "attention";
