import { type AddressInfo, createServer, type Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** How the server treats one message; decided when its recipient or its data arrive. */
export interface Manners {
  recipient?: (address: string) => { code: number; message: string } | null;
  data?: (raw: string) => { code: number; message: string } | "drop" | null;
}

/** A real SMTP server on this machine; what it takes is parsed by an independent library. */
export async function smtpServer(manners: Manners = {}) {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo(address, _session, done) {
      const refusal = manners.recipient?.(address.address);
      done(refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const answer = manners.data?.(raw) ?? null;
        if (answer === "drop") {
          for (const socket of sockets) socket.destroy();
          return;
        }
        if (answer) return done(Object.assign(new Error(answer.message), { responseCode: answer.code }));
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        received.push({ from, to: session.envelope.rcptTo.map((to) => to.address), raw, mail: await simpleParser(raw) });
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, received, manners, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** A server that answers every line with nonsense. */
export async function babblingServer() {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("hello there, this is no mail server\r\n");
    socket.on("data", () => socket.write("what?\r\n"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
