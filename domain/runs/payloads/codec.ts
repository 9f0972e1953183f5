import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Payload, PayloadCodec } from "@temporalio/common";
import proto from "@temporalio/proto";
import type { PayloadKeys } from "./keys.ts";

const { Payload: message } = proto.temporal.api.common.v1;
const encoding = "binary/encrypted";
const cipher = "aes-256-gcm";
const [nonceBytes, tagBytes] = [12, 16];

/**
 * Encrypts all that runs hand to Temporal (AES-256-GCM, NIST SP 800-38D): its database, its pages and its backups hold nothing that can be
 * read. The key's id stands in the metadata and is authenticated with the data: the newest key writes, every known one reads, and
 * what was written before there was encryption is read as it is.
 */
export class EncryptingCodec implements PayloadCodec {
  readonly #keys: PayloadKeys;

  constructor(keys: PayloadKeys) {
    this.#keys = keys;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.#encrypt(payload));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => (textOf(payload, "encoding") === encoding ? this.#decrypt(payload) : payload));
  }

  #encrypt(payload: Payload): Payload {
    const { id, bytes } = this.#keys.newest;
    const nonce = randomBytes(nonceBytes);
    const encrypting = createCipheriv(cipher, bytes, nonce).setAAD(Buffer.from(id));
    const body = [encrypting.update(message.encode(payload).finish()), encrypting.final()];
    return {
      metadata: { encoding: Buffer.from(encoding), "key-id": Buffer.from(id) },
      data: Buffer.concat([nonce, ...body, encrypting.getAuthTag()]),
    };
  }

  #decrypt(payload: Payload): Payload {
    const id = textOf(payload, "key-id");
    const key = this.#keys.byId.get(id);
    if (!key)
      throw new Error(
        `A run's data was encrypted with the key "${id}", which is not known here: add it to FIRMFLOW_PAYLOAD_KEYS, or give back the FIRMFLOW_SECRET it follows from (secret:…).`,
      );
    const data = payload.data ?? new Uint8Array();
    const decrypting = createDecipheriv(cipher, key.bytes, data.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(id))
      .setAuthTag(data.subarray(data.length - tagBytes));
    const body = [decrypting.update(data.subarray(nonceBytes, data.length - tagBytes)), decrypting.final()];
    return message.decode(Buffer.concat(body));
  }
}

const textOf = (payload: Payload, name: string) => Buffer.from(payload.metadata?.[name] ?? []).toString();
