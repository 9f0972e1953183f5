import { createHash } from "node:crypto";
import { invalidField } from "../base/index.ts";
import { MailboxProblem } from "./problem.ts";

/**
 * Microsoft 365 opens no mailbox by a password any more. An application of the firm's own, registered in its directory, signs in instead
 * (OAuth 2.0 client credentials, RFC 6749 §4.4) and shows the mail server what it was given (SASL XOAUTH2). Nobody need be there for it.
 */
export interface MicrosoftApp {
  /** The directory's ID, or a domain of it. */
  tenant: string;
  clientId: string;
}

const scope = "https://outlook.office365.com/.default";
const signIn = "login.microsoftonline.com";
const timeoutMs = 15_000;
/** A token is asked for anew while it still serves for a look. */
const earlierMs = 5 * 60_000;

interface Token {
  token: string;
  until: number;
}
const tokens = new Map<string, Token>();

/** What opens the mailbox for about an hour; the last one while it still serves. A MailboxProblem says in words what is wrong. */
export async function accessToken(app: MicrosoftApp, secret: string): Promise<string> {
  const key = keyOf(app, secret);
  const known = tokens.get(key);
  if (known && known.until > performance.now()) return known.token;
  const { token, seconds } = await asked(app, secret);
  tokens.set(key, { token, until: performance.now() + seconds * 1000 - earlierMs });
  return token;
}

/** It did not open the mailbox: what may be done with it has perhaps been changed since it was given. */
export const forgetToken = (app: MicrosoftApp, secret: string): boolean => tokens.delete(keyOf(app, secret));

const keyOf = ({ tenant, clientId }: MicrosoftApp, secret: string): string =>
  createHash("sha256").update(`${tenant}\n${clientId}\n${secret}`).digest("base64");

async function asked({ tenant, clientId }: MicrosoftApp, secret: string): Promise<{ token: string; seconds: number }> {
  let answer: Record<string, unknown>;
  try {
    const response = await fetch(`https://${signIn}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret, scope }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    answer = ((await response.json()) ?? {}) as Record<string, unknown>;
  } catch {
    throw new MailboxProblem(`${signIn} does not answer, where Microsoft 365 signs applications in.`);
  }
  const { access_token: token, expires_in: seconds } = answer;
  if (typeof token !== "string" || !token) throw problemIn(String(answer["error_description"] ?? ""));
  return { token, seconds: typeof seconds === "number" ? seconds : 0 };
}

/** Microsoft's words begin with a number, by which they are known. */
function problemIn(said: string): MailboxProblem {
  switch (/^AADSTS(\d+)/.exec(said)?.[1]) {
    case "7000222":
      return new MailboxProblem(
        "The client secret has expired. Make a new one in Microsoft Entra, Certificates & secrets, and paste its value.",
        "password",
      );
    case "7000215":
      return new MailboxProblem("Microsoft does not know this client secret. Paste the secret’s value, not its ID.", "password");
    case "700016":
      return new MailboxProblem("Microsoft knows no application with this ID in that directory.", "microsoft/clientId");
    case "90002":
    case "900023":
      return new MailboxProblem("Microsoft knows no directory (tenant) with this ID.", "microsoft/tenant");
    default:
      return new MailboxProblem(
        `Microsoft did not sign the application in: ${said.split(/[\r\n]/)[0]?.slice(0, 200) || "it said nothing more"}`,
      );
  }
}

/** As it stands in Microsoft Entra, on the application's overview. */
export function microsoftApp({ tenant, clientId }: MicrosoftApp): MicrosoftApp {
  const app = { tenant: tenant.trim().toLowerCase(), clientId: clientId.trim().toLowerCase() };
  if (!/^[0-9a-z]([0-9a-z.-]{0,251}[0-9a-z])?$/.test(app.tenant))
    throw invalidField(
      "/microsoft/tenant",
      "This is no directory (tenant) ID. It stands on the application’s overview in Microsoft Entra.",
    );
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(app.clientId))
    throw invalidField(
      "/microsoft/clientId",
      "This is no application (client) ID. It stands on the application’s overview in Microsoft Entra.",
    );
  return app;
}
