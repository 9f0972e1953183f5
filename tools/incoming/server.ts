import { SMTPServer } from "smtp-server";
import { isHeard, receiveMail } from "../../domain/incoming/index.ts";

const maxBytes = 30 * 1024 * 1024;

/**
 * The mail server that hears what comes back: reports, complaints and answers (the MX of INCOMING_MAIL_DOMAIN, or where a relay hands that
 * domain's mail on). It takes mail for our own addresses only, passes nothing on, and says "taken" once it is written down: whoever hears
 * anything else brings it again.
 */
export function startIncoming({ port, onError }: { port: number; onError: (error: unknown) => void }): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: maxBytes,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 3_000,
    onRcptTo: ({ address }, session, done) => {
      if (!isHeard(address)) return done(refusal(550, "5.1.1 Nobody here has this address"));
      done(session.envelope.rcptTo.length >= 5 ? refusal(452, "4.5.3 Too many recipients at once") : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        if (stream.sizeExceeded) return done(refusal(552, "5.3.4 The mail is too large"));
        take(
          Buffer.concat(chunks),
          session.envelope.rcptTo.map(({ address }) => address),
        ).then(
          (known) => done(known ? null : refusal(550, "5.1.1 This answers no message of ours. Write to the firm's own address")),
          (error) => {
            onError(error);
            done(refusal(451, "4.3.0 It could not be kept. Try again later"));
          },
        );
      });
    },
  });
  server.on("error", onError);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve(server));
  });
}

/** Whether it was about a message of ours, by any of the addresses it was sent to. */
async function take(raw: Buffer, to: string[]): Promise<boolean> {
  let known = false;
  for (const address of to) known = (await receiveMail(raw, address)) !== "notOurs" || known;
  return known;
}

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
