import type { Stored } from "../base/index.ts";
import type { EventRecord } from "../events/index.ts";
import type { PipelineRecord } from "../pipelines/index.ts";
import type { StoryLine } from "./types.ts";

export interface Names {
  pipelines: Pick<PipelineRecord, "caseType" | "name" | "stages">[];
  staff: { _id: string; name: string }[];
  contacts: Map<string, string>;
  forms: Map<string, string>;
  /** Of document templates that are told about: what they are called. */
  documents: Map<string, string>;
  /** Of the dates that are told about: what they are called. */
  dates: Map<string, string>;
}
type Line = Omit<StoryLine, "id" | "at">;
type Event = Stored<EventRecord>;
const str = (value: unknown): string => (typeof value === "string" ? value : "");

/** What an event tells as a line; null for those that other lines tell better (calls, changes of fields). */
export function lineOfEvent(event: Event, names: Names): StoryLine | null {
  const made = Object.hasOwn(tellers, event.type) ? tellers[event.type]?.(event, names) : null;
  return made ? { id: event._id, at: event.at, ...made } : null;
}

const by = (event: Event) =>
  event.by.kind === "run" ? `By the flow ${event.by.name}` : event.by.kind === "staff" ? `By ${event.by.name}` : undefined;
const who = (event: Event, names: Names) => names.contacts.get(event.contactId ?? "") ?? "The client";
const detailed = (words: string | undefined) => (words ? { detail: words } : {});
const occasion =
  (what: string, state: Line["state"] = "plain") =>
  (event: Event, names: Names): Line => ({
    group: "staff",
    kind: "date",
    what: `${names.dates.get(event.occasionId ?? "") ?? capital(str(event.data["kind"]))} ${what}`,
    state,
    ...detailed(by(event)),
  });
const capital = (text: string) => (text.charAt(0).toUpperCase() + text.slice(1)).replaceAll("-", " ");

const tellers: Record<string, (event: Event, names: Names) => Line | null> = {
  "contact.created": (event) => ({
    group: "staff",
    kind: "contact",
    what: "Contact added",
    ...detailed(str(event.data["source"]) || by(event)),
  }),
  "contact.tagged": (event) => ({ group: "staff", kind: "contact", what: "Tagged", more: str(event.data["tag"]), ...detailed(by(event)) }),
  "contact.untagged": (event) => ({
    group: "staff",
    kind: "contact",
    what: "Tag removed",
    more: str(event.data["tag"]),
    ...detailed(by(event)),
  }),
  "contact.unsubscribed": (event, names) => {
    const [from, now] = event.data["channel"] === "text" ? ["texts", "No texts"] : ["newsletters", "No newsletters"];
    return {
      group: "mail",
      kind: "mail",
      what: `${who(event, names)} unsubscribed`,
      more: `from ${from}`,
      state: "held",
      stateWords: now,
    };
  },
  // The text or email itself tells it, with all its words.
  "contact.replied": (event, names) =>
    event.data["channel"] === "text" || event.data["received"]
      ? null
      : { group: "mail", kind: "mail", what: `${who(event, names)} replied`, text: str(event.data["message"]) },
  "contact.changed": (event) => {
    if (event.data["mergedFrom"])
      return { group: "staff", kind: "contact", what: "Merged with another record of them", ...detailed(by(event)) };
    return event.data["deleted"] ? { group: "staff", kind: "contact", what: "Contact deleted", ...detailed(by(event)) } : null;
  },
  "matter.created": (event, names) => ({
    group: "staff",
    kind: "matter",
    what: "Matter opened",
    more: names.pipelines.find((one) => one.caseType === event.data["caseType"])?.name ?? "",
    ...detailed(str(event.data["source"]) || by(event)),
  }),
  "matter.stageChanged": (event, names) => ({
    group: "staff",
    kind: "matter",
    what: `Moved to ${stage(str(event.data["to"]), names)}`,
    more: `from ${stage(str(event.data["from"]), names)}`,
    ...detailed(by(event)),
  }),
  "matter.assigned": (event, names) => {
    const staff = names.staff.find((one) => one._id === event.data["staff"]);
    return { group: "staff", kind: "matter", what: staff ? `Assigned to ${staff.name}` : "Assigned to nobody", ...detailed(by(event)) };
  },
  "occasion.planned": occasion("planned"),
  "occasion.moved": occasion("moved to another time", "waiting"),
  "occasion.held": occasion("took place", "done"),
  "occasion.missed": occasion("missed", "attention"),
  "occasion.cancelled": occasion("cancelled", "held"),
  "form.submitted": (event, names) => ({
    group: "answers",
    kind: "answer",
    what: `${who(event, names)} answered`,
    more: names.forms.get(str(event.data["form"])) ?? str(event.data["form"]),
    state: "done",
    stateWords: "Answered",
    ...(str(event.data["submission"]) ? { link: { kind: "submission" as const, id: str(event.data["submission"]) } } : {}),
    ...detailed(by(event)),
  }),
  "files.received": (event, names) => ({
    group: "answers",
    kind: "document",
    what: `${who(event, names)} sent files`,
    detail: [event.data["names"]].flat().map(String).join(", "),
    state: "done",
    stateWords: "Received",
  }),
  "document.made": (event, names) => ({
    group: "staff",
    kind: "document",
    what: "Document made",
    more: documentOf(event, names),
    ...detailed(by(event)),
  }),
  "document.signed": (event, names) => ({
    group: "answers",
    kind: "document",
    what: "Document signed",
    more: documentOf(event, names),
    state: "done",
    stateWords: "Signed",
  }),
  "document.declined": (event, names) => ({
    group: "answers",
    kind: "document",
    what: "Signing declined",
    more: documentOf(event, names),
    state: "attention",
    stateWords: "Declined",
  }),
  "message.bounced": (event) => ({
    group: "mail",
    kind: "attention",
    what: "An email came back",
    state: "attention",
    stateWords: event.data["kind"] === "soft" ? "Not delivered" : "Address wrong",
  }),
  "task.completed": (event) => ({
    group: "staff",
    kind: "task",
    what: "Task done",
    more: str(event.data["title"]),
    state: "done",
    ...detailed([str(event.data["outcome"]), by(event)].filter(Boolean).join(" · ")),
  }),
  "invoice.due": (event) => ({
    group: "staff",
    kind: "invoice",
    what: `Invoice ${str(event.data["number"])} falls due`,
    state: "waiting",
    stateWords: "Due",
  }),
  "invoice.overdue": (event) => ({
    group: "staff",
    kind: "invoice",
    what: `Invoice ${str(event.data["number"])} is overdue`,
    state: "attention",
    stateWords: "Overdue",
  }),
  "invoice.paid": (event) => ({
    group: "staff",
    kind: "invoice",
    what: `Invoice ${str(event.data["number"])} paid`,
    state: "done",
    stateWords: "Paid",
  }),
  "invoice.withdrawn": (event) => ({
    group: "staff",
    kind: "invoice",
    what: `Invoice ${str(event.data["number"])} withdrawn`,
    state: "plain",
    stateWords: "Withdrawn",
  }),
};

const documentOf = (event: Event, names: Names) => names.documents.get(str(event.data["template"])) ?? str(event.data["template"]);
const stage = (id: string, names: Names) => names.pipelines.flatMap((one) => one.stages).find((one) => one.id === id)?.name ?? id;
