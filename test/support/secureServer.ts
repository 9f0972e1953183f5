import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { certificateForThisMachine } from "./certificate.ts";

export interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Another system, over HTTPS on this machine, that flows may call and whose certificate this process trusts until it is stopped. How each
 * call is answered is up to `answer`, which may take its time.
 */
export async function secureServer(answer: (call: Heard, res: ServerResponse, count: number) => void) {
  const heard: Heard[] = [];
  const { certificate, key } = await certificateForThisMachine();
  const server = createServer({ cert: certificate, key }, (req, res) => void listen(req, res));
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, certificate]);

  async function listen(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const call = { method: req.method ?? "", url: req.url ?? "", headers: req.headers, body: Buffer.concat(chunks).toString("utf8") };
    answer(call, res, heard.push(call));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  process.env.FIRMFLOW_PRIVATE_WEBHOOKS = `127.0.0.1:${port}`;
  return {
    url: `https://127.0.0.1:${port}`,
    heard,
    async stop() {
      delete process.env.FIRMFLOW_PRIVATE_WEBHOOKS;
      setDefaultCACertificates(trusted);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
