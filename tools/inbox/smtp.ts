import { SMTPServer } from "smtp-server";
import type { MailStore } from "./store.ts";

const maxBytes = 50 * 1024 * 1024;

/**
 * An SMTP server that accepts mail for anyone into the store. Two made-up domains play the failures a real relay
 * has: `@bounce.test` is refused for good (550), `@busy.test` for now (451).
 */
export function startSmtp(store: MailStore, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: maxBytes,
    onRcptTo: (address, _session, done) => done(refusalOf(address.address)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        if (stream.sizeExceeded) return done(refusal(552, "The mail is too large"));
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address) };
        store.add(envelope, Buffer.concat(chunks)).then(
          () => done(),
          () => done(refusal(451, "The mail could not be kept")),
        );
      });
    },
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function refusalOf(address: string): Error | undefined {
  if (/@bounce\.test$/i.test(address)) return refusal(550, "5.1.1 No such mailbox");
  if (/@busy\.test$/i.test(address)) return refusal(451, "4.3.2 Try again later");
  return undefined;
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
