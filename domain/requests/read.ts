import Type from "typebox";
import { say } from "../../engine/forms/index.ts";
import { invalidField, query } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { formByKey } from "../forms/index.ts";
import { closed, id, optionalId } from "../inputs/index.ts";
import { progressOf, requestById } from "./answer.ts";
import { RequestModel, type RequestRecord } from "./model.ts";
import { urlOf } from "./open.ts";

/** A request as staff see it. */
export interface RequestLine {
  id: string;
  kind: RequestRecord["kind"];
  state: RequestRecord["state"];
  /** "Asset and family form", "3 files: Deed, Survey, Tax bill". */
  what: string;
  contactId: string;
  contactName: string;
  matterId?: string;
  runId?: string;
  step?: string;
  visit?: number;
  askedAt: string;
  expiresAt: string;
  openedAt?: string;
  progressAt?: string;
  answered?: RequestRecord["answered"];
}

export const requestsOf = query({
  name: "requests.list",
  role: "viewer",
  input: Type.Object({ matterId: optionalId, runId: optionalId, contactId: optionalId, open: Type.Optional(Type.Boolean()) }, closed),
  run: async ({ open, ...filter }): Promise<RequestLine[]> => {
    if (!Object.keys(filter).length) throw invalidField("/matterId", "Say whose requests: a matter's, a run's or a contact's.");
    const found = await RequestModel.find({ ...filter, ...(open ? { state: { $in: ["open", "givenUp"] } } : {}) })
      .sort({ createdAt: -1 })
      .limit(200)
      .lean();
    const contacts = await ContactModel.find({ _id: { $in: found.map((one) => one.contactId) } }).lean();
    const names = new Map(contacts.map((one) => [one._id, nameOf(one)]));
    return await Promise.all(
      found.map(async (one) => ({
        id: one._id,
        kind: one.kind,
        state: one.state,
        what: await whatOf(one),
        contactId: one.contactId,
        contactName: names.get(one.contactId) ?? "Somebody who was deleted",
        ...(one.matterId ? { matterId: one.matterId } : {}),
        ...(one.runId ? { runId: one.runId, step: one.step ?? "", visit: one.visit ?? 1 } : {}),
        askedAt: one.createdAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
        ...(one.openedAt ? { openedAt: one.openedAt.toISOString() } : {}),
        ...(one.progress ? { progressAt: one.progress.at.toISOString() } : {}),
        ...(one.answered ? { answered: one.answered } : {}),
      })),
    );
  },
});

/** What is asked, in a few words. */
export async function whatOf({ kind, asked }: Pick<RequestRecord, "kind" | "asked">): Promise<string> {
  if (asked.title) return asked.title;
  switch (kind) {
    case "form":
      return await formByKey(asked.form ?? "", asked.version).then(
        ({ form }) => say(form.title, "en", { answers: {} }),
        () => `Form "${asked.form}"`,
      );
    case "files":
      return (asked.files ?? []).map((file) => file.name).join(", ");
    case "signature":
      return "A signature";
    case "appointment":
      return "An appointment";
    default:
      return kind satisfies never;
  }
}

/** One request with the form it asks and what was filled in so far: for staff who write down what a client tells them by phone. */
export const readRequest = query({
  name: "requests.read",
  role: "staff",
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }) => {
    const request = await requestById(requestId);
    const form = request.kind === "form" ? (await formByKey(request.asked.form ?? "", request.asked.version)).form : null;
    const { _id, kind, state, asked, contactId, matterId, answered } = request;
    return { id: _id, kind, state, asked, contactId, matterId, answered, url: urlOf(request), form, progress: progressOf(request) };
  },
});

/** Whether a reminder or a send still has a point: asked right before it goes. */
export const requestState = query({
  name: "requests.state",
  role: "viewer",
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }) => {
    const request = await requestById(requestId);
    return { state: request.state, contactId: request.contactId, url: urlOf(request) };
  },
});
