import { escapeHtml } from "../../engine/conditions/index.ts";
import { clock, DomainError, emptyInput, firmModel, forbidden, invalid, newId, operation, type Scope } from "../base/index.ts";
import { StaffModel } from "../staff/index.ts";
import { domainOf, headerText } from "./addresses.ts";
import type { Filled } from "./fill.ts";
import { imagesOf } from "./images.ts";
import { picturesFor } from "./pictures.ts";
import { filledSample, type Shown } from "./preview.ts";
import { signatureFor } from "./signing.ts";
import { handOver, whenFree } from "./transport.ts";

/** Who sent themselves a test, and when: only to keep the pace. Forgotten by itself. */
const TestMailModel = firmModel<{ staffId: string; at: Date }>(
  "TestMail",
  { staffId: { type: String, required: true }, at: { type: Date, required: true } },
  {
    indexes: [{ fields: { staffId: 1, at: 1 } }, { fields: { at: 1 }, expireAfterSeconds: 3600, global: true }],
  },
);

const within = 10 * 60_000;
const most = 20;

/** Where a test goes: to whoever asks for it, at the address they sign in with. Never to anybody else. */
const takeTurn = operation({
  name: "messages.takeTestTurn",
  role: "builder",
  input: emptyInput,
  run: async (_input, { actor }) => {
    const staff = actor.kind === "staff" ? await StaffModel.findOne({ _id: actor.id, active: true }, { email: 1, name: 1 }).lean() : null;
    if (!staff) throw forbidden("A test goes to whoever asks for it. Sign in as a member of staff to get one.");
    const at = clock.now();
    const sent = await TestMailModel.countDocuments({ staffId: staff._id, at: { $gt: new Date(at.getTime() - within) } });
    if (sent >= most)
      throw new DomainError(
        "too-many",
        429,
        `That were ${most} tests in ten minutes. Wait a little, or look at the message in the preview.`,
      );
    await TestMailModel.create([{ _id: newId("testMail"), staffId: staff._id, at }]);
    return { name: staff.name, address: staff.email };
  },
});

/**
 * Sends a message as somebody would get it to the member of staff who asks, marked as a test. Nothing is recorded about the person it is
 * composed for, nothing hears of it, and its links lead to a page that says it was a sample.
 */
export async function sendTestMail(scope: Scope, input: Shown): Promise<{ to: string; subject: string }> {
  const to = await takeTurn(scope, {});
  const { pictures, attachments } = await picturesFor(scope, input.facts ?? {});
  const filled = await filledSample(scope, { ...input, pictures });
  if (!filled) throw invalid("This message says nothing yet. Write it first.");
  const mail = marked(filled, nameIn(input.facts));
  const images = await imagesOf(scope, mail.html);
  const handed = await whenFree(async () =>
    handOver({
      signature: await signatureFor(scope, mail.from.address),
      envelope: { from: mail.from.address, to: to.address },
      messageId: `<${newId("message")}@${domainOf(mail.from.address)}>`,
      message: {
        from: mail.from,
        to: { name: headerText(to.name), address: to.address },
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: { "Auto-Submitted": "auto-generated" },
        attachments: [...attachments, ...images].map(({ name, type, bytes, cid }) => ({
          filename: headerText(name, 120),
          contentType: headerText(type, 120),
          content: Buffer.from(bytes),
          ...(cid ? { cid, contentDisposition: "inline" } : {}),
        })),
      },
    }),
  );
  if (handed.status !== "sent") throw new DomainError("test-not-sent", 503, `The test did not leave. ${handed.reason}`);
  return { to: to.address, subject: mail.subject };
}

function nameIn(facts: Record<string, unknown> | undefined): string {
  const { name } = (facts?.["contact"] ?? {}) as { name?: unknown };
  return typeof name === "string" && name ? name : "a sample person";
}

/** Nobody can take it for the client's own: subject, first line and plain text say so. */
function marked(mail: Filled, who: string): Filled {
  const words = `This is a test: what ${who} would get. Only you received it, and its links do nothing.`;
  const line = `<div style="padding:10px 16px;background:#fff4da;color:#5c3c00;font:14px/20px sans-serif;text-align:center">${escapeHtml(words)}</div>`;
  return {
    ...mail,
    subject: headerText(`[Test] ${mail.subject}`, 250),
    html: mail.html.replace(/<body[^>]*>/i, (body) => `${body}${line}`),
    text: `${words}\n\n${mail.text}`,
  };
}
