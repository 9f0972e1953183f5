import { randomBytes } from "node:crypto";
import type { Payload } from "@temporalio/common";
import { defaultPayloadConverter } from "@temporalio/common";
import { describe, expect, it } from "vitest";
import { EncryptingCodec, payloadKeysFrom } from "./index.ts";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const codec = (listed: string, secret?: string) =>
  new EncryptingCodec(payloadKeysFrom({ FIRMFLOW_PAYLOAD_KEYS: listed, ...(secret ? { FIRMFLOW_SECRET: secret } : {}) }));
const value = { runId: "run_1", note: "Ngozi Okafor" };
const plain: Payload = defaultPayloadConverter.toPayload(value);
const read = (payload: Payload | undefined) => payload && defaultPayloadConverter.fromPayload(payload);
const bytesOf = ({ data }: Payload) => Buffer.from(data ?? []);

async function written(by: EncryptingCodec): Promise<Payload> {
  const [payload] = await by.encode([plain]);
  if (!payload) throw new Error("Nothing was written.");
  return payload;
}

describe("what runs hand to Temporal", () => {
  it("can't be read without the key, never looks the same twice, and comes back as it was", async () => {
    const ours = codec(key("2026"));
    const [one, two] = [await written(ours), await written(ours)];
    expect(bytesOf(one).includes("Ngozi")).toBe(false);
    expect(bytesOf(one).equals(bytesOf(two))).toBe(false);
    expect(read((await ours.decode([one]))[0])).toEqual(value);
  });

  it("is written with the newest key and read with every known one", async () => {
    const [first, second] = [key("2026"), key("2027")];
    const old = await written(codec(first));
    const rotated = codec(`${second},${first}`);
    expect(Buffer.from((await written(rotated)).metadata?.["key-id"] ?? []).toString()).toBe("2027");
    expect(read((await rotated.decode([old]))[0])).toEqual(value);
  });

  it("is written with a key that follows from the installation's secret where none is given, and still read once one is", async () => {
    const old = await written(codec("", "a secret long enough"));
    expect(read((await codec(key("own"), "a secret long enough").decode([old]))[0])).toEqual(value);
    expect(read((await codec("secret:a secret long enough", "another secret").decode([old]))[0])).toEqual(value);
  });

  it("says which key is missing, and what to do", async () => {
    const old = await written(codec(key("2026")));
    await expect(codec(key("2027")).decode([old])).rejects.toThrow(/the key "2026".*add it to FIRMFLOW_PAYLOAD_KEYS/);
  });

  it("is refused when a bit of it was changed, or the name of its key", async () => {
    const [a, b] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
    const ours = codec(`a:${a},b:${b},c:${a}`);
    const payload = await written(ours);
    const changed = bytesOf(payload);
    changed[20] = (changed[20] ?? 0) ^ 1;
    await expect(ours.decode([{ ...payload, data: changed }])).rejects.toThrow();
    await expect(ours.decode([{ ...payload, metadata: { ...payload.metadata, "key-id": Buffer.from("c") } }])).rejects.toThrow();
    await expect(ours.decode([{ ...payload, data: Buffer.alloc(3) }])).rejects.toThrow();
  });

  it("from before there was encryption is read as it is", async () => {
    expect(read((await codec(key("2026")).decode([plain]))[0])).toEqual(value);
  });

  it.each([
    ["nothing at all", "", /FIRMFLOW_SECRET is not set/],
    ["a key that is too short", "a:c2hvcnQ=", /32 bytes in base64/],
    ["a key without an id", randomBytes(32).toString("base64"), /id:key/],
    ["two keys of one id", `${key("a")},${key("a")}`, /the same id/],
  ])("refuses %s in a sentence", (_what, listed, sentence) => {
    expect(() => payloadKeysFrom({ FIRMFLOW_PAYLOAD_KEYS: listed })).toThrow(sentence);
  });

  it("costs a step next to nothing: its ten payloads well under a millisecond", async () => {
    const ours = codec(key("2026"));
    const state = defaultPayloadConverter.toPayload({ state: "x".repeat(2000) });
    const round = async () => ours.decode(await ours.encode(Array.from({ length: 10 }, () => state)));
    for (let warm = 0; warm < 100; warm++) await round();
    // The processor's time, not the clock's: others may be using this machine.
    const from = process.cpuUsage();
    for (let step = 0; step < 200; step++) await round();
    expect(process.cpuUsage(from).user / 1000 / 200).toBeLessThan(2);
  });
});
