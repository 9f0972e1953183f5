import type { AddressInfo } from "node:net";
import { createServer, getCACertificates, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { certificateForThisMachine } from "./certificate.ts";

export interface LyingMail {
  uid: number;
  raw: string;
  seen: boolean;
}

/**
 * A mailbox over IMAP and TLS on this machine, whose certificate this process trusts until it is stopped (RFC 3501, of which it knows what a
 * reader asks). `before` hears each command first, and may have the connection end, or the command refused, instead of an answer.
 */
export async function imapServer() {
  const mailbox = {
    user: "flows@hartwellruiz.example",
    password: "app-password",
    /** Where it is set nobody signs in by a password, but by showing this (SASL XOAUTH2), as with Microsoft 365. */
    token: "",
    uidValidity: 7,
    mails: [] as LyingMail[],
    before: (_command: string): "drop" | "refuse" | undefined => undefined,
    put(raw: string | Buffer): LyingMail {
      const mail = { uid: 1 + Math.max(0, ...mailbox.mails.map((one) => one.uid)), raw: raw.toString("latin1"), seen: false };
      mailbox.mails.push(mail);
      return mail;
    },
  };
  const { certificate, key } = await certificateForThisMachine();
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert: certificate, key }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    converse(socket);
  });
  server.on("tlsClientError", () => undefined);
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, certificate]);

  function converse(socket: TLSSocket): void {
    let heard = "";
    let refused = "";
    socket.write("* OK ready\r\n", "latin1");
    socket.on("data", (bytes: Buffer) => {
      heard += bytes.toString("latin1");
      for (let end = heard.indexOf("\r\n"); end >= 0; end = heard.indexOf("\r\n")) {
        const [, tag = "*", command = ""] = /^(\S+) (.*)$/s.exec(heard.slice(0, end)) ?? [];
        heard = heard.slice(end + 2);
        // What was wrong has been told; an empty line asks for the end of it.
        if (refused) {
          socket.write(`${refused} NO AUTHENTICATE failed.\r\n`, "latin1");
          refused = "";
          continue;
        }
        const instead = mailbox.before(command);
        if (instead === "drop") return void socket.destroy();
        if (/^AUTHENTICATE XOAUTH2 /.test(command) && !isShown(command)) {
          socket.write(`+ ${Buffer.from('{"status":"400","schemes":"Bearer"}').toString("base64")}\r\n`, "latin1");
          refused = tag;
          continue;
        }
        socket.write(instead === "refuse" ? `${tag} NO Its file is damaged\r\n` : answerTo(command).replaceAll("TAG", tag), "latin1");
        if (/^LOGOUT/i.test(command)) socket.end();
      }
    });
  }

  function isShown(command: string): boolean {
    const shown = Buffer.from(command.split(" ")[2] ?? "", "base64").toString("utf8");
    return mailbox.token !== "" && shown === `user=${mailbox.user}\u0001auth=Bearer ${mailbox.token}\u0001\u0001`;
  }

  function answerTo(command: string): string {
    const [verb = "", ...words] = command.split(" ");
    switch (verb.toUpperCase()) {
      case "CAPABILITY":
        return mailbox.token
          ? "* CAPABILITY IMAP4 IMAP4rev1 AUTH=XOAUTH2 SASL-IR LOGINDISABLED\r\nTAG OK\r\n"
          : "* CAPABILITY IMAP4rev1\r\nTAG OK\r\n";
      case "LOGIN":
        return !mailbox.token && words.join(" ").replaceAll('"', "") === `${mailbox.user} ${mailbox.password}`
          ? "TAG OK signed in\r\n"
          : "TAG NO [AUTHENTICATIONFAILED] Invalid credentials\r\n";
      case "LIST":
        return '* LIST (\\HasNoChildren) "/" INBOX\r\nTAG OK\r\n';
      case "SELECT": {
        const next = 1 + Math.max(0, ...mailbox.mails.map((one) => one.uid));
        return `* ${mailbox.mails.length} EXISTS\r\n* OK [UIDVALIDITY ${mailbox.uidValidity}]\r\n* OK [UIDNEXT ${next}]\r\nTAG OK [READ-WRITE]\r\n`;
      }
      case "UID":
        return aboutUids(words);
      case "LOGOUT":
        return "* BYE\r\nTAG OK\r\n";
      default:
        return "TAG OK\r\n";
    }
  }

  function aboutUids([verb = "", ...words]: string[]): string {
    const { mails } = mailbox;
    if (verb.toUpperCase() === "SEARCH") {
      const from = Number(/UID (\d+):\*/i.exec(words.join(" "))?.[1] ?? 0);
      // The last is always among them, as in real servers.
      const found = mails.filter((one, index) => one.uid >= from || index === mails.length - 1);
      return `* SEARCH ${found.map((one) => one.uid).join(" ")}\r\nTAG OK\r\n`;
    }
    const mail = mails.find((one) => one.uid === Number(words[0]));
    if (!mail) return "TAG OK\r\n";
    const number = mails.indexOf(mail) + 1;
    if (verb.toUpperCase() === "FETCH")
      return `* ${number} FETCH (UID ${mail.uid} BODY[]<0> {${mail.raw.length}}\r\n${mail.raw})\r\nTAG OK\r\n`;
    mail.seen = /\\Seen/i.test(words.join(" "));
    return `* ${number} FETCH (UID ${mail.uid} FLAGS (\\Seen))\r\nTAG OK\r\n`;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  process.env.FIRMFLOW_PRIVATE_MAILBOXES = `127.0.0.1:${port}`;
  return Object.assign(mailbox, {
    port,
    certificate,
    /** As a firm's settings name it. */
    settings: { host: "127.0.0.1", port, user: mailbox.user, password: mailbox.password, address: mailbox.user, tags: true },
    async stop() {
      delete process.env.FIRMFLOW_PRIVATE_MAILBOXES;
      setDefaultCACertificates(trusted);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
