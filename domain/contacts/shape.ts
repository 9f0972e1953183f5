import Type, { type Static } from "typebox";
import { clock, currentScope, invalidField } from "../base/index.ts";
import {
  clearable,
  clearedLine,
  closed,
  customFields,
  emailAddress,
  line,
  oneLine,
  phoneNumber,
  phoneWords,
  plain,
  searchWords,
  text,
  timeZone,
} from "../inputs/index.ts";
import { checkedFields } from "../pipelines/index.ts";
import { type Channel, type Consents, type ContactRecord, channels } from "./model.ts";

const consent = Type.Object({ given: Type.Boolean(), source: Type.Optional(line(120)), wording: Type.Optional(text(2_000)) }, closed);
const channel = Type.Union([Type.Literal("email"), Type.Literal("text"), Type.Literal("phone"), Type.Null()]);
/** Null or an empty text clears a field. */
const properties = {
  firstName: clearable(80),
  lastName: clearable(80),
  company: clearable(120),
  email: clearable(254),
  phone: clearable(40),
  address: clearable(300),
  language: Type.Optional(Type.String({ pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" })),
  preferredChannel: Type.Optional(channel),
  zone: clearable(60),
  consent: Type.Optional(Type.Partial(Type.Object({ email: consent, text: consent }, closed), closed)),
  fields: Type.Optional(customFields),
  source: clearable(120),
};
export const ContactChange = Type.Object(properties, closed);
export const NewContact = Type.Object({ ...properties, tags: Type.Optional(Type.Array(line(60), { maxItems: 50 })) }, closed);
export type ContactChangeInput = Static<typeof ContactChange>;

export const nameOf = (contact: Pick<ContactRecord, "firstName" | "lastName" | "company" | "email" | "phone">): string =>
  [contact.firstName, contact.lastName].filter(Boolean).join(" ") ||
  contact.company ||
  contact.email ||
  contact.phone ||
  "Somebody without a name";

/** What the contact is after a change, each value checked and in one form. `before` is empty for a new one. */
export async function contactAfter(before: ContactRecord, change: ContactChangeInput, at = ""): Promise<ContactRecord> {
  const after: ContactRecord = { ...before };
  set(after, "firstName", change.firstName, (value) => clearedLine(`${at}/firstName`, "First name", value));
  set(after, "lastName", change.lastName, (value) => clearedLine(`${at}/lastName`, "Last name", value));
  set(after, "company", change.company, (value) => clearedLine(`${at}/company`, "Company", value));
  set(after, "address", change.address, (value) => value?.trim() || undefined);
  set(after, "source", change.source, (value) => clearedLine(`${at}/source`, "Source", value));
  set(after, "email", change.email, (value) => (value?.trim() ? emailAddress(`${at}/email`, value.trim()) : undefined));
  set(after, "phone", change.phone, (value) => (value?.trim() ? phoneNumber(`${at}/phone`, value.trim()) : undefined));
  set(after, "zone", change.zone, (value) => (value ? timeZone(`${at}/zone`, value) : undefined));
  set(after, "preferredChannel", change.preferredChannel, (value) => value ?? undefined);
  if (change.language) after.language = change.language;
  if (change.consent) after.consent = consentAfter(before.consent, change.consent, after);
  if (change.fields) after.fields = { ...before.fields, ...(await checkedFields("contact", change.fields, `${at}/fields`)) };
  for (const [name, value] of Object.entries(after.fields)) if (value === null) delete after.fields[name];
  if (!after.firstName && !after.lastName && !after.company && !after.email && !after.phone)
    throw invalidField(`${at}/lastName`, "Give at least a name, an email address or a phone number.");
  return { ...after, sortName: sortNameOf(after), search: searchOf(after) };
}

function set<K extends keyof ContactRecord, V>(
  contact: ContactRecord,
  name: K,
  value: V | undefined,
  to: (value: V) => ContactRecord[K],
): void {
  if (value !== undefined) contact[name] = to(value);
}

function consentAfter(before: Consents, change: NonNullable<ContactChangeInput["consent"]>, contact: ContactRecord): Consents {
  const after: Consents = { ...before };
  for (const one of channels) {
    const asked = change[one];
    const said = asked?.given ? saidIn({ ...contact, consent: before }, one) : before[one]?.given;
    if (!asked || said === asked.given) continue;
    const source = asked.source ? oneLine(`/consent/${one}/source`, "Source", asked.source) : `${currentScope().actor.name}`;
    const wording = asked.wording ? { wording: asked.wording } : {};
    after[one] = { given: asked.given, at: clock.now(), source, ...wording, ...consentAddress(contact, one) };
  }
  return after;
}

/** What somebody has said of a channel, as it holds for their address or number now; undefined where nobody asked. */
const saidIn = (contact: Pick<ContactRecord, "phone" | "consent">, channel: Channel): boolean | undefined =>
  channel === "text" && contact.consent.text ? agreesToTexts(contact) : contact.consent[channel]?.given;

/** Whoever agreed to texts did so for a number (47 CFR § 64.1200(f)(9)): another one since is not what they agreed to. */
export const agreesToTexts = ({ phone, consent: { text } }: Pick<ContactRecord, "phone" | "consent">): boolean =>
  text?.given === true && (text.address === undefined || text.address === phone);

/** For which address or number somebody agreed: another one later is not what they agreed to. */
export function consentAddress({ email, phone }: Pick<ContactRecord, "email" | "phone">, channel: Channel): { address?: string } {
  const address = channel === "email" ? email : phone;
  return address ? { address } : {};
}

const sortNameOf = (contact: ContactRecord) =>
  plain([contact.lastName, contact.firstName].filter(Boolean).join(", ") || contact.company || contact.email || contact.phone || "");

export const searchOf = (contact: ContactRecord): string[] => [
  ...searchWords(contact.firstName, contact.lastName, contact.company, contact.email),
  ...phoneWords(contact.phone),
];

export const emptyContact = (): ContactRecord => ({
  language: "en",
  consent: {},
  leftTopics: [],
  fields: {},
  tags: [],
  matterIds: [],
  sortName: "",
  search: [],
  deletedAt: null,
});

/** The values whose change is told to flows, custom fields beside built-in ones as conditions name them. */
export function comparable(contact: ContactRecord): Record<string, unknown> {
  const { firstName, lastName, company, email, phone, address, language, preferredChannel, zone, source, tags } = contact;
  const consent = Object.fromEntries(channels.map((one) => [`consent.${one}`, saidIn(contact, one)]));
  return {
    ...contact.fields,
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
    ...consent,
  };
}
