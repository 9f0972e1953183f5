import Type from "typebox";
import { conflict, emptyInput, type FieldError, invalid, isDuplicateKey, newId, notFound, operation, query } from "../base/index.ts";
import { textProblems } from "../messages/index.ts";
import { DocumentContent } from "./blocks.ts";
import { DocumentTemplateModel } from "./model.ts";

const key = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 80 });
const closed = { additionalProperties: false } as const;

/** Saves a document template as the next version of its key; an unchanged content makes none. */
export const saveDocumentTemplate = operation({
  name: "documents.saveTemplate",
  role: "builder",
  input: Type.Object({ key, content: DocumentContent }, closed),
  run: async ({ key, content }, { actor }) => {
    const problems = contentProblems(content);
    if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
    const last = await DocumentTemplateModel.findOne({ key }).sort({ version: -1 }).lean();
    if (last && JSON.stringify(last.content) === JSON.stringify(content)) return { key, version: last.version };
    const version = (last?.version ?? 0) + 1;
    try {
      await DocumentTemplateModel.create([
        { _id: newId("documentTemplate"), key, version, content, by: { id: actor.id, name: actor.name } },
      ]);
    } catch (error) {
      if (isDuplicateKey(error))
        throw conflict("template-changed", "Somebody else saved this document just now. Open it again and make your change there.");
      throw error;
    }
    return { key, version };
  },
});

/** Every Liquid text of it read and checked, wherever it stands. */
function contentProblems(content: DocumentContent): FieldError[] {
  const variants = Object.entries(content.variants ?? {});
  if (variants.length === 0 && !content.wordFileId)
    return [{ path: "/content/variants", message: "Write the document in at least one language, or upload a Word file." }];
  const found: FieldError[] = content.fileAs ? textProblems(content.fileAs, "/content/fileAs") : [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") found.push(...textProblems(path.endsWith("/if") ? `{% if ${value} %}x{% endif %}` : value, path));
    else if (Array.isArray(value))
      value.forEach((one, index) => {
        walk(one, `${path}/${index}`);
      });
    else if (value && typeof value === "object")
      for (const [name, one] of Object.entries(value)) if (name !== "type") walk(one, `${path}/${name}`);
  };
  walk(content.variants ?? {}, "/content/variants");
  return found;
}

export const listDocumentTemplates = query({
  name: "documents.listTemplates",
  role: "viewer",
  input: emptyInput,
  run: async () => {
    const rows = await DocumentTemplateModel.find().sort({ key: 1, version: -1 }).lean();
    const newest = rows.filter((row, index) => row.key !== rows[index - 1]?.key);
    return newest.map(({ key, version, content, createdAt, by }) => ({
      key,
      version,
      name: content.name,
      languages: Object.keys(content.variants ?? {}),
      word: content.wordFileId !== undefined,
      savedAt: createdAt.toISOString(),
      savedBy: by.name,
    }));
  },
});

export const readDocumentTemplate = query({
  name: "documents.readTemplate",
  role: "viewer",
  input: Type.Object({ key, version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
  run: async ({ key, version }) => {
    const found = await documentTemplate(key, version);
    return {
      key: found.key,
      version: found.version,
      content: found.content,
      savedAt: found.createdAt.toISOString(),
      savedBy: found.by.name,
    };
  },
});

/** The version that a flow being published now pins; null when there is none. Within a scope. */
export async function latestDocumentVersion(templateKey: string): Promise<number | null> {
  return (await DocumentTemplateModel.findOne({ key: templateKey }, { version: 1 }).sort({ version: -1 }).lean())?.version ?? null;
}

/** What a template is called now; its key where it is gone. Within a scope. */
export async function documentName(templateKey: string): Promise<string> {
  const found = await DocumentTemplateModel.findOne({ key: templateKey }, { content: 1 }).sort({ version: -1 }).lean();
  return found?.content.name ?? templateKey;
}

/** Within a scope. */
export async function documentTemplate(templateKey: string, version?: number) {
  const found = await DocumentTemplateModel.findOne({ key: templateKey, ...(version ? { version } : {}) })
    .sort({ version: -1 })
    .lean();
  if (!found) throw notFound(`The document template "${templateKey}"${version ? `, version ${version},` : ""}`);
  return found;
}
