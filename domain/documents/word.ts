import type { ScopeDataArgs } from "easy-template-x";
import { readPath } from "../../engine/conditions/index.ts";
import { DomainError, invalidField } from "../base/index.ts";
import { type FillPlace, fillText } from "./fill.ts";

/**
 * A Word file with merge fields filled in. Fields are written as everywhere: `{{ contact.firstName | default: "there" }}`; a part of the
 * document between `{{#people.client}}` and `{{/people.client}}` is repeated for each entry, or stands where the field is set.
 */
export async function wordOf(template: Uint8Array, place: FillPlace): Promise<Buffer> {
  const { TemplateHandler } = await import("easy-template-x");
  const handler = new TemplateHandler({
    delimiters: { tagStart: "{{", tagEnd: "}}", containerTagOpen: "#", containerTagClose: "/", tagOptionsStart: "[[", tagOptionsEnd: "]]" },
    scopeDataResolver: (args) => fieldValue(args, place),
  });
  try {
    const filled: Uint8Array = await handler.process(Buffer.from(template), {});
    return Buffer.from(filled);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw invalidField(
      "/wordFileId",
      `The Word file of “${place.document}” can't be used: ${why.slice(0, 200)} Check its merge fields and upload it again.`,
    );
  }
}

function fieldValue({ path, strPath }: ScopeDataArgs, place: FillPlace) {
  const tag = path.at(-1);
  const field = straight(strPath.at(-1) ?? "").trim();
  // Entries of a repeated part: the path so far ends in `list, number, field`.
  const scopes = entryScopes(strPath.slice(0, -1), place.facts);
  if (typeof tag === "object" && tag.disposition === "Open") {
    const value = readFirst(field, scopes);
    return Array.isArray(value) ? value : Boolean(value) && value !== "";
  }
  const facts = Object.assign(
    {},
    place.facts,
    ...scopes.slice(1).map((scope) => (typeof scope === "object" && scope ? scope : { this: scope })),
  );
  return fillText(`{{ ${field} }}`, { ...place, facts });
}

/** The facts and, within repeated parts, the entries stood in, outermost first. */
function entryScopes(parts: string[], facts: object): unknown[] {
  const scopes: unknown[] = [facts];
  for (let index = 0; index + 1 < parts.length + 1; index += 1) {
    const [list, entry] = [parts[index], parts[index + 1]];
    if (list === undefined || entry === undefined || !/^\d+$/.test(entry)) continue;
    const values = readFirst(straight(list).trim(), scopes);
    if (Array.isArray(values)) scopes.push(values[Number(entry)]);
  }
  return scopes;
}

function readFirst(path: string, scopes: unknown[]): unknown {
  return [...scopes]
    .reverse()
    .map((scope) => readPath(scope, path))
    .find((value) => value !== undefined);
}

/** Word writes curly quotation marks by itself. */
const straight = (text: string) => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'");
