import Type from "typebox";
import { mergeFieldsOf } from "../../engine/conditions/index.ts";
import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, invalidField, isDuplicateKey, newId, operation, type Scope, withScope } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { FileModel, fileBytes, keepFile } from "../files/index.ts";
import { type FirmRecord, readFirm } from "../firms/index.ts";
import { nameOfPerson, personIn, sampleFor } from "../messages/index.ts";
import type { DocumentContent } from "./blocks.ts";
import { type FillPlace, fillText } from "./fill.ts";
import { DocumentModel } from "./model.ts";
import { pdfOf, type SignaturePlace } from "./pdf.ts";
import { documentTemplate } from "./templates.ts";
import { wordOf } from "./word.ts";

export interface MakeDocument {
  template: string;
  templateVersion?: number;
  as: "pdf" | "docx";
  facts: Record<string, unknown>;
  /** Liquid file name; the template's own without it. */
  fileAs?: string;
  /** For whom it is, among the people of the facts; the main contact without it. */
  contactId?: string;
  matterId?: string;
  /** Made once for a step's visit. */
  runId?: string;
  step?: string;
  visit?: number;
  part?: string;
  /** Made and filed already, when somebody looked at it and approved it. */
  approved?: ApprovedDocument;
}
export interface ApprovedDocument {
  fileId: string;
  name: string;
  version: number;
  places: SignaturePlace[];
  contactId?: string;
}
export interface MadeDocument {
  documentId: string;
  fileId: string;
  name: string;
}

/**
 * Fills a template in, files it and tells of it (`document.made`). Again for the same run, step and visit, or for the same press of a button,
 * gives the one made before.
 */
export async function makeDocument(scope: Scope, input: MakeDocument): Promise<MadeDocument> {
  const key = input.runId
    ? `${input.runId}/${input.step ?? ""}/${input.visit ?? 1}/${input.part ?? "make"}`
    : `${scope.actor.id}/${scope.idempotencyKey ?? newId("document")}`;
  const before = await withScope(scope, () => madeBefore(key));
  if (before) return before;
  const ready = input.approved ?? (await fileDocument(scope, input));
  try {
    return await record(scope, { key, ...pick(input), ...ready });
  } catch (error) {
    const other = isDuplicateKey(error) ? await withScope(scope, () => madeBefore(key)) : null;
    if (other) return other;
    throw error;
  }
}

/** Its file waits unseen until it is written down as a document: a process killed in between leaves nothing in the matter's files. */
export async function fileDocument(scope: Scope, input: MakeDocument): Promise<ApprovedDocument> {
  const { name, type, bytes, version, contactId, places } = await renderDocument(scope, input);
  const about = { ...(contactId ? { contactId } : {}), ...(input.matterId ? { matterId: input.matterId } : {}) };
  const file = await withScope(scope, () => keepFile(scope, { name, type, content: bytes, waiting: true, ...about }));
  return { fileId: file.fileId, name: file.name, version, places, ...(contactId ? { contactId } : {}) };
}

const pick = ({ template, as, matterId, runId, step, visit }: MakeDocument) => ({
  template,
  as,
  ...(matterId ? { matterId } : {}),
  ...(runId ? { runId } : {}),
  ...(step ? { step } : {}),
  ...(visit ? { visit } : {}),
});

/** The document as it would be now, for makeDocument and for previews. Stores nothing. */
export async function renderDocument(scope: Scope, input: MakeDocument) {
  const [template, firm] = await Promise.all([
    withScope(scope, () => documentTemplate(input.template, input.templateVersion)),
    readFirm(scope, {}),
  ]);
  const person = personIn(input.facts, input.contactId);
  const place = placeOf(template.content, firm, input.facts, person);
  const name = fillText(input.fileAs ?? template.content.fileAs ?? usualName(template.content.name, person), place);
  const pdf = input.as === "pdf";
  const made = pdf
    ? await makePdf(scope, template.content, firm, place, person)
    : { bytes: await makeWord(scope, template.content, place), places: [] };
  return {
    name: `${name}.${input.as}`,
    type: pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ...made,
    version: template.version,
    ...(person ? { contactId: person.id } : {}),
  };
}

/** A saved template as a PDF filled in for a sample person. */
export async function sampleDocument(scope: Scope, template: string, language: "en" | "es"): Promise<Uint8Array> {
  const [{ content }, firm] = await Promise.all([withScope(scope, () => documentTemplate(template)), readFirm(scope, {})]);
  const texts = JSON.stringify(content.variants ?? {}).replaceAll('\\"', '"');
  const conditions = [...texts.matchAll(/"if":"([^"]+)"/g)].map((found) => `{% if ${found[1]} %}{% endif %}`);
  const facts = sampleFor(mergeFieldsOf([texts, ...conditions].join(" ")), clock.now(), firm);
  const contact = { ...(facts.contact as PersonFacts), language };
  return (await renderDocument(scope, { template, as: "pdf", facts: { ...facts, contact } })).bytes;
}

const usualName = (name: string, person: PersonFacts | null) => (person ? `${name}, {{ contact.name | default: "client" }}` : name);

function placeOf(content: DocumentContent, firm: FirmRecord, facts: Record<string, unknown>, person: PersonFacts | null): FillPlace {
  const spanish = String(person?.language ?? "en").startsWith("es") && content.variants?.es !== undefined;
  const now = clock.now().toISOString();
  const contact = person ? { ...person, name: nameOfPerson(person) } : undefined;
  return {
    document: content.name,
    facts: { ...facts, ...(contact ? { contact } : {}), today: now },
    zone: firm.zone,
    locale: spanish ? "es-US" : "en-US",
    now,
  };
}

async function makePdf(
  scope: Scope,
  content: DocumentContent,
  firm: FirmRecord,
  place: FillPlace,
  person: PersonFacts | null,
): Promise<{ bytes: Uint8Array; places: SignaturePlace[] }> {
  const spanish = place.locale.startsWith("es");
  const variant = (spanish ? content.variants?.es : undefined) ?? content.variants?.en ?? content.variants?.es;
  if (!variant) throw invalidField("/as", `The document “${content.name}” is a Word file: choose DOCX in the step, or write it as text.`);
  const date = new Intl.DateTimeFormat(place.locale, { dateStyle: "long", timeZone: place.zone }).format(new Date(place.now));
  const words = spanish ? { page: "Página", of: "de", date } : { page: "Page", of: "of", date };
  const logo = await logoOf(scope, firm);
  return await pdfOf({ variant, place, firm, personName: person ? nameOfPerson(person) : "", words, ...(logo ? { logo } : {}) });
}

export async function logoOf(scope: Scope, firm: FirmRecord): Promise<Uint8Array | null> {
  if (!firm.brand.logoFileId) return null;
  const file = await fileBytes(scope, firm.brand.logoFileId).catch(() => null);
  return file && (file.type === "image/png" || file.type === "image/jpeg") ? file.content : null;
}

async function makeWord(scope: Scope, content: DocumentContent, place: FillPlace): Promise<Uint8Array> {
  if (!content.wordFileId)
    throw invalidField("/as", `The document “${content.name}” has no Word file. Upload one under Templates, or choose PDF in the step.`);
  return await wordOf((await fileBytes(scope, content.wordFileId)).content, place);
}

async function madeBefore(key: string): Promise<MadeDocument | null> {
  const found = await DocumentModel.findOne({ key }).lean();
  return found ? { documentId: found._id, fileId: found.fileId, name: found.name } : null;
}

const text = Type.String({ minLength: 1, maxLength: 400 });
const record = operation({
  name: "documents.record",
  role: "staff",
  input: Type.Object({
    key: text,
    name: text,
    fileId: text,
    version: Type.Integer(),
    template: text,
    as: Type.Enum(["pdf", "docx"]),
    contactId: Type.Optional(text),
    matterId: Type.Optional(text),
    runId: Type.Optional(text),
    step: Type.Optional(text),
    visit: Type.Optional(Type.Integer()),
    places: Type.Array(Type.Object({ name: Type.String(), page: Type.Integer(), top: Type.Number() }), { maxItems: 100 }),
  }),
  run: async ({ template, version, ...input }, { actor }): Promise<MadeDocument> => {
    const documentId = newId("document");
    const by = { kind: actor.kind, id: actor.id, name: actor.name };
    await DocumentModel.create([{ _id: documentId, ...input, template: { key: template, version }, at: clock.now(), by }]);
    await FileModel.updateOne({ _id: input.fileId }, { $set: { state: "kept" } });
    const { contactId, matterId } = input;
    if (contactId || matterId)
      await emit({
        type: "document.made",
        ...(contactId ? { contactId } : {}),
        ...(matterId ? { matterId } : {}),
        data: { template, documentId },
      });
    return { documentId, fileId: input.fileId, name: input.name };
  },
});
