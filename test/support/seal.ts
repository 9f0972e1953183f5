import { createHash, verify, X509Certificate } from "node:crypto";

/**
 * Looks a PDF's seal over with nothing but Node's own cryptography and a reader of DER, independent of what made it: that it is about every
 * byte of the file but its own (ISO 32000-2 §12.8.1), that they are unchanged, and that the certificate's key has signed that (RFC 5652 §5.4).
 */
export interface SealFound {
  /** Everything outside the seal is covered by it. */
  whole: boolean;
  /** The bytes are those that were sealed. */
  unchanged: boolean;
  /** What was sealed, the time too, was signed with the certificate's key. */
  signed: boolean;
  /** The seal names the very certificate (RFC 5035 §3), so that no other can be put in its place. */
  bound: boolean;
  certificate: X509Certificate;
}

export function sealOf(pdf: Buffer): SealFound {
  const [, from = "0", length = "0", next = "0", rest = "0"] =
    /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(pdf.toString("latin1")) ?? [];
  const [a, b, c, d] = [from, length, next, rest].map(Number) as [number, number, number, number];
  const gap = pdf.subarray(a + b, c).toString("latin1");
  const digest = createHash("sha256")
    .update(pdf.subarray(a, a + b))
    .update(pdf.subarray(c, c + d))
    .digest();
  const signedData = inside(inside(derAt(Buffer.from(gap.slice(1, -1), "hex")))[1]).at(0);
  const parts = inside(signedData);
  const certificate = new X509Certificate(inside(parts.find((one) => one.tag === 0xa0))[0]?.all ?? Buffer.alloc(0));
  const signer = inside(inside(parts.at(-1))[0]);
  const attributes = signer.find((one) => one.tag === 0xa0);
  const attribute = (oid: string) => inside(attributes).find((one) => inside(one)[0]?.all.toString("hex") === oid);
  const told = inside(inside(attribute(messageDigest))[1])[0]?.content;
  // What is signed is the attributes as a SET, not as the field they stand in.
  const statement = Buffer.from(attributes?.all ?? []);
  statement[0] = 0x31;
  const signature = signer.find((one) => one.tag === 0x04)?.content ?? Buffer.alloc(0);
  return {
    whole: a === 0 && gap.startsWith("<") && gap.endsWith(">") && c + d === pdf.length,
    unchanged: told !== undefined && digest.equals(told),
    signed: verify("sha256", statement, certificate.publicKey, signature),
    bound: attribute(signingCertificateV2)?.all.includes(createHash("sha256").update(certificate.raw).digest()) === true,
    certificate,
  };
}

const messageDigest = "06092a864886f70d010904";
const signingCertificateV2 = "060b2a864886f70d010910022f";

interface Der {
  tag: number;
  content: Buffer;
  all: Buffer;
}

/** One value of DER (X.690 §8.1), and where it ends; lengths of definite form only. */
function derAt(bytes: Buffer, at = 0): Der {
  const short = bytes[at + 1] ?? 0;
  const more = short & 0x80 ? short & 0x7f : 0;
  const length = more ? bytes.readUIntBE(at + 2, more) : short;
  const begins = at + 2 + more;
  return { tag: bytes[at] ?? 0, content: bytes.subarray(begins, begins + length), all: bytes.subarray(at, begins + length) };
}

function inside(der: Der | undefined): Der[] {
  const found: Der[] = [];
  for (let at = 0; der && at < der.content.length; at += found.at(-1)?.all.length ?? der.content.length) found.push(derAt(der.content, at));
  return found;
}
