import { type Scope, withScope } from "../base/index.ts";
import { everyFirm } from "../firms/index.ts";
import { beginningsOf } from "./beginnings.ts";
import { MessageModel } from "./model.ts";

const page = 500;

/** What was written down before messages were found by how their words begin gets those; where there is none, it is one look into an index. */
export async function findOld(): Promise<void> {
  for (const scope of await everyFirm()) for (let found = page; found === page; ) found = await findSome(scope);
}

async function findSome(scope: Scope): Promise<number> {
  return await withScope(scope, async () => {
    const rows = await MessageModel.find({ beginnings: null }, { channel: 1, subject: 1, to: 1 }).limit(page).lean();
    for (const row of rows)
      await MessageModel.updateOne({ _id: row._id }, { $set: { beginnings: beginningsOf(row) } }, { timestamps: false });
    return rows.length;
  });
}
