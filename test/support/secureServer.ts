import { webcrypto } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { Integer, Utf8String } from "asn1js";
import { AttributeTypeAndValue, Certificate, CryptoEngine, Extension } from "pkijs";

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

/** Self-signed, for 127.0.0.1, valid for a day; made anew each time, so that no key is kept anywhere. */
async function certificateForThisMachine(): Promise<{ certificate: string; key: string }> {
  const spec = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await webcrypto.subtle.generateKey(spec, true, ["sign", "verify"]);
  const engine = new CryptoEngine({ name: "node", crypto: webcrypto as unknown as Crypto });
  const made = new Certificate();
  made.version = 2;
  made.serialNumber = new Integer({ value: 1 });
  for (const name of [made.subject, made.issuer])
    name.typesAndValues.push(new AttributeTypeAndValue({ type: "2.5.4.3", value: new Utf8String({ value: "Another system" }) }));
  made.notBefore.value = new Date(Date.now() - 3_600_000);
  made.notAfter.value = new Date(Date.now() + 86_400_000);
  // Subject alternative name (RFC 5280 §4.2.1.6): the address 127.0.0.1.
  const address = new Uint8Array([0x30, 0x06, 0x87, 0x04, 127, 0, 0, 1]).buffer;
  made.extensions = [new Extension({ extnID: "2.5.29.17", critical: false, extnValue: address })];
  await made.subjectPublicKeyInfo.importKey(pair.publicKey as unknown as CryptoKey, engine);
  await made.sign(pair.privateKey as unknown as CryptoKey, "SHA-256", engine);
  const key = await webcrypto.subtle.exportKey("pkcs8", pair.privateKey);
  return { certificate: pem("CERTIFICATE", made.toSchema(true).toBER(false)), key: pem("PRIVATE KEY", key) };
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
