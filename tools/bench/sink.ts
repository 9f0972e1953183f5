import { SMTPServer } from "smtp-server";

export interface MailSink {
  url: string;
  onMail(came: () => void): void;
  /** How many have come. */
  count(): number;
  stop(): Promise<void>;
}

/** A mail server that takes and forgets, and tells when one has come. */
export async function mailSink(): Promise<MailSink> {
  let came = () => {};
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      stream.on("data", () => {});
      stream.on("end", () => {
        done();
        count += 1;
        came();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    onMail: (given) => {
      came = given;
    },
    count: () => count,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
