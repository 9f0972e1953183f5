import { createHash } from "node:crypto";
import Type from "typebox";
import { checkForm, type Form, say } from "../../engine/forms/index.ts";
import { clock, emptyInput, invalid, newId, notFound, operation, query } from "../base/index.ts";
import { closed, key, line } from "../inputs/index.ts";
import { FormModel, FormVersionModel } from "./model.ts";
import { FormShape } from "./shape.ts";

/** Stores what a form asks as a new version, the first one with the form itself. The same content again changes nothing. */
export const saveForm = operation({
  name: "forms.save",
  role: "builder",
  input: Type.Object({ key, name: Type.Optional(line(120)), onWebsite: Type.Optional(Type.Boolean()), form: FormShape }, closed),
  run: async (input, scope) => {
    const { form } = input;
    const wrong = checkForm(form);
    if (wrong.length)
      throw invalid(
        wrong[0]?.message ?? "The form can't be used yet.",
        wrong.map(({ path, message }) => ({ path: `/form${path}`, message })),
      );
    const hash = createHash("sha256").update(JSON.stringify(form)).digest("hex");
    const known = await FormModel.findOne({ key: input.key }).lean();
    const newest = known ? await FormVersionModel.findOne({ key: input.key, version: known.version }).lean() : null;
    const name = input.name ?? known?.name ?? say(form.title, "en", { answers: {} });
    const onWebsite = input.onWebsite ?? known?.onWebsite ?? Boolean(form.intake);
    const version = newest?.hash === hash ? newest.version : (known?.version ?? 0) + 1;
    if (version !== newest?.version)
      await FormVersionModel.create([{ _id: newId("form"), key: input.key, version, form, hash, by: scope.actor.name }]);
    if (known) await FormModel.updateOne({ _id: known._id }, { $set: { name, onWebsite, version }, $unset: { archivedAt: 1 } });
    else await FormModel.create([{ _id: newId("form"), key: input.key, name, onWebsite, version }]);
    return { key: input.key, version };
  },
});

export const listForms = query({
  name: "forms.list",
  role: "viewer",
  input: emptyInput,
  run: async () => {
    const forms = await FormModel.find({ archivedAt: { $exists: false } })
      .sort({ name: 1 })
      .lean();
    return forms.map(({ key: formKey, name, version, onWebsite, updatedAt }) => ({
      key: formKey,
      name,
      version,
      onWebsite,
      updatedAt: updatedAt.toISOString(),
    }));
  },
});

/** A form's newest version, or the one asked for. */
export const readForm = query({
  name: "forms.read",
  role: "viewer",
  public: true,
  input: Type.Object({ key, version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
  run: ({ key: formKey, version }) => formByKey(formKey, version),
});

export interface KnownForm {
  key: string;
  name: string;
  version: number;
  onWebsite: boolean;
  form: Form;
}

/** Within an operation or query. */
export async function formByKey(formKey: string, version?: number): Promise<KnownForm> {
  const known = await FormModel.findOne({ key: formKey }).lean();
  const found = known ? await FormVersionModel.findOne({ key: formKey, version: version ?? known.version }).lean() : null;
  if (!known || !found) throw notFound(`The form "${formKey}"`);
  return { key: formKey, name: known.name, version: found.version, onWebsite: known.onWebsite, form: found.form };
}

/** Takes a form from the lists. Requests already sent go on showing their version. */
export const archiveForm = operation({
  name: "forms.archive",
  role: "builder",
  input: Type.Object({ key }, closed),
  run: async ({ key: formKey }, _scope) => {
    const { matchedCount } = await FormModel.updateOne({ key: formKey }, { $set: { archivedAt: clock.now(), onWebsite: false } });
    if (!matchedCount) throw notFound(`The form "${formKey}"`);
  },
});
