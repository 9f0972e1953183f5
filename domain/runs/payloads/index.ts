import { join } from "node:path";
import type { DataConverter } from "@temporalio/common";
import { EncryptingCodec } from "./codec.ts";
import { payloadKeysFrom } from "./keys.ts";

export { EncryptingCodec } from "./codec.ts";
export { type PayloadKey, type PayloadKeys, payloadKeysFrom } from "./keys.ts";

export const failureConverterPath: string = join(import.meta.dirname, "failureConverter.ts");

let known: DataConverter | undefined;

/** Given alike to every worker and every client, so that each reads what the other wrote and nobody else can. One for the process. */
export function dataConverter(): DataConverter {
  known ??= { failureConverterPath, payloadCodecs: [new EncryptingCodec(payloadKeysFrom(process.env))] };
  return known;
}
