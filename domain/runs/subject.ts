import type { RunSubject } from "../../engine/run/types.ts";
import { invalidField } from "../base/index.ts";

/** The one id a run is about, by its kind. */
export function subjectIdOf(subject: RunSubject): string {
  const id = { contact: subject.contactId, matter: subject.matterId, occasion: subject.occasionId }[subject.kind];
  if (!id) throw invalidField(`/subject/${subject.kind}Id`, `Say which ${subject.kind} the flow is started for.`);
  return id;
}

export const subjectOf = (run: {
  subjectKind: RunSubject["kind"];
  contactId?: string;
  matterId?: string;
  occasionId?: string;
}): RunSubject => ({
  kind: run.subjectKind,
  ...(run.contactId ? { contactId: run.contactId } : {}),
  ...(run.matterId ? { matterId: run.matterId } : {}),
  ...(run.occasionId ? { occasionId: run.occasionId } : {}),
});
