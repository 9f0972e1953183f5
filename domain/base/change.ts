import type { Model, QueryFilter, UpdateQuery } from "mongoose";
import type { Stored } from "./model.ts";
import { current } from "./scope.ts";

/**
 * Changes the one record that fits and gives it as it was before; null where none fits. Within an operation only: in its transaction
 * nobody comes between the looking and the changing. Instead of findOneAndUpdate, for which the embedded database reads the whole collection.
 */
export async function changeFound<T>(
  model: Model<Stored<T>>,
  filter: QueryFilter<Stored<T>>,
  change: UpdateQuery<Stored<T>>,
): Promise<Stored<T> | null> {
  if (!current()?.inTransaction) throw new Error(`${model.modelName}: a record is looked for and changed within an operation only.`);
  const before = await model.findOne(filter).lean();
  if (!before) return null;
  const { _id } = before as unknown as { _id: string };
  await model.updateOne({ _id } as QueryFilter<Stored<T>>, change);
  return before as unknown as Stored<T>;
}

/** As `changeFound`, and gives it as it is afterwards. */
export async function changed<T>(
  model: Model<Stored<T>>,
  filter: QueryFilter<Stored<T>>,
  change: UpdateQuery<Stored<T>>,
): Promise<Stored<T> | null> {
  const before = await changeFound(model, filter, change);
  if (!before) return null;
  return (await model.findById((before as { _id: string })._id).lean()) as Stored<T> | null;
}
