import type { JsonObject, PersonFacts } from "../../engine/run/types.ts";
import type { Stored } from "../base/index.ts";
import { agreesToTexts, type ContactRecord, nameOf } from "../contacts/index.ts";
import { jsonOf } from "./json.ts";

/** A contact as conditions and merge fields read it: custom fields beside built-in ones, which win. */
export function personFacts(contact: Stored<ContactRecord>): PersonFacts {
  const { firstName, lastName, company, email, phone, address, language, preferredChannel, zone, source, tags, leftTopics } = contact;
  const consent = {
    ...(contact.consent?.email ? { email: contact.consent.email.given } : {}),
    ...(contact.consent?.text ? { text: agreesToTexts(contact) } : {}),
  };
  return {
    ...(jsonOf(contact.fields) as JsonObject),
    ...(jsonOf({
      firstName,
      lastName,
      company,
      email,
      phone,
      address,
      language,
      preferredChannel,
      zone,
      source,
      tags,
      leftTopics,
    }) as JsonObject),
    id: contact._id,
    name: nameOf(contact),
    createdAt: contact.createdAt.toISOString(),
    consent,
    ...(contact.suppressed ? { suppressed: true } : {}),
    ...(contact.noTexts ? { noTexts: true } : {}),
    ...(contact.formerIds?.length ? { formerIds: contact.formerIds } : {}),
  };
}
