import { createHmac, timingSafeEqual } from "node:crypto";

export interface PhoneSettings {
  sid: string;
  token: string;
  /** The program's address for incoming texts; without one, answers stay here. */
  answersTo?: string;
}

export function isSignedIn({ sid, token }: PhoneSettings, header: string | undefined): boolean {
  const right = Buffer.from(`Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`);
  const given = Buffer.from(header ?? "");
  return right.length === given.length && timingSafeEqual(right, given);
}

/** Posts a form signed as Twilio signs (X-Twilio-Signature). Gives what was answered; null when it was not taken. */
export async function postSigned({ token }: PhoneSettings, url: string, params: Record<string, string>): Promise<string | null> {
  const signed = Object.keys(params)
    .sort()
    .reduce((joined, name) => `${joined}${name}${params[name]}`, url);
  const signature = createHmac("sha1", token).update(signed).digest("base64");
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature },
      body: new URLSearchParams(params),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    return answer.ok ? text : null;
  } catch {
    return null;
  }
}

/** The text of TwiML's first `<Message>`. */
export function answerIn(twiml: string): string | null {
  const found = /<Message>([\s\S]*?)<\/Message>/.exec(twiml)?.[1];
  return found === undefined ? null : found.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
