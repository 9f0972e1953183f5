import { compileMessage } from "../../domain/messages/compile.ts";
import { composeMail, type MessageContent, saveMessageTemplate } from "../../domain/messages/index.ts";
import { benchFirm } from "./firm.ts";
import { p95 } from "./p95.ts";

/** A mail of the usual length, with a list, steps, a button and a dozen merge fields. */
const content: MessageContent = {
  name: "Welcome",
  purpose: "transactional",
  variants: {
    en: {
      subject: "Welcome, {{ contact.firstName }}",
      body: [
        { type: "heading", text: "Welcome, {{ contact.firstName }}" },
        {
          type: "text",
          text: "Dear {{ contact.firstName }} {{ contact.lastName }},\n\nThank you for trusting **{{ firm.name }}**.".repeat(3),
        },
        { type: "steps", items: Array.from({ length: 4 }, (_, one) => ({ title: `Step ${one}`, text: "About {{ contact.lastName }}" })) },
        { type: "list", items: Array.from({ length: 6 }, () => "Bring {{ contact.firstName }}'s papers") },
        { type: "button", label: "Begin", to: "{{ links.request }}" },
      ],
    },
  },
};

/** Milliseconds, for 95 of 100: compiling a mail when it is saved, composing it for somebody when it is sent; and its size. */
export async function mailCosts(): Promise<{ compileP95Ms: number; composeP95Ms: number; htmlKb: number }> {
  const { scope } = await benchFirm();
  await saveMessageTemplate(scope, { key: "costs", content });
  const recipient = { id: "con_1", firstName: "Ngozi", lastName: "Okafor", email: "ngozi@mail.example" };
  const links = { request: "https://firm.example/p/r/abc" };
  const compose = () =>
    composeMail(scope, {
      template: "costs",
      purpose: "transactional",
      recipient,
      facts: { contact: recipient, firm: { name: "Bench" } },
      links,
    });
  const { html } = await compose();
  const [compileP95Ms, composeP95Ms] = [await p95(40, () => compileMessage(content)), await p95(200, compose)];
  return { compileP95Ms, composeP95Ms, htmlKb: Math.round(html.length / 102.4) / 10 };
}
