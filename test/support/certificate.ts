import { webcrypto } from "node:crypto";
import { Integer, Utf8String } from "asn1js";
import { AttributeTypeAndValue, Certificate, CryptoEngine, Extension } from "pkijs";

const elliptic = { name: "ECDSA", namedCurve: "P-256" };
const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

/** Self-signed, for 127.0.0.1, valid for a day; made anew each time, so that no key is kept anywhere. */
export const certificateForThisMachine = () => selfSigned(elliptic);

/** As those that sign what they send. */
export const signingCertificate = () => selfSigned(rsa);

async function selfSigned(spec: typeof elliptic | typeof rsa): Promise<{ certificate: string; key: string }> {
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
