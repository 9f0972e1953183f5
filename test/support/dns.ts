import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";

/** A name server on this machine that knows TXT records only (RFC 1035). `down` makes it answer that it failed. */
export async function nameServer(records: Record<string, string[]> = {}) {
  const socket = createSocket("udp4");
  const state = { records, down: false };
  socket.on("message", (query, from) => {
    const { name, end } = nameIn(query);
    const found = state.records[name.toLowerCase()] ?? [];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(state.down ? 0x8182 : 0x8180, 2);
    header.writeUInt16BE(found.length, 6);
    header.writeUInt32BE(0, 8);
    const answers = state.down ? [] : found.map(answerOf);
    if (state.down) header.writeUInt16BE(0, 6);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address() as AddressInfo;
  return { state, address: `127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => socket.close(() => resolve())) };
}

function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  while (query[at]) {
    const length = query[at] ?? 0;
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join("."), end: at + 5 };
}

/** One TXT record of the name asked for, in strings of at most 255 bytes. */
function answerOf(text: string): Buffer {
  const strings = (text.match(/.{1,255}/gs) ?? [""]).flatMap((part) => [Buffer.from([part.length]), Buffer.from(part, "latin1")]);
  const data = Buffer.concat(strings);
  const head = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
