import { currentScope, notFound, type Stored } from "../base/index.ts";
import { readDefinition } from "./kept.ts";
import { type Published, VersionModel, type VersionRecord } from "./model.ts";

/** Published versions never change: the last few hundred used are kept, the least recently used goes first. */
const kept = new Map<string, Published>();
const mostKept = 300;

/** The version a run is pinned to. Within a scope. */
export async function versionOf(flowKey: string, number: number): Promise<Published> {
  const place = `${currentScope().firmId}|${flowKey}|${number}`;
  const known = kept.get(place);
  if (known) {
    kept.delete(place);
    kept.set(place, known);
    return known;
  }
  const stored = (await VersionModel.findOne({ flowKey, number }).lean()) as Stored<VersionRecord> | null;
  if (!stored) throw notFound(`Version ${number} of the flow "${flowKey}"`);
  const version = publishedOf(stored);
  kept.set(place, version);
  const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return version;
}

/** By the hash of its definition; the newest version that has it. Within a scope. */
export async function flowByHash(flowKey: string, hash: string): Promise<Published> {
  const ours = `${currentScope().firmId}|${flowKey}|`;
  for (const [place, known] of kept) if (place.startsWith(ours) && known.hash === hash) return known;
  const stored = (await VersionModel.findOne({ flowKey, hash }).sort({ number: -1 }).lean()) as Stored<VersionRecord> | null;
  if (!stored) throw notFound(`A version of the flow "${flowKey}" with this definition`);
  return publishedOf(stored);
}

export function publishedOf(stored: Stored<VersionRecord>): Published {
  return {
    flowKey: stored.flowKey,
    number: stored.number,
    hash: stored.hash,
    definition: readDefinition(stored.definition),
    pins: stored.pins,
    listens: stored.listens,
  };
}
