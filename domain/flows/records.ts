import type { RecordSort, ValidateOptions } from "../../engine/definition/index.ts";
import type { Definition, Step } from "../../engine/definition/types.ts";
import type { Scope } from "../base/index.ts";
import { latestDocumentVersion, listDocumentTemplates } from "../documents/index.ts";
import { firmInScope } from "../firms/index.ts";
import { FormModel } from "../forms/index.ts";
import { isBuiltIn, latestMessageVersion, messageKeys, messageLanguages } from "../messages/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { AppointmentTypeModel } from "../scheduling/index.ts";
import { FlowModel, type Pins } from "./model.ts";

/** What must be there beside the drawing before it is published: the firm's address, and the records it names. Within a scope. */
export async function publishingContext(scope: Scope): Promise<ValidateOptions> {
  const firm = await firmInScope();
  const uses = firm.languages ?? [];
  return {
    publishing: { postalAddress: firm.postalAddress ?? null, unsubscribe: true },
    known: await knownRecords(scope),
    ...(uses.length > 1 ? { languages: { uses, has: await messageLanguages() } } : {}),
  };
}

async function knownRecords(scope: Scope): Promise<Partial<Record<RecordSort, string[]>>> {
  const templates = await messageKeys();
  const forms = await FormModel.find({ archivedAt: null }, { key: 1 }).lean();
  const pipelines = await PipelineModel.find().lean();
  const types = await AppointmentTypeModel.find({}, { key: 1 }).lean();
  const documents = await listDocumentTemplates(scope, {});
  const flows = await FlowModel.find({}, { key: 1 }).lean();
  return {
    templates,
    forms: forms.map((one) => one.key),
    documents: documents.map((one) => one.key),
    appointmentTypes: types.map((one) => one.key),
    flows: flows.map((one) => one.key),
    caseTypes: pipelines.map((one) => one.caseType),
    stages: pipelines.flatMap((one) => one.stages.map((stage) => stage.id)),
  };
}

/** The versions these records have now: runs of what is being published keep to them (rule 1). Within a scope. */
export async function pinsOf(definition: Definition): Promise<Pins> {
  const steps = Object.values(definition.steps);
  const named = (field: "template" | "form" | "document", of: (step: Step) => boolean) =>
    [...new Set(steps.filter(of).flatMap((step) => (field in step ? [(step as unknown as Record<string, unknown>)[field]] : [])))].filter(
      (key): key is string => typeof key === "string",
    );
  const pins: Pins = { templates: {}, forms: {}, documents: {} };
  for (const key of named("template", (step) => step.kind !== "makeDocument")) {
    const version = isBuiltIn(key) ? null : await latestMessageVersion(key);
    if (version) pins.templates[key] = version;
  }
  const forms = await FormModel.find({ key: { $in: named("form", (step) => step.kind === "requestForm") } }).lean();
  for (const form of forms) pins.forms[form.key] = form.version;
  for (const key of named("template", (step) => step.kind === "makeDocument")) {
    const version = await latestDocumentVersion(key);
    if (version) pins.documents[key] = version;
  }
  return pins;
}
