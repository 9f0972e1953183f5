import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "../../domain/base/index.ts";
import { MessageModel } from "../../domain/messages/index.ts";
import { returnAddress } from "../../domain/messages/returnAddresses.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aSentMail } from "../../test/support/sentMail.ts";
import { startIncoming } from "./server.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let server: Awaited<ReturnType<typeof startIncoming>>;
let transport: ReturnType<typeof createTransport>;
beforeAll(async () => {
  process.env.INCOMING_MAIL_DOMAIN = "back.firm.example";
  database = await testDatabase();
  server = await startIncoming({ port: 0, onError: () => undefined });
  const address = server.server.address();
  transport = createTransport({ host: "127.0.0.1", port: typeof address === "object" && address ? address.port : 0, ignoreTLS: true });
});
afterAll(async () => {
  delete process.env.INCOMING_MAIL_DOMAIN;
  transport.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await database.stop();
});

const hand = (to: string, raw: string, from = "") => transport.sendMail({ envelope: { from, to }, raw });

describe("the server that hears what comes back", () => {
  it("takes a report for the address that names its message", async () => {
    const { scope } = await aFirm();
    const sent = await aSentMail(scope);
    const report =
      "From: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\nI wasn't able to deliver your message.\r\n550 5.1.1 no such user\r\n";
    await hand(returnAddress("bounce", sent.id) ?? "", report);
    const message = await withScope(scope, () => MessageModel.findById(sent.id).lean());
    expect(message?.bounce).toMatchObject({ kind: "hard", status: "5.1.1" });
  });

  it("passes nothing on for strangers, and takes no address whose proof is wrong", async () => {
    const { scope } = await aFirm();
    const { id } = await aSentMail(scope);
    const altered = (returnAddress("bounce", id) ?? "").replace(/.@/, "z@");
    for (const to of ["somebody@else.example", "office@back.firm.example", altered, "b-@back.firm.example"])
      await expect(hand(to, "Subject: x\r\n\r\ny")).rejects.toMatchObject({ responseCode: 550 });
  });

  it("hands back what answers no message of ours, so that its writer knows", async () => {
    await expect(hand("replies@back.firm.example", "From: a@b.example\r\nSubject: Hello\r\n\r\nAnybody there?")).rejects.toMatchObject({
      responseCode: 550,
    });
  });
});
