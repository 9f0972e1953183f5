import Type from "typebox";
import { invalidField, query, type Stored } from "../base/index.ts";
import { CallModel, type CallRecord } from "../calls/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { documentName } from "../documents/index.ts";
import { EventModel, type EventRecord } from "../events/index.ts";
import { listForms } from "../forms/index.ts";
import { closed, cursorOf, oneOf, optionalId, page, readCursor } from "../inputs/index.ts";
import { NoteModel } from "../notes/index.ts";
import { OccasionModel } from "../occasions/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { StaffModel } from "../staff/index.ts";
import { lineOfEvent, type Names } from "./events.ts";
import { journalLines } from "./journal.ts";
import { messageLines, receivedMailLines, receivedTextLines } from "./messages.ts";
import { signatureLines } from "./signatures.ts";
import { type Reach, type StoryLine, type Subject, storyGroups } from "./types.ts";

/** Later than anything recorded, and within what the database can compare. */
const endOfTime = new Date("2200-01-01T00:00:00Z");

/**
 * The story of a matter or contact, newest first: events, messages, calls, notes and what flows did, merged. Each source is read a page
 * further than the page wanted, so that nothing between two pages is lost.
 */
export const readStory = query({
  name: "story.read",
  role: "viewer",
  input: Type.Object({ matterId: optionalId, contactId: optionalId, show: Type.Optional(oneOf(storyGroups)), ...page }, closed),
  run: async ({ matterId, contactId, show, cursor, limit }, scope) => {
    const subject = matterId ? { matterId } : contactId ? { contactId } : null;
    if (!subject) throw invalidField("/matterId", "Say whose story: a matter's or a contact's.");
    const from = cursor ? readCursor(cursor) : null;
    const reach = { before: from ? new Date(Number(from.value) + 1) : endOfTime, limit: limit + 60 };
    const names = await namesOf((await listForms(scope, {})) as { key: string; title?: unknown }[]);
    const wanted = (groups: readonly string[]) => !show || groups.includes(show);
    const sources = await Promise.all([
      eventLines(subject, reach, names),
      wanted(["calls"]) ? callLines(subject, reach, names) : [],
      wanted(["staff"]) ? noteLines(subject, reach) : [],
      wanted(["mail"]) ? messageLines(subject, reach) : [],
      wanted(["mail"]) ? receivedTextLines(subject, reach, names) : [],
      wanted(["mail"]) ? receivedMailLines(subject, reach, names) : [],
      wanted(["answers"]) ? signatureLines(subject, reach) : [],
      journalLines(subject, reach),
    ]);
    const lines = sources
      .flat()
      .filter((one) => !show || one.group === show)
      .filter((one) => !from || one.at.getTime() < Number(from.value) || one.id < from.id)
      .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
    const shown = lines.slice(0, limit);
    const last = shown.at(-1);
    return lines.length > limit && last ? { lines: shown, next: cursorOf(last.at, last.id) } : { lines: shown };
  },
});

async function namesOf(forms: { key: string; title?: unknown }[]): Promise<Names> {
  const pipelines = await PipelineModel.find().lean();
  const staff = await StaffModel.find({}, { name: 1 }).lean();
  const named = new Map(forms.map((one) => [one.key, titleOf(one)]));
  return { pipelines, staff, contacts: new Map(), dates: new Map(), documents: new Map(), forms: named };
}

const titleOf = (form: { key: string; title?: unknown }): string => {
  if (typeof form.title === "string") return form.title;
  const said = (form.title as { en?: unknown } | undefined)?.en;
  return typeof said === "string" ? said : form.key;
};

async function eventLines(subject: Subject, { before, limit }: Reach, names: Names): Promise<StoryLine[]> {
  const events = (await EventModel.find({ ...subject, at: { $lt: before } })
    .sort({ at: -1 })
    .limit(limit * 2)
    .lean()) as Stored<EventRecord>[];
  const ids = [...new Set(events.flatMap((one) => (one.contactId ? [one.contactId] : [])))];
  for (const one of await ContactModel.find({ _id: { $in: ids } }).lean()) names.contacts.set(one._id, nameOf(one));
  const dates = [...new Set(events.flatMap((one) => (one.occasionId ? [one.occasionId] : [])))];
  for (const one of await OccasionModel.find({ _id: { $in: dates } }, { title: 1 }).lean()) names.dates.set(one._id, one.title);
  const templates = events.flatMap((one) => (one.type.startsWith("document.") ? String(one.data["template"]) : []));
  for (const key of new Set(templates)) names.documents.set(key, await documentName(key));
  return events.flatMap((event) => lineOfEvent(event, names) ?? []);
}

const outcomes = {
  reached: "",
  leftMessage: "left a message",
  noAnswer: "no answer",
  wrongNumber: "wrong number",
  callBack: "to be called back",
};

async function callLines(subject: Subject, { before, limit }: Reach, names: Names): Promise<StoryLine[]> {
  const calls = (await CallModel.find({ ...subject, at: { $lt: before } })
    .sort({ at: -1 })
    .limit(limit)
    .lean()) as Stored<CallRecord>[];
  for (const one of await ContactModel.find({ _id: { $in: calls.map((call) => call.contactId) } }).lean())
    names.contacts.set(one._id, nameOf(one));
  return calls.map((call) => {
    const contact = names.contacts.get(call.contactId) ?? "somebody";
    const more = [outcomes[call.outcome], call.minutes ? `${call.minutes} min` : ""].filter(Boolean).join(" · ");
    return {
      id: call._id,
      at: call.at,
      group: "calls" as const,
      kind: "call" as const,
      what: call.direction === "out" ? `${call.by.name} called ${contact}` : `${contact} called ${call.by.name}`,
      ...(more ? { more } : {}),
      ...(call.note ? { text: call.note } : {}),
      link: { kind: "call" as const, id: call._id },
    };
  });
}

async function noteLines(subject: Subject, { before, limit }: Reach): Promise<StoryLine[]> {
  const notes = await NoteModel.find({ ...subject, at: { $lt: before } })
    .sort({ at: -1 })
    .limit(limit)
    .lean();
  return notes.map((note) => ({
    id: note._id,
    at: note.at,
    group: "staff" as const,
    kind: "note" as const,
    what: "Note",
    more: `by ${note.by.name}`,
    text: note.text,
    link: { kind: "note" as const, id: note._id },
  }));
}
