import Type from "typebox";
import { decompile } from "../../engine/graph/index.ts";
import { currentScope, notFound, operation, type Scope, systemScope, withScope } from "../base/index.ts";
import { saveDocumentTemplate } from "../documents/index.ts";
import { DocumentTemplateModel } from "../documents/model.ts";
import { firmInScope } from "../firms/index.ts";
import { createFlow, FlowModel, flowKey } from "../flows/index.ts";
import { FormModel, saveForm } from "../forms/index.ts";
import { latestMessageVersion, saveMessageTemplate } from "../messages/index.ts";
import { createPipeline, ensureFields, PipelineModel } from "../pipelines/index.ts";
import { AppointmentTypeModel, createAppointmentType } from "../scheduling/index.ts";
import { StaffModel } from "../staff/index.ts";
import { needsOf } from "./needs.ts";
import { type CaseTypeSettings, library, type ShippedAppointmentType } from "./packages.ts";

export interface Installed {
  key: string;
  /** Null where the firm had the flow already: its draft is left alone. */
  revision: number | null;
  /** What was added beside it, as `form intake`. */
  added: string[];
}

const installable = operation({
  name: "library.mayInstall",
  role: "builder",
  input: Type.Object({ key: flowKey }, { additionalProperties: false }),
  run: async ({ key }) => {
    if (!library().flows.some((one) => one.definition.key === key)) throw notFound(`The flow "${key}" of the library`);
  },
});

/**
 * Copies a shipped flow into the firm as a draft, with the pipeline, fields, forms, messages, documents and appointment types it uses.
 * What the firm has under the same key stays as it is. Repeatable: cut short, it goes on where it stopped. Compiling messages is slow
 * and done outside of transactions, so this is several operations.
 */
export async function installFlow(scope: Scope, { key }: { key: string }): Promise<Installed> {
  await installable(scope, { key });
  // Pipelines are the owner's to change; adding what a shipped flow brings is not.
  const own = { ...systemScope(scope.firmId, scope.actor.name), ...(scope.startsNothing ? { startsNothing: true } : {}) };
  const shipped = library();
  const found = shipped.flows.find((one) => one.definition.key === key);
  if (!found) throw notFound(`The flow "${key}" of the library`);
  const { definition } = found;
  const needs = needsOf(definition);
  const folders = [found.folder, ...needs.caseTypes].map((name) => shipped.settings.get(name));
  const added = await installCaseTypes(
    own,
    [...new Set(folders)].filter((one) => one !== undefined),
  );
  added.push(...(await installRecords(own, needs)));
  const known = await withScope(own, () => FlowModel.exists({ key }));
  if (known) return { key, revision: null, added };
  const graph = decompile(definition);
  const { revision } = await createFlow(own, {
    key,
    name: definition.name,
    subject: definition.subject,
    caseTypes: needs.caseTypes,
    graph,
  });
  return { key, revision, added };
}

async function installCaseTypes(scope: Scope, settings: CaseTypeSettings[]): Promise<string[]> {
  const added: string[] = [];
  for (const { caseType, name, prefix, stages, fields } of settings) {
    if (caseType && name && prefix && stages && !(await withScope(scope, () => PipelineModel.exists({ caseType })))) {
      await createPipeline(scope, { caseType, name, prefix, stages });
      added.push(`pipeline ${caseType}`);
    }
    if (fields?.length) added.push(...(await ensureFields(scope, { fields })).added.map((one) => `field ${one}`));
  }
  return added;
}

async function installRecords(scope: Scope, needs: ReturnType<typeof needsOf>): Promise<string[]> {
  const { forms, mails, documents, appointmentTypes } = library();
  const added: string[] = [];
  const missing = async <T>(
    sort: string,
    keys: string[],
    from: Map<string, T>,
    has: (key: string) => Promise<unknown>,
    add: (key: string, one: T) => Promise<unknown>,
  ) => {
    for (const key of keys) {
      const one = from.get(key);
      if (one === undefined || (await withScope(scope, () => has(key)))) continue;
      await add(key, one);
      added.push(`${sort} ${key}`);
    }
  };
  await missing(
    "form",
    needs.forms,
    forms,
    (key) => FormModel.exists({ key }).exec(),
    (key, form) => saveForm(scope, { key, form }),
  );
  await missing("message", needs.mails, mails, latestMessageVersion, (key, content) => saveMessageTemplate(scope, { key, content }));
  await missing(
    "document",
    needs.documents,
    documents,
    (key) => DocumentTemplateModel.exists({ key }).exec(),
    (key, content) => saveDocumentTemplate(scope, { key, content }),
  );
  await missing(
    "appointment type",
    needs.appointmentTypes,
    appointmentTypes,
    (key) => AppointmentTypeModel.exists({ key }).exec(),
    (_key, type) => addAppointmentType(scope, { type: type.key }),
  );
  return added;
}

/** Taken by the firm's owners until somebody says who takes it; in the office it is at the firm's address. */
const addAppointmentType = operation({
  name: "library.addAppointmentType",
  role: "builder",
  input: Type.Object({ type: Type.String({ maxLength: 60 }) }),
  run: async ({ type: key }) => {
    const type = library().appointmentTypes.get(key);
    if (!type) throw notFound(`The appointment type "${key}" of the library`);
    const { postalAddress } = await firmInScope();
    const staff = await StaffModel.find({ active: true }, { role: 1 }).lean();
    const owners = staff.filter((one) => one.role === "owner");
    await createAppointmentType(currentScope(), {
      ...type,
      modes: type.modes.map((kind) => ({ kind, ...(kind === "office" && postalAddress ? { place: onOneLine(postalAddress) } : {}) })),
      staffIds: (owners.length ? owners : staff).map((one) => one._id),
    });
  },
});

const onOneLine = (address: string): string => address.split(/\r?\n/).join(", ").slice(0, 300);

export type { ShippedAppointmentType };
