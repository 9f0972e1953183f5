import { SMTPServer } from "smtp-server";

/** A mail server that takes and forgets, and tells when one has come. */
export async function mailSink(): Promise<{ url: string; onMail: (came: () => void) => void; stop(): Promise<void> }> {
  let came = () => {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      stream.on("data", () => {});
      stream.on("end", () => {
        done();
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
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
