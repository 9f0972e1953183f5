import mongoose from "mongoose";

/** Something the database was asked: in which collection, with which filter. */
export interface Question {
  collection: string;
  filter: Record<string, unknown>;
}

const reading: ReadonlySet<string> = new Set(["find", "findOne", "countDocuments", "aggregate", "distinct"]);

/** What models ask the database while something is done. */
export async function questionsOf(work: () => Promise<unknown>): Promise<Question[]> {
  const asked: Question[] = [];
  mongoose.set("debug", (collection: string, method: string, ...args: unknown[]) => {
    if (!reading.has(method)) return;
    const [first, second] = args as [unknown, unknown];
    const filter = method === "distinct" ? second : method === "aggregate" ? (first as { $match?: unknown }[])[0]?.$match : first;
    asked.push({ collection, filter: (filter ?? {}) as Question["filter"] });
  });
  try {
    await work();
  } finally {
    mongoose.set("debug", false);
  }
  return asked;
}

/**
 * The index that answers a question, null where the database would read all of the firm's records for it: an index helps when it is of one
 * telling thing, or begins with everything that is asked for, the firm among it.
 */
export async function answeredBy({ collection, filter }: Question): Promise<string | null> {
  if (namesRecords(filter["_id"])) return "_id_";
  const asked = Object.keys(filter);
  const of = mongoose.connection.collection(collection);
  const telling = (await of.indexes()).find(({ key }) => Object.keys(key)[0] !== "firmId" && asked.includes(Object.keys(key)[0] ?? ""));
  if (telling) return telling.name ?? "";
  const found = indexIn(await of.find(filter).explain("queryPlanner"));
  const fields = Object.keys(found?.keyPattern ?? {});
  return found && fields.slice(0, asked.length).every((field) => asked.includes(field)) ? found.indexName : null;
}

const namesRecords = (id: unknown): boolean => typeof id === "string" || Array.isArray((id as { $in?: unknown } | undefined)?.$in);

interface Found {
  indexName: string;
  keyPattern: Record<string, unknown>;
}

/** Wherever it stands in the plan. */
function indexIn(plan: unknown): Found | undefined {
  if (typeof plan !== "object" || plan === null) return undefined;
  const { indexName, keyPattern } = plan as Partial<Found>;
  if (typeof indexName === "string" && keyPattern) return { indexName, keyPattern };
  for (const part of Object.values(plan)) {
    const found = indexIn(part);
    if (found) return found;
  }
  return undefined;
}
