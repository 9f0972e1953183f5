import mongoose, { type Model, type Query, Schema, type SchemaDefinition } from "mongoose";
import { clock } from "./clock.ts";
import { current } from "./scope.ts";

/**
 * Firm scoping, in the one place that cannot be forgotten: every model made here has a `firmId`, every query and aggregation is
 * narrowed to the firm in scope, every insert is stamped with it, and anything outside a scope throws.
 */
function firmOf(model: string): string | null {
  const scope = current()?.scope;
  if (!scope) throw new Error(`${model}: no firm in scope. Call this within an operation, a query or withScope().`);
  return scope === "allFirms" ? null : scope.firmId;
}

/** Questions for a record by nothing but its id, and the firm that asks. */
const byIdAlone = new WeakMap<object, string>();

function scoped(schema: Schema): void {
  schema.add({ firmId: { type: String, required: true, immutable: true } });
  schema.pre(
    [
      "find",
      "countDocuments",
      "distinct",
      "findOneAndUpdate",
      "findOneAndDelete",
      "findOneAndReplace",
      "updateOne",
      "updateMany",
      "replaceOne",
      "deleteOne",
      "deleteMany",
    ],
    function narrow() {
      const firmId = firmOf(this.model.modelName);
      if (firmId !== null) narrowed(this, firmId);
    },
  );
  schema.pre("findOne", function narrow() {
    const firmId = firmOf(this.model.modelName);
    if (firmId === null) return;
    const filter = this.getFilter();
    // An id names one record: whose it is, is seen when it is there. The embedded database looks up an id at once only when asked nothing else.
    if (typeof filter["_id"] !== "string" || Object.keys(filter).length > 1) return narrowed(this, firmId);
    byIdAlone.set(this, firmId);
    this.select(withFirm(this.projection()));
  });
  schema.post("findOne", function ofThisFirm(found: { firmId?: unknown } | null) {
    const firmId = byIdAlone.get(this);
    if (found && firmId !== undefined && found.firmId !== firmId) return mongoose.overwriteMiddlewareResult(null);
  });
  schema.pre("aggregate", function narrow() {
    const firmId = firmOf("aggregate");
    if (firmId === null) return;
    // In one question with what is asked first: the embedded database looks into an index only with that.
    const [first] = this.pipeline();
    if (first && "$match" in first) first.$match = { ...first.$match, firmId };
    else this.pipeline().unshift({ $match: { firmId } });
  });
  schema.pre("validate", function stamp() {
    const firmId = firmOf("save");
    if (firmId === null) return;
    const has: unknown = this.get("firmId");
    if (has !== undefined && has !== firmId) throw new Error("A record of another firm can't be written here.");
    this.set("firmId", firmId);
  });
  schema.pre("insertMany", (docs: unknown) => {
    const firmId = firmOf("insertMany");
    for (const doc of Array.isArray(docs) ? docs : [docs]) {
      if (firmId !== null && doc && typeof doc === "object") Object.assign(doc, { firmId });
    }
  });
  schema.pre("estimatedDocumentCount", () => {
    throw new Error("An estimated count cannot be scoped to a firm: use countDocuments.");
  });
  schema.pre("bulkWrite", (operations: unknown) => {
    const firmId = firmOf("bulkWrite");
    if (firmId !== null) for (const one of operations as Record<string, Record<string, unknown>>[]) narrowBulk(one, firmId);
  });
}

function narrowed(query: Query<unknown, unknown>, firmId: string): void {
  const { modelName } = query.model;
  const asked: unknown = query.getFilter()["firmId"];
  if (asked !== undefined && asked !== firmId) throw new Error(`${modelName}: asked for another firm's records.`);
  query.where({ firmId });
}

/** What is added where only some fields are asked for, so that it can be seen whose the record is. */
function withFirm(asked: Record<string, unknown> | null): Record<string, 1> {
  const named = Object.values(asked ?? {}).some((one) => one !== 0 && one !== false);
  return named ? { firmId: 1 } : {};
}

function narrowBulk(operation: Record<string, Record<string, unknown>>, firmId: string): void {
  for (const body of Object.values(operation)) {
    if ("document" in body) Object.assign(body.document as object, { firmId });
    else body.filter = { ...(body.filter as object), firmId };
  }
}

/**
 * Of an index that holds only records with this text. Not `$exists`: the embedded database then does not see that a question for one
 * text is answered by it.
 */
export const present = { $gt: "" };

export type Stored<T> = T & { _id: string; firmId: string; createdAt: Date; updatedAt: Date };

export interface ModelOptions {
  /**
   * Each index; `firmId` is put in front unless `global` is given. Behind the first field where that names one thing and so finds few by
   * itself (an id, or as `telling` says): the embedded database, asked for more than an index holds, looks up one field alone.
   */
  indexes?: {
    fields: Record<string, 1 | -1>;
    unique?: boolean;
    where?: Record<string, unknown>;
    expireAfterSeconds?: number;
    global?: boolean;
    telling?: boolean;
  }[];
  collection?: string;
}

/** A mongoose model whose `_id` is one of our ids and which is scoped to the firm. The only way models are made (but for sign-in's own). */
export function firmModel<T>(name: string, definition: SchemaDefinition, options: ModelOptions = {}): Model<Stored<T>> {
  const schema = new Schema(
    { _id: { type: String, required: true }, ...definition },
    { timestamps: { currentTime: clock.now }, minimize: false, collection: options.collection },
  );
  scoped(schema);
  for (const index of options.indexes ?? []) {
    schema.index(keysOf(index), {
      ...(index.unique ? { unique: true } : {}),
      ...(index.where ? { partialFilterExpression: index.where } : {}),
      ...(index.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: index.expireAfterSeconds }),
    });
  }
  const byFirm = (options.indexes ?? []).some((index) => !index.where && Object.keys(keysOf(index))[0] === "firmId");
  if (!byFirm) schema.index({ firmId: 1 });
  const known = mongoose.models[name];
  if (known) refuseAnother(name, known.schema, schema);
  return (known ?? mongoose.model(name, schema)) as unknown as Model<Stored<T>>;
}

function keysOf({ fields, global, telling }: NonNullable<ModelOptions["indexes"]>[number]): Record<string, 1 | -1> {
  if (global) return fields;
  const [first = ""] = Object.keys(fields);
  return (telling ?? /Ids?$/.test(first)) ? { [first]: fields[first] ?? 1, firmId: 1, ...fields } : { firmId: 1, ...fields };
}

/** Two different records under one name would both be read and written by the fields of whichever was described first. */
function refuseAnother(name: string, known: Schema, schema: Schema): void {
  const fields = ({ paths }: Schema) =>
    Object.keys(paths)
      .filter((path) => path !== "__v")
      .sort()
      .join();
  if (fields(known) !== fields(schema)) throw new Error(`There is another model “${name}” already. Name this one differently.`);
}

/** The record, unless it was deleted. Asked for by its id alone (see `scoped`) and looked at here. */
export const standing = <T extends { deletedAt?: Date | null | undefined }>(record: T | null): T | null =>
  record?.deletedAt ? null : record;
