import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import mongoose, { type Model } from "mongoose";

/** What a model declares, with the name the index goes by. */
type Declared = mongoose.mongo.IndexDescription & { key: Record<string, number>; name: string };
type Found = Partial<Declared> & { key: Record<string, number>; name: string };
type Indexed = Pick<Model<unknown>, "schema" | "collection" | "createCollection">;

/**
 * Of a collection: the sets of indexes that releases of Firmflow declared for it, by their hash, in the order they came; and the names of
 * those that are ours. What somebody else made is not among them.
 */
interface Sets {
  _id: string;
  sets: string[];
  ours: string[];
  /** An older release was started since, and may have made its own again. */
  again?: boolean;
}

/**
 * Creates the collections and indexes of every model loaded so far, side by side, and drops those that an earlier release made and this one
 * no longer declares: they cost every write, and a unique one would forbid what is allowed by now. Only the newest release drops, so that
 * an older one that is started again beside it takes nothing away; and only ours: what somebody else made stays.
 */
export async function ensureIndexes(models: Indexed[] = Object.values(mongoose.models)): Promise<void> {
  const { db } = mongoose.connection;
  if (!db) throw new Error("Not connected to a database.");
  const kept = db.collection<Sets>("indexsets");
  const known = new Map((await kept.find().toArray()).map((one) => [one._id, one]));
  const there = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map((one) => one.name));
  const changed = await Promise.all(models.map((model) => ensure(model, known.get(model.collection.name), there)));
  const writes = changed.flatMap((one) => one ?? []);
  if (writes.length === 0) return;
  await kept.bulkWrite(writes.map((one) => ({ replaceOne: { filter: { _id: one._id }, replacement: one, upsert: true } })));
}

/** What is to be written down of it; null where nothing is new. */
async function ensure(model: Indexed, known: Sets | undefined, there: ReadonlySet<string>): Promise<Sets | null> {
  const { collection } = model;
  const declared = declaredBy(model);
  const set = hashOf(declared);
  const isNewest = known !== undefined && known.sets.at(-1) === set;
  const isOlder = known !== undefined && !isNewest && known.sets.includes(set);
  const isStanding = isOlder || (isNewest && !known.again) || !there.has(collection.name);
  const found = isStanding ? [] : ((await collection.indexes()) as Found[]);
  const ours = new Set(known?.ours ?? found.map((one) => one.name));
  for (const one of found) if (isInTheWay(one, declared, ours)) await drop(model, one.name);
  if (declared.length === 0) await model.createCollection();
  else await collection.createIndexes(declared).catch((error: unknown) => refuseUnless(isOlder && isOtherwise(error), error));
  const names = declared.map((one) => one.name);
  if (isOlder) return { ...known, ours: [...new Set([...known.ours, ...names])], again: true };
  if (isNewest && !known.again) return null;
  return { _id: collection.name, sets: isNewest ? known.sets : [...(known?.sets ?? []), set], ours: names };
}

function declaredBy({ schema }: Indexed): Declared[] {
  return schema.indexes().map(([fields, options]) => {
    const key = fields as Record<string, number>;
    const name = options.name ?? Object.entries(key).flat().join("_");
    const { background: _always, ...rest } = options as Record<string, unknown>;
    return { ...rest, key, name } as Declared;
  });
}

const hashOf = (declared: Declared[]): string => createHash("sha256").update(JSON.stringify(declared)).digest("hex").slice(0, 16);

/** Ours and declared no more; or by this name, or of these fields, there is to be another. */
function isInTheWay(found: Found, declared: Declared[], ours: ReadonlySet<string>): boolean {
  if (found.name === "_id_") return false;
  const wanted = declared.find((one) => one.name === found.name || isDeepStrictEqual(one.key, found.key));
  if (!wanted) return ours.has(found.name);
  return !isDeepStrictEqual(telling(wanted), telling(found));
}

/** What makes it another index. */
const telling = ({ key, unique, partialFilterExpression, expireAfterSeconds }: Found) => ({
  fields: Object.entries(key),
  unique: unique === true,
  where: partialFilterExpression ?? null,
  expireAfterSeconds: expireAfterSeconds ?? null,
});

/** Another process, started beside this one, may have dropped it already. */
async function drop({ collection }: Indexed, name: string): Promise<void> {
  await collection.dropIndex(name).catch((error: unknown) => refuseUnless(codeOf(error) === 27, error));
}

function refuseUnless(fine: boolean, error: unknown): void {
  if (!fine) throw error;
}

const codeOf = (error: unknown): unknown => (error instanceof mongoose.mongo.MongoServerError ? error.code : undefined);
/** By that name or of those fields a newer release made another (IndexOptionsConflict, IndexKeySpecsConflict): it stays. */
const isOtherwise = (error: unknown): boolean => codeOf(error) === 85 || codeOf(error) === 86;
