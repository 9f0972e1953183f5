import { writeFields } from "../domain/facts/index.ts";
import type { JsonObject } from "../engine/run/index.ts";
import { recordActivity } from "./carryOut.ts";

/** Writes fields of the contact, matter and occasion. */
export const updateFields = recordActivity(async ({ scope, params, subject, facts }) => {
  const set = (params["set"] ?? {}) as JsonObject;
  const contactId = subject.contactId ?? facts.contact?.id;
  const matterId = subject.matterId ?? facts.matter?.["id"];
  await writeFields(scope, {
    ...(contactId ? { contactId } : {}),
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(subject.occasionId ? { occasionId: subject.occasionId } : {}),
    set,
  });
  return { paths: Object.keys(set) };
});
