import type { Connection } from "@temporalio/client";
import proto from "@temporalio/proto";

/** The search attributes a run carries (set at its start and when its status changes), by Temporal's types. */
export const searchAttributes = {
  FirmId: "Keyword",
  FlowKey: "Keyword",
  FlowVersion: "Int",
  SubjectId: "Keyword",
  RunStatus: "Keyword",
  NeedsAttention: "Bool",
} as const;

const types = {
  Keyword: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Int: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_INT,
  Bool: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
} as const;

/** Those of our search attributes a namespace does not know yet. */
export async function missingSearchAttributes(connection: Connection, namespace: string): Promise<(keyof typeof searchAttributes)[]> {
  const known = await connection.operatorService.listSearchAttributes({ namespace });
  const names = new Set(Object.keys(known.customAttributes));
  return (Object.keys(searchAttributes) as (keyof typeof searchAttributes)[]).filter((name) => !names.has(name));
}

/** Registers what is missing: for a Temporal that is not ours to start. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, types[searchAttributes[name]]])),
  });
}
