import Type, { type Static } from "typebox";
import { clock, conflict, currentScope, DomainError, newId, notFound, operation, query, quietly, type Scope } from "../base/index.ts";
import { ContactModel, createContact, createManyContacts, type NewContact, nameOf } from "../contacts/index.ts";
import { contactAfter, emptyContact } from "../contacts/shape.ts";
import { planAgain } from "../flows/planAgain.ts";
import { closed, id, line } from "../inputs/index.ts";
import { listFields } from "../pipelines/index.ts";
import { contactColumns, guessColumns, readTable, valuesOf } from "./columns.ts";
import { ImportModel } from "./model.ts";

const csv = Type.String({ maxLength: 20_000_000 });
const columns = Type.Optional(Type.Record(Type.String(), Type.String()));

export interface RowProblem {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  field: string;
  message: string;
}
type Values = Static<typeof NewContact>;

/** What a file would bring: its columns and where they go, the first rows, who is known already, and every problem by row and field. */
export const previewContacts = query({
  name: "imports.previewContacts",
  role: "owner",
  input: Type.Object({ csv, columns }, closed),
  run: async ({ csv: text, columns: given }, scope) => {
    const { headers, rows } = readTable(text);
    const fields = await listFields(scope, { on: "contact" });
    const chosen = given ?? guessColumns(headers, contactColumns, fields);
    const known = await knownAddresses();
    const problems: RowProblem[] = [];
    const seen = new Map<string, number>();
    let ready = 0;
    let alreadyKnown = 0;
    for (const [index, row] of rows.entries()) {
      const values = contactOf(valuesOf(row, chosen));
      const wrong = await problemOf(scope, values, index + 2);
      if (wrong) problems.push(wrong);
      else if (values.email && known.has(values.email.toLowerCase())) alreadyKnown += 1;
      else ready += 1;
      if (values.email) seen.set(values.email.toLowerCase(), (seen.get(values.email.toLowerCase()) ?? 0) + 1);
    }
    const targets = [...Object.keys(contactColumns), ...fields.map((one) => `fields.${one.key}`)];
    const repeated = [...seen.values()].filter((count) => count > 1).length;
    return {
      headers,
      columns: chosen,
      targets,
      rows: rows.length,
      ready,
      alreadyKnown,
      repeated,
      problems: problems.slice(0, 500),
      problemRows: problems.length,
      sample: rows.slice(0, 5),
    };
  },
});

async function knownAddresses(): Promise<Set<string>> {
  const rows = await ContactModel.find({ deletedAt: null }, { email: 1 }).lean();
  return new Set(rows.flatMap((one) => (one.email ? [one.email] : [])));
}

function contactOf(values: Record<string, string>): Values {
  const { name, tags, consentEmail, consentText, ...rest } = values;
  const own = Object.entries(rest).filter(([field]) => field.startsWith("fields."));
  const built = Object.fromEntries(Object.entries(rest).filter(([field]) => !field.startsWith("fields.")));
  const [first = "", ...last] = (name ?? "").split(/\s+/);
  const named =
    name && !built["firstName"] && !built["lastName"]
      ? last.length
        ? { firstName: first, lastName: last.join(" ") }
        : { lastName: first }
      : {};
  const language = built["language"] ? { language: languageOf(built["language"]) } : {};
  const consent = { ...consentOf("email", consentEmail), ...consentOf("text", consentText) };
  return {
    ...built,
    ...named,
    ...language,
    ...(own.length ? { fields: Object.fromEntries(own.map(([field, value]) => [field.slice(7), value])) } : {}),
    ...(tags
      ? {
          tags: tags
            .split(/[;,|]/)
            .map((one) => one.trim())
            .filter(Boolean),
        }
      : {}),
    ...(Object.keys(consent).length ? { consent } : {}),
  };
}

const languageOf = (value: string) =>
  ({ english: "en", spanish: "es", espanol: "es", español: "es" })[value.toLowerCase()] ?? value.toLowerCase();

function consentOf(channel: "email" | "text", value: string | undefined) {
  if (!value) return {};
  if (/^(yes|y|true|1|x|opted in)$/i.test(value)) return { [channel]: { given: true, source: "CSV import" } };
  return /^(no|n|false|0|opted out|unsubscribed)$/i.test(value) ? { [channel]: { given: false, source: "CSV import" } } : {};
}

/** The first thing wrong with a row, found by the same checks that store it. */
async function problemOf(scope: Scope, values: Values, row: number): Promise<RowProblem | null> {
  try {
    await checkContact(scope, values);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [first] = error.errors;
    return { row, field: first?.path.slice(1).replaceAll("/", ".") ?? "", message: first?.message ?? error.message };
  }
}

const checkContact = query({
  name: "imports.checkContact",
  role: "owner",
  input: createContact.spec.input,
  run: async (values) => {
    const { tags: _tags, ...change } = values;
    return nameOf(await contactAfter(emptyContact(), change));
  },
});

export const ImportOptions = Type.Object(
  {
    csv,
    columns,
    fileName: line(200),
    /** Let flows that start with new contacts start. */
    startsFlows: Type.Boolean({ default: false }),
    /** Bring in rows whose address the firm knows already, as contacts of their own. */
    alsoKnown: Type.Boolean({ default: false }),
  },
  closed,
);
const pageOfRows = 500;

/**
 * Brings a file in, a few hundred rows in one transaction at a time; rows with a problem, and addresses the firm knows, are left out and counted.
 * Starts no flow unless told to. `undoImport` takes it back as a whole.
 */
export async function importContacts(scope: Scope, input: Static<typeof ImportOptions>) {
  const { importId, rows, columns: chosen, known } = await beginImport(scope, input);
  const within = input.startsFlows ? scope : quietly(scope);
  const skipped: RowProblem[] = [];
  let imported = 0;
  for (let from = 0; from < rows.length; from += pageOfRows) {
    const values: { row: number; values: Values }[] = [];
    for (const [index, row] of rows.slice(from, from + pageOfRows).entries()) {
      const one = contactOf(valuesOf(row, chosen));
      const number = from + index + 2;
      const wrong = await problemOf(scope, one, number);
      if (wrong) skipped.push(wrong);
      else if (!input.alsoKnown && one.email && known.has(one.email.toLowerCase()))
        skipped.push({ row: number, field: "email", message: "The firm has a contact with this address already." });
      else values.push({ row: number, values: one });
    }
    imported += (await importPage(within, { importId, contacts: values.map((one) => one.values) })).imported;
  }
  await endImport(scope, { importId, imported, skipped: skipped.length });
  return { importId, imported, skipped: skipped.length, problems: skipped.slice(0, 500) };
}

const beginImport = operation({
  name: "imports.begin",
  role: "owner",
  input: ImportOptions,
  run: async ({ csv: text, columns: given, fileName, startsFlows }, scope) => {
    const { headers, rows } = readTable(text);
    const fields = await listFields(scope, { on: "contact" });
    const importId = newId("import");
    const { id: byId, name } = currentScope().actor;
    await ImportModel.create([
      {
        _id: importId,
        kind: "contacts",
        fileName,
        startsFlows,
        rows: rows.length,
        imported: 0,
        skipped: 0,
        by: { id: byId, name },
        state: "running",
      },
    ]);
    return { importId, rows, columns: given ?? guessColumns(headers, contactColumns, fields), known: await knownAddresses() };
  },
});

const importPage = operation({
  name: "imports.page",
  role: "owner",
  input: Type.Object({ importId: id, contacts: Type.Array(createContact.spec.input, { maxItems: pageOfRows }) }, closed),
  run: async ({ importId, contacts }, scope) => {
    const ids = scope.startsNothing ? await createManyContacts(contacts.map(sourced), importId) : [];
    if (!scope.startsNothing) {
      for (const one of contacts) ids.push((await createContact(scope, sourced(one))).id);
      await ContactModel.updateMany({ _id: { $in: ids } }, { $set: { importId } });
    }
    await ImportModel.updateOne({ _id: importId }, { $inc: { imported: ids.length } });
    return { imported: ids.length };
  },
});

const sourced = (values: Values): Values => ({ source: "CSV import", ...values });

const endImport = operation({
  name: "imports.end",
  role: "owner",
  input: Type.Object({ importId: id, imported: Type.Integer(), skipped: Type.Integer() }, closed),
  run: async ({ importId, imported, skipped }) => {
    await ImportModel.updateOne({ _id: importId }, { $set: { state: "done", imported, skipped } });
    // Nobody was told of them one by one: flows that start by a contact's date look at them now.
    await planAgain("contact.created");
  },
});

/** Takes an import back: its contacts are deleted, except those who have become somebody's matter meanwhile. */
export const undoImport = (scope: Scope, input: { importId: string }) => undo(quietly(scope), input);
const undo = operation({
  name: "imports.undo",
  role: "owner",
  input: Type.Object({ importId: id }, closed),
  run: async ({ importId }) => {
    const found = await ImportModel.findById(importId).lean();
    if (!found) throw notFound("This import");
    if (found.state === "undone") throw conflict("import-undone", "This import was taken back already.");
    const contacts = await ContactModel.find({ importId }, { matterIds: 1, deletedAt: 1 }).lean();
    const gone = contacts.filter((one) => one.deletedAt === null && one.matterIds.length === 0).map((one) => one._id);
    for (let from = 0; from < gone.length; from += 1_000)
      await ContactModel.updateMany({ _id: { $in: gone.slice(from, from + 1_000) } }, { $set: { deletedAt: clock.now() } });
    await ImportModel.updateOne({ _id: importId }, { $set: { state: "undone" } });
    return { removed: gone.length, kept: contacts.length - gone.length };
  },
});

export const listImports = query({
  name: "imports.list",
  role: "owner",
  input: Type.Object({}, closed),
  run: async () => (await ImportModel.find().sort({ createdAt: -1 }).limit(20).lean()).map(({ _id, ...one }) => ({ id: _id, ...one })),
});
