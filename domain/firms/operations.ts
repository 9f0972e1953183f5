import Type, { type Static } from "typebox";
import {
  acrossFirms,
  clock,
  conflict,
  currentScope,
  emptyInput,
  invalidField,
  isDuplicateKey,
  newId,
  notFound,
  operation,
  query,
  systemScope,
} from "../base/index.ts";
import { planAgain } from "../flows/planAgain.ts";
import { oneLine, phoneNumber } from "../inputs/index.ts";
import { stateHolidays } from "./holidays.ts";
import { FirmModel, type FirmRecord } from "./model.ts";

const time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });
const stretch = Type.Object({ from: time, to: time }, { additionalProperties: false });
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const hours = Type.Partial(
  Type.Object(Object.fromEntries(days.map((day) => [day, Type.Array(stretch, { maxItems: 6 })])), { additionalProperties: false }),
  { additionalProperties: false },
);
const line = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: "^[^\\r\\n]*$" });
const words = Type.Optional(Type.String({ maxLength: 1_000 }));
const perLanguage = Type.Object({ en: words, es: words }, { additionalProperties: false });
const colour = Type.String({ pattern: "^#[0-9a-fA-F]{6}$" });

export const NewFirm = Type.Object(
  {
    name: line(120),
    state: Type.String({ pattern: "^[A-Z]{2}$" }),
    zone: line(60),
    phone: Type.Optional(line(40)),
    email: Type.String({ format: "email", maxLength: 200 }),
  },
  { additionalProperties: false },
);

export const FirmChange = Type.Partial(
  Type.Object(
    {
      name: line(120),
      tagline: Type.String({ maxLength: 120, pattern: "^[^\\r\\n]*$" }),
      state: Type.String({ pattern: "^[A-Z]{2}$" }),
      zone: line(60),
      phone: line(40),
      website: Type.String({ maxLength: 200 }),
      postalAddress: Type.String({ minLength: 1, maxLength: 400 }),
      sender: Type.Object({ name: line(120), email: Type.String({ format: "email", maxLength: 200 }) }, { additionalProperties: false }),
      brand: Type.Object({ colour, deep: colour, logoFileId: Type.Optional(line(60)) }, { additionalProperties: false }),
      mailParts: Type.Object(
        { head: Type.Enum(["mark", "name"]), closing: Type.Optional(perLanguage), footer: Type.Optional(perLanguage) },
        { additionalProperties: false },
      ),
      otherWays: Type.Boolean(),
      /** Null: as its state's rules say. */
      advertisingLabel: Type.Union([line(60), Type.Null()]),
      noAdvertisingLabel: Type.Boolean(),
      drafting: Type.Boolean(),
      languages: Type.Array(Type.Enum(["en", "es"]), { minItems: 1, maxItems: 2, uniqueItems: true }),
      hours,
      holidays: Type.Array(Type.Object({ date: Type.String({ format: "date" }), name: line(120) }, { additionalProperties: false }), {
        maxItems: 400,
      }),
      /** Null: as much as flows say. */
      marketingCap: Type.Union([
        Type.Object(
          { messages: Type.Integer({ minimum: 1, maximum: 100 }), days: Type.Integer({ minimum: 1, maximum: 365 }) },
          { additionalProperties: false },
        ),
        Type.Null(),
      ]),
      /** Null: as fast as the mail server takes them. */
      mailPace: Type.Union([
        Type.Object(
          { perMinute: Type.Integer({ minimum: 1, maximum: 10_000 }), perDomain: Type.Integer({ minimum: 1, maximum: 10_000 }) },
          { additionalProperties: false },
        ),
        Type.Null(),
      ]),
      /** Null: the firm sends no texts. */
      textNumber: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
      webhookHosts: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 }),
      onCallStaffId: line(60),
      putAside: Type.Array(line(60), { maxItems: 40 }),
    },
    { additionalProperties: false },
  ),
  { additionalProperties: false },
);

/** A new firm with usual office hours and its state's holidays for this year and the next two. */
export async function createFirm(input: Static<typeof NewFirm>): Promise<FirmRecord> {
  checkZone(input.zone);
  const id = newId("firm");
  const year = clock.now().getUTCFullYear();
  const holidays = (await Promise.all([year, year + 1, year + 2].map((one) => stateHolidays(input.state, one)))).flat();
  const base = slugOf(input.name);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      const made = await FirmModel.create({
        _id: id,
        ...input,
        slug: attempt === 0 ? base : `${base}-${attempt + 1}`,
        sender: { name: input.name, email: input.email },
        brand: { colour: "#1B4636", deep: "#123326" },
        hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [{ from: "09:00", to: "17:00" }]])),
        holidays,
      });
      return made.toObject();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw conflict("firm-name-taken", "Too many firms have this name. Add the town to it.");
}

export const readFirm = query({
  name: "firms.read",
  role: "viewer",
  public: true,
  input: emptyInput,
  run: () => firmInScope(),
});

export const changeFirm = operation({
  name: "firms.change",
  role: "owner",
  input: FirmChange,
  run: async (change) => {
    if (change.zone) checkZone(change.zone);
    for (const [day, stretches] of Object.entries(change.hours ?? {})) checkStretches(day, stretches ?? []);
    if (change.webhookHosts) change.webhookHosts = change.webhookHosts.map(hostOf);
    if (change.advertisingLabel) change.advertisingLabel = oneLine("/advertisingLabel", "The label", change.advertisingLabel) || null;
    if (change.textNumber) change.textNumber = await ownNumber(change.textNumber);
    const cleared = Object.entries(change).filter(([, value]) => value === null);
    const kept = Object.entries(change).filter(([, value]) => value !== null);
    const { firmId } = currentScope();
    const calendar = change.holidays || change.hours || change.zone;
    const news = calendar ? { calendarNews: { at: clock.now(), upTo: "" } } : {};
    await FirmModel.updateOne(
      { _id: firmId },
      {
        $set: { ...Object.fromEntries(kept), ...news },
        ...(cleared.length > 0 ? { $unset: Object.fromEntries(cleared.map(([name]) => [name, 1])) } : {}),
      },
    );
    const firm = await FirmModel.findById(firmId).lean();
    if (!firm) throw notFound("The firm");
    if (change.zone) await planAgain();
    return firm;
  },
});

/** The firm in scope. Within an operation or query. */
export async function firmInScope(): Promise<FirmRecord> {
  const firm = await FirmModel.findById(currentScope().firmId).lean();
  if (!firm) throw notFound("The firm");
  return firm;
}

/** Which firm a public address names. */
export function firmBySlug(slug: string): Promise<FirmRecord> {
  return acrossFirms(async () => {
    const firm = await FirmModel.findOne({ slug }).lean();
    if (!firm) throw notFound("This firm's page");
    return firm;
  });
}

/** Whose number a text was sent to; null when it is no firm's. */
export function firmByTextNumber(number: string): Promise<FirmRecord | null> {
  return acrossFirms(() => FirmModel.findOne({ textNumber: number }).lean());
}

/** Every firm's scope, for sweeps that serve all of them (invoices falling due, dates coming up). */
export function everyFirm(): Promise<ReturnType<typeof systemScope>[]> {
  return acrossFirms(async () => (await FirmModel.find({}, { _id: 1 }).lean()).map((firm) => systemScope(firm._id)));
}

export const anyFirmExists = (): Promise<boolean> => acrossFirms(async () => (await FirmModel.exists({})) !== null);

/** What public pages may show of a firm. */
export function publicFirm(firm: FirmRecord) {
  const { name, slug, tagline, phone, website, zone, brand, postalAddress, state } = firm;
  return { name, slug, tagline, phone, website, zone, brand, postalAddress, state, email: firm.sender.email };
}

/** A host's name alone, as addresses hold it. */
function hostOf(value: string): string {
  const url = URL.canParse(`https://${value.trim()}`) ? new URL(`https://${value.trim()}`) : null;
  if (!url || url.host !== url.hostname || url.pathname !== "/" || url.search || url.username || !url.hostname.includes("."))
    throw invalidField("/webhookHosts", `“${value.slice(0, 80)}” is not the name of a system. Write it like crm.example.com.`);
  return url.hostname;
}

/** The number in E.164. No two firms share one: whose an answer is could not be told. */
async function ownNumber(value: string): Promise<string> {
  const number = phoneNumber("/textNumber", value);
  const other = await FirmModel.exists({ textNumber: number, _id: { $ne: currentScope().firmId } });
  if (other) throw invalidField("/textNumber", "Another firm here sends its texts from this number. Enter your own.");
  return number;
}

function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, " ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain || "firm";
}

function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
  } catch {
    throw invalidField("/zone", `"${zone}" is not a time zone. Choose one like America/New_York.`);
  }
}

function checkStretches(day: string, stretches: { from: string; to: string }[]): void {
  let before = "";
  for (const [index, { from, to }] of [...stretches].sort((a, b) => a.from.localeCompare(b.from)).entries()) {
    if (from >= to) throw invalidField(`/hours/${day}/${index}`, "Opening hours must begin before they end.");
    if (before && from < before) throw invalidField(`/hours/${day}/${index}`, "Two stretches of opening hours overlap.");
    before = to;
  }
}
