import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** What a relay does with a message, by the first letters of its recipient: `greylist17@rough.example`. */
export type Manner = "take" | "refuse" | "greylist" | "delay" | "drop" | "bounce";

export interface RoughRelay {
  url: string;
  /** How often each Message-ID was taken. */
  taken: Map<string, number>;
  /** Envelope senders of messages that were taken and then could not be delivered, in order. */
  bounces: string[];
  stop(): Promise<void>;
}

/** A mail server as unfriendly as the internet: refuses, asks to come later, takes its time, cuts the line, takes what it then returns. */
export async function roughRelay(): Promise<RoughRelay> {
  const taken = new Map<string, number>();
  const bounces: string[] = [];
  const asked = new Set<string>();
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      const manner = mannerOf(address);
      if (manner === "refuse") return done(refusal(550, "5.1.1 No such user"));
      if (manner === "greylist" && !asked.has(address)) {
        asked.add(address);
        return done(refusal(451, "4.7.1 Greylisted, come again"));
      }
      done();
    },
    onData(stream, session, done) {
      const address = session.envelope.rcptTo[0]?.address ?? "";
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        const manner = mannerOf(address);
        if (manner === "drop" && !asked.has(address)) {
          asked.add(address);
          return void sockets.get(session.remotePort)?.destroy();
        }
        const id = /^Message-ID:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString("latin1"))?.[1] ?? "";
        taken.set(id, (taken.get(id) ?? 0) + 1);
        if (manner === "bounce" && session.envelope.mailFrom) bounces.push(session.envelope.mailFrom.address);
        if (manner === "delay") setTimeout(() => done(), 150);
        else done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.server.on("connection", (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.on("close", () => sockets.delete(remotePort));
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, taken, bounces, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

const mannerOf = (address: string): Manner => (/^[a-z]+/.exec(address)?.[0] ?? "take") as Manner;
const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });
