import type { Model, QueryFilter } from "mongoose";
import { clock } from "./clock.ts";
import type { Stored } from "./model.ts";
import { current, currentScope } from "./scope.ts";

/** So few are read whenever they are asked for. */
const few = 50;
/** Kept at most in this process, of all firms together; those that were asked for longest ago go first. */
const most = 200_000;
/** A change is seen no later after the moment it bears: by then its transaction is over, and the clocks of two servers differ by less. */
const lateMs = 2 * 60_000;
/** After so long all is read anew, in case a record was changed by other hands than ours. */
const anewMs = 10 * 60_000;

type Row = { _id: string; deletedAt?: Date | null };
interface Mirror {
  /** Each with the number of the look that saw it last. */
  rows: Map<string, { row: Row; look: number }>;
  looks: number;
  /** Changes up to here are among the rows. */
  upTo: number;
  readAt: number;
  readingAnew: boolean;
}
const mirrors = new Map<string, Mirror>();
const beginning = new Map<string, Promise<Mirror>>();

/**
 * A few fields of every record of the firm that stands (was not deleted), for what is told of all of them together: how many stand where, which
 * come first. Of many they are kept in this process, and each time only what has changed since is read, by an index over `updatedAt`, which
 * the model must have: so they are always what they are in the database, and nobody waits for ten thousand records to be read. Within a
 * scope. Not to be changed by who gets them.
 */
export async function mirrored<T, F extends keyof Stored<T> & string>(
  model: Model<Stored<T>>,
  fields: readonly F[],
): Promise<Pick<Stored<T>, F | "_id">[]> {
  const ask = asking(model, fields);
  if (current()?.inTransaction) return (await ask.all()) as unknown as Pick<Stored<T>, F | "_id">[];
  const key = [currentScope().firmId, model.modelName, ...fields].join("|");
  const mirror = await standingMirror(key);
  if (mirror) await catchUp(key, mirror, ask);
  const { rows } = mirror ?? (await begin(key, ask));
  return [...rows.values()].flatMap(({ row }) => (row.deletedAt ? [] : [row])) as unknown as Pick<Stored<T>, F | "_id">[];
}

interface Asking {
  all(): Promise<Row[]>;
  since(at: Date): Promise<Row[]>;
}

function asking<T>(model: Model<Stored<T>>, fields: readonly string[]): Asking {
  const read = async (filter: object): Promise<Row[]> => {
    const wanted = Object.fromEntries([...fields, "deletedAt"].map((field) => [field, 1]));
    return (await model.find(filter as QueryFilter<Stored<T>>, wanted).lean()) as unknown as Row[];
  };
  const standing = model.schema.path("deletedAt") ? { deletedAt: null } : {};
  return { all: () => read(standing), since: (at) => read({ updatedAt: { $gte: at } }) };
}

/** The one there is, or that somebody who asked first is making. */
async function standingMirror(key: string): Promise<Mirror | undefined> {
  await beginning.get(key)?.catch(() => undefined);
  return mirrors.get(key);
}

/** Reads all. Few are not kept. */
async function begin(key: string, ask: Asking): Promise<Mirror> {
  const reading = readAll(ask).finally(() => beginning.delete(key));
  beginning.set(key, reading);
  const mirror = await reading;
  if (mirror.rows.size > few) keep(key, mirror);
  return mirror;
}

async function readAll(ask: Asking): Promise<Mirror> {
  const upTo = clock.now().getTime();
  const rows = await ask.all();
  return { rows: new Map(rows.map((row) => [row._id, { row, look: 0 }])), looks: 0, upTo, readAt: performance.now(), readingAnew: false };
}

/** The one asked for last stands last. */
function keep(key: string, mirror: Mirror): void {
  mirrors.delete(key);
  mirrors.set(key, mirror);
  let held = [...mirrors.values()].reduce((sum, one) => sum + one.rows.size, 0);
  for (const [oldest, { rows }] of mirrors) {
    if (held <= most || oldest === key) break;
    mirrors.delete(oldest);
    held -= rows.size;
  }
}

async function catchUp(key: string, mirror: Mirror, ask: Asking): Promise<void> {
  const now = clock.now().getTime();
  const look = ++mirror.looks;
  for (const row of await ask.since(new Date(Math.min(mirror.upTo, now) - lateMs))) {
    const known = mirror.rows.get(row._id);
    // Two looks may be answered in the other order. What was deleted stays, marked as such, for the same reason.
    if (!known || known.look < look) mirror.rows.set(row._id, { row, look });
  }
  mirror.upTo = Math.max(mirror.upTo, now);
  if (mirrors.get(key) === mirror) keep(key, mirror);
  if (performance.now() - mirror.readAt > anewMs && !mirror.readingAnew) readAnew(key, mirror, ask);
}

/** Whoever asks meanwhile is answered from what is there. */
function readAnew(key: string, mirror: Mirror, ask: Asking): void {
  mirror.readingAnew = true;
  readAll(ask).then(
    (read) => keep(key, read),
    () => {
      mirror.readingAnew = false;
    },
  );
}
