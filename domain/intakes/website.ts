import Type, { type Static } from "typebox";
import { type Answers, checkAnswers, type Form, visibleFields } from "../../engine/forms/index.ts";
import { clock, DomainError, invalid, isDuplicateKey, newId, notFound, operation, query, type Scope } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { fieldsOf, formByKey, type KnownForm, SubmissionModel, tellable, valuesToSave, wordingOf } from "../forms/index.ts";
import { closed, key } from "../inputs/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { receiveIntake } from "./operations.ts";

const short = Type.Optional(Type.String({ maxLength: 200 }));
export const WebsiteAnswers = Type.Object(
  {
    formKey: key,
    /** Made by the page once per filling in: sent twice with it, it is taken once. */
    key: Type.String({ pattern: "^[A-Za-z0-9-]{16,60}$" }),
    answers: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 400 }),
    language: Type.Optional(Type.Union([Type.Literal("en"), Type.Literal("es")])),
    /** Where it was filled in and what led there. */
    from: Type.Optional(
      Type.Object(
        { page: Type.Optional(Type.String({ maxLength: 500 })), source: short, medium: short, campaign: short, referrer: short },
        closed,
      ),
    ),
  },
  closed,
);
type Given = Static<typeof WebsiteAnswers>;

/** A form that anybody may open from the firm's website. */
export const websiteForm = query({
  name: "intakes.websiteForm",
  role: "viewer",
  public: true,
  input: Type.Object({ formKey: key }, closed),
  run: ({ formKey }) => onWebsite(formKey),
});

async function onWebsite(formKey: string): Promise<KnownForm> {
  const known = await formByKey(formKey).catch(() => null);
  if (!known?.onWebsite) throw notFound("This form");
  return known;
}

/**
 * Takes what a visitor of the website wrote: kept as a submission, then a contact and a matter, or the question to staff whether it is
 * somebody known. The visitor learns only that it arrived, never whether the firm knows them.
 */
export async function submitWebsiteForm(scope: Scope, input: Given): Promise<{ again: boolean }> {
  try {
    return await takeOnce(scope, input);
  } catch (error) {
    if (isDuplicateKey(error)) return { again: true };
    throw error;
  }
}

const takeOnce = operation({
  name: "intakes.submitWebsiteForm",
  role: "staff",
  public: true,
  input: WebsiteAnswers,
  run: async (input, scope) => {
    if (await SubmissionModel.exists({ "website.key": input.key })) return { again: true };
    const known = await onWebsite(input.formKey);
    const { form } = known;
    const { zone } = await firmInScope();
    const language = input.language ?? "en";
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(clock.now());
    const { clean, problems } = checkAnswers(form, input.answers as Answers, { language, today });
    if (problems.length)
      throw invalid(
        problems[0]?.message ?? "Some answers need correcting.",
        problems.map(({ path, message }) => ({ path: `/answers${path}`, message })),
      );
    const submissionId = newId("submission");
    const { page, campaign, medium } = input.from ?? {};
    const source = sourceOf(input.from);
    const website = { key: input.key, source, ...(page ? { page } : {}), ...(campaign ? { campaign } : {}), ...(medium ? { medium } : {}) };
    const { kind, id, name } = scope.actor;
    const kept = { form: known.key, version: known.version, answers: clean, skipped: [], language, how: "website" as const };
    await SubmissionModel.create([{ _id: submissionId, ...kept, by: { kind, id, name }, at: clock.now(), notWritten: [], website }]);
    const intake = await intakeOf(form, clean, { source, language, page });
    const data = { answers: tellable(form, clean), how: "website", source, ...(campaign ? { campaign } : {}) };
    await inFormWords(form, () => receiveIntake(scope, { form: known.key, submissionId, ...intake, data }));
    return { again: false };
  },
});

/** The campaign's source, else the site somebody came from, else the website itself. */
function sourceOf(from: Given["from"]): string {
  if (from?.source?.trim()) return from.source.trim().slice(0, 120).replace(/\s+/g, " ");
  return hostOf(from?.referrer) ?? "website";
}

function hostOf(address: string | undefined): string | null {
  try {
    return address ? new URL(address).hostname.replace(/^www\./, "").slice(0, 120) : null;
  } catch {
    return null;
  }
}

const contactFields = ["firstName", "lastName", "company", "email", "phone", "address", "preferredChannel"];
const matterFields = ["title", "value"];

/** What the answers make: who wrote, their matter, and others they named. */
async function intakeOf(form: Form, clean: Answers, about: { source: string; language: string; page: string | undefined }) {
  const contact: Record<string, unknown> = { language: about.language, source: about.source };
  const matter: Record<string, unknown> = { source: about.source };
  const people = new Map<string, Record<string, unknown>>();
  let caseType = form.intake?.caseType;
  for (const [path, value] of Object.entries(valuesToSave(form, clean))) {
    const parts = path.split(".");
    if (path === "matter.caseType") caseType = String(value);
    else if (parts[0] === "contact") put(contact, contactFields, parts[1], value);
    else if (parts[0] === "matter") put(matter, matterFields, parts[1], value);
    else if (parts[1]) {
      const person = people.get(parts[1]) ?? { language: about.language };
      put(person, contactFields, parts[2], value);
      people.set(parts[1], person);
    }
  }
  const consent = consentIn(form, clean, about.page);
  return {
    contact: { ...contact, ...(consent ? { consent } : {}) },
    matter: { ...matter, caseType: await knownCaseType(caseType, form.intake?.caseType) },
    ...(people.has("client") ? { role: "caller" } : {}),
    people: [...people].map(([role, person]) => ({ role, contact: person })),
  };
}

function put(record: Record<string, unknown>, builtIn: string[], name: string | undefined, value: unknown): void {
  if (!name) return;
  if (builtIn.includes(name)) record[name] = value;
  else record["fields"] = { ...(record["fields"] as object), [name]: value };
}

/** The case type answered, if the firm has it, else the form's own. */
async function knownCaseType(answered: string | undefined, own: string | undefined): Promise<string> {
  for (const caseType of [answered, own]) if (caseType && (await PipelineModel.exists({ caseType }))) return caseType;
  const any = await PipelineModel.findOne({}, { caseType: 1 }).sort({ _id: 1 }).lean();
  if (!any) throw invalid("This form can't be taken just now. Please call the firm.");
  return any.caseType;
}

/** What was agreed to, in the words shown, and where. The time is when it is written. */
function consentIn(form: Form, clean: Answers, page: string | undefined) {
  const given: Record<string, { given: true; source: string; wording: string }> = {};
  for (const { fields } of visibleFields(form, clean))
    for (const field of fields)
      if (field.kind === "consent" && clean[field.key] === true)
        given[field.channel] = {
          given: true,
          source: `Website form${page ? `, ${page}` : ""}`.slice(0, 120),
          wording: wordingOf(field, clean),
        };
  return Object.keys(given).length ? given : null;
}

/** What contact and matter refuse is told beside the question it was asked by. */
async function inFormWords<T>(form: Form, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const last = error instanceof DomainError && error.status === 422 ? error.errors[0]?.path.split("/").pop() : undefined;
    const field = last ? fieldsOf(form).find((one) => one.saveTo?.endsWith(`.${last}`)) : undefined;
    if (field && error instanceof DomainError) throw invalid(error.message, [{ path: `/answers/${field.key}`, message: error.message }]);
    throw error;
  }
}
