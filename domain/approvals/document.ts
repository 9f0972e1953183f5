import { createHash } from "node:crypto";
import type { StepOf } from "../../engine/definition/types.ts";
import { recipientsOf } from "../../engine/run/index.ts";
import type { Facts, Json } from "../../engine/run/types.ts";
import { DomainError, withScope } from "../base/index.ts";
import { type MakeDocument, readDocument, renderDocument } from "../documents/index.ts";
import { subjectOf } from "../runs/index.ts";
import type { Looking } from "./contents.ts";

type MakeDocumentStep = StepOf<"makeDocument">;

/** The document of a step: made already by an earlier one, or as it would be made now; or why it could not. */
export interface ShownDocument {
  name: string;
  fileId?: string;
  /** To make it with, where it is not made yet. */
  order?: MakeDocument;
  problem?: string;
  hash: string;
}

/** What there is to look at besides messages; of what is not made yet only the name, which making it tells. */
export async function documentOf(looking: Looking): Promise<ShownDocument | undefined> {
  const { step, stepId, facts, scope, version, run } = looking;
  if (step.kind !== "makeDocument" && step.kind !== "requestSignature") return undefined;
  const source = step.kind === "makeDocument" ? stepId : step.document;
  const made = madeBy(facts.steps?.[source]);
  if (made?.documentId) {
    const { name, fileId } = await readDocument(scope, { documentId: made.documentId });
    return { name, fileId, hash: fileId };
  }
  const maker = Object.hasOwn(version.definition.steps, source) ? version.definition.steps[source] : undefined;
  const template = maker?.kind === "makeDocument" ? maker.template : source;
  const templateVersion = version.pins.documents[template];
  const matterId = subjectOf(run).matterId ?? facts.matter?.["id"];
  return await foreseen(looking, {
    template,
    ...(templateVersion ? { templateVersion } : {}),
    ...(maker?.kind === "makeDocument" ? asMaker(maker, facts) : { as: "pdf" }),
    facts: facts as unknown as Record<string, unknown>,
    ...(typeof matterId === "string" ? { matterId } : {}),
  });
}

function asMaker(maker: MakeDocumentStep, facts: Facts): Pick<MakeDocument, "as" | "fileAs" | "contactId"> {
  const person = maker.for ? recipientsOf([maker.for], facts)[0] : undefined;
  return { as: maker.as, ...(maker.fileAs ? { fileAs: maker.fileAs } : {}), ...(person ? { contactId: person.id } : {}) };
}

/** Its bytes say when it was made: what makes it the same is its template's version and the facts it may read. */
async function foreseen({ scope, facts }: Looking, order: MakeDocument): Promise<ShownDocument> {
  try {
    const { name, version } = await withScope(scope, () => renderDocument(scope, order));
    const { run: _run, hold: _hold, ...read } = facts;
    const hash = createHash("sha256")
      .update(JSON.stringify([order.template, version, order.as, name, read]))
      .digest("hex");
    return { name, order, hash };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { name: order.template, problem: error.message, hash: "" };
  }
}

function madeBy(gave: Json | undefined): { documentId?: string } | undefined {
  if (!gave || typeof gave !== "object" || Array.isArray(gave)) return undefined;
  const { documentId } = gave;
  return typeof documentId === "string" ? { documentId } : undefined;
}
