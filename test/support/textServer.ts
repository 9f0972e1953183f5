import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TakenText {
  sid: string;
  to: string;
  from: string;
  body: string;
  callback: string;
  at: string;
}
export interface TextManners {
  /** What becomes of a text: taken; taken without a word of it; refused; nothing at all. */
  send?: (body: string) => "take" | "takeAndDrop" | "drop" | { status: number; body?: object };
  list?: () => "tell" | "drop";
}

/** A provider that speaks Twilio's protocol as badly as one may. */
export async function textServer(manners: TextManners = {}) {
  const taken: TakenText[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      if (req.method === "GET") return void list(res);
      const form = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
      send(res, form);
    });
  });

  function send(res: ServerResponse, form: URLSearchParams): void {
    const how = manners.send?.(form.get("Body") ?? "") ?? "take";
    if (how === "drop") return void res.destroy();
    if (typeof how === "object") return void answer(res, how.status, how.body ?? {});
    const text = (name: string) => form.get(name) ?? "";
    const sid = `SM${taken.length + 1}`;
    taken.push({
      sid,
      to: text("To"),
      from: text("From"),
      body: text("Body"),
      callback: text("StatusCallback"),
      at: new Date().toUTCString(),
    });
    if (how === "takeAndDrop") res.destroy();
    else answer(res, 201, { sid, status: "queued" });
  }

  function list(res: ServerResponse): void {
    if (manners.list?.() === "drop") return void res.destroy();
    answer(res, 200, { messages: taken.map(({ sid, body, at }) => ({ sid, body, date_created: at })) });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://ACtest:token@127.0.0.1:${port}`,
    taken,
    manners,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
