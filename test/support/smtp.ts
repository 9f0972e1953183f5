import { SMTPServer } from "smtp-server";

export interface TakenMail {
  messageId: string;
  to: string[];
  subject: string;
  /** The whole of it as it came (RFC 5322). */
  raw: string;
  at: Date;
}

/** A mail server that takes everything and remembers it; `onMail` may hold up or refuse one. Listens on a port of its own. */
export async function mailServer(onMail: (mail: TakenMail) => Promise<void> | void = () => {}) {
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const text = Buffer.concat(parts).toString("utf8");
        const header = (name: string) => new RegExp(`^${name}: ?(.*)$`, "im").exec(text.split("\r\n\r\n")[0] ?? "")?.[1]?.trim() ?? "";
        const mail = {
          messageId: header("Message-ID"),
          subject: header("Subject"),
          to: session.envelope.rcptTo.map((one) => one.address),
          raw: text,
          at: new Date(),
        };
        try {
          await onMail(mail);
        } catch (error) {
          return done(error instanceof Error ? error : new Error("refused"));
        }
        mails.push(mail);
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { mails, url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => server.close(resolve)) };
}
export type MailServer = Awaited<ReturnType<typeof mailServer>>;
