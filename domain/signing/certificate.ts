import { webcrypto } from "node:crypto";
import { CryptoKeySigner } from "@libpdf/core";
import { Integer, Utf8String } from "asn1js";
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension } from "pkijs";
import { clock, isDuplicateKey, lockAway, unlock } from "../base/index.ts";
import { type SealKey, SealKeyModel } from "./model.ts";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;
const years = 20;
const engine = new CryptoEngine({ name: "node", crypto: webcrypto as unknown as Crypto });

export async function sealSigner(): Promise<CryptoKeySigner> {
  const kept = (await SealKeyModel.findById("installation").lean()) ?? (await makeOnce());
  const privateKey = await webcrypto.subtle.importKey("pkcs8", unlock("seal", kept.key), algorithm, false, ["sign"]);
  const certificate = new Uint8Array(Buffer.from(kept.certificate, "base64"));
  return new CryptoKeySigner(privateKey as unknown as CryptoKey, certificate, "RSA", "RSASSA-PKCS1-v1_5");
}

/** Two processes that need it at the same moment agree on the one that was written first. */
async function makeOnce(): Promise<SealKey> {
  const made = await make();
  try {
    await SealKeyModel.create(made);
    return made;
  } catch (error) {
    const other = isDuplicateKey(error) ? await SealKeyModel.findById("installation").lean() : null;
    if (other) return other;
    throw error;
  }
}

async function make(): Promise<SealKey> {
  const spec = { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await webcrypto.subtle.generateKey(spec, true, ["sign", "verify"]);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: clock.now().getTime() % 2_000_000_000 });
  for (const name of [certificate.subject, certificate.issuer])
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: "2.5.4.3", value: new Utf8String({ value: "Firmflow document seal" }) }),
      new AttributeTypeAndValue({ type: "2.5.4.10", value: new Utf8String({ value: "This installation of Firmflow" }) }),
    );
  certificate.notBefore.value = new Date(clock.now().getTime() - 60_000);
  certificate.notAfter.value = new Date(clock.now().getTime() + years * 365.25 * 86_400_000);
  const basic = new BasicConstraints({ cA: false });
  // Digital signature and non-repudiation (RFC 5280 §4.2.1.3), as programs that show signatures expect.
  const keyUsage = new Uint8Array([0x03, 0x02, 0x06, 0xc0]).buffer;
  certificate.extensions = [
    new Extension({ extnID: "2.5.29.19", critical: true, extnValue: basic.toSchema().toBER(false), parsedValue: basic }),
    new Extension({ extnID: "2.5.29.15", critical: true, extnValue: keyUsage }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as unknown as CryptoKey, engine);
  await certificate.sign(pair.privateKey as unknown as CryptoKey, "SHA-256", engine);
  const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey));
  return {
    _id: "installation",
    certificate: Buffer.from(certificate.toSchema(true).toBER(false)).toString("base64"),
    key: lockAway("seal", key),
    at: clock.now(),
  };
}
