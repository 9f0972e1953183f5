import { isIP } from "node:net";
import type { ImapFlow } from "imapflow";
import { invalidField } from "../base/index.ts";
import { isPublicAddress, namedInside, PrivateAddress, publicLookup } from "../webhooks/addresses.ts";
import { accessToken, forgetToken, type MicrosoftApp } from "./microsoft.ts";
import { MailboxProblem } from "./problem.ts";

export interface Access {
  host: string;
  port: number;
  user: string;
  /** Or the secret of the application that signs in. */
  password: string;
  microsoft?: MicrosoftApp;
}

/** Opens the inbox over TLS from the first byte (RFC 8314 §3), does the work, and signs out. A MailboxProblem says in words what failed. */
export async function withInbox<T>(access: Access, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { host, port, user, password, microsoft } = access;
  const inside = namedInside(process.env.FIRMFLOW_PRIVATE_MAILBOXES, host, port);
  if (isIP(host) && !isPublicAddress(host) && !inside) throw new MailboxProblem(notOutside(host));
  const { ImapFlow: Client } = await import("imapflow");
  const opens = microsoft ? { accessToken: await accessToken(microsoft, password) } : { pass: password };
  const client = new Client({
    host,
    port,
    secure: true,
    auth: { user, ...opens },
    logger: false,
    disableAutoIdle: true,
    tls: { rejectUnauthorized: true, minVersion: "TLSv1.2", ...(inside ? {} : { lookup: publicLookup() as never }) },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  });
  // What breaks is also thrown by whatever was under way.
  client.on("error", () => undefined);
  let opened = false;
  try {
    await client.connect();
    await client.mailboxOpen("INBOX");
    opened = true;
    return await work(client);
  } catch (error) {
    throw opened && !isOfConnection(error) ? error : problemOf(access, error);
  } finally {
    await client.logout().catch(() => client.close());
  }
}

const notOutside = (host: string) => `${host} is not a machine on the internet.`;

interface ImapError {
  code?: unknown;
  authenticationFailed?: unknown;
  responseText?: unknown;
  message?: unknown;
}
const told = (error: unknown): ImapError => (typeof error === "object" && error !== null ? error : {});

export const isOfConnection = (error: unknown): boolean =>
  ["NoConnection", "EConnectionClosed", "ECONNRESET", "EPIPE", "ETIMEOUT", "ETIMEDOUT"].includes(String(told(error).code));

function problemOf({ host, port, user, password, microsoft }: Access, error: unknown): MailboxProblem {
  const { code, authenticationFailed, responseText, message } = told(error);
  const said = String(responseText || message || "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
  if (authenticationFailed && microsoft) {
    forgetToken(microsoft, password);
    return new MailboxProblem(
      `${host} does not let the application read ${user}. It needs the permission IMAP.AccessAsApp with an administrator’s consent, and full access to this mailbox in Exchange; both take up to an hour to be in force.`,
      "microsoft/clientId",
    );
  }
  if (authenticationFailed)
    return new MailboxProblem(
      `${host} did not take this user name and password${said ? ` (“${said}”)` : ""}. Many providers want a password made for programs, often called an app password.`,
      "password",
    );
  if (error instanceof PrivateAddress) return new MailboxProblem(notOutside(host));
  if (code === "ENOTFOUND") return new MailboxProblem(`There is no machine called ${host}. Write it as your mail provider does.`);
  if (/CERT|SIGNED|ALTNAME|ISSUER/.test(String(code)))
    return new MailboxProblem(`${host} shows a certificate that can't be trusted (${String(code)}), so the password was not sent to it.`);
  if (/ECONNREFUSED|TIMEOUT|TIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(String(code)))
    return new MailboxProblem(`${host} does not answer on port ${port}.`);
  return new MailboxProblem(`${host} did not let its mail be read: ${said || "the connection ended"}.`);
}

/** The name of a mail server, or its address. */
export function hostName(value: string): string {
  const host = value.trim().toLowerCase();
  if (!isIP(host) && !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(host))
    throw invalidField("/host", "This is not the name of a mail server. Write it like imap.example.com.");
  return host;
}
