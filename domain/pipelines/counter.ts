import { currentScope } from "../base/index.ts";
import { CounterModel } from "./model.ts";

/** The next number of a series of this firm, from 1, without gaps: taken in the operation's transaction. */
export async function nextOf(series: string): Promise<number> {
  const { firmId } = currentScope();
  const _id = `${firmId}|${series}`;
  await CounterModel.updateOne({ _id }, { $inc: { last: 1 }, $setOnInsert: { series } }, { upsert: true });
  const counter = await CounterModel.findById(_id).lean();
  return counter?.last ?? 1;
}
