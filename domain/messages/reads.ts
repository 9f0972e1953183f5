import Type, { type Static } from "typebox";
import { check, clock, invalid, type Scope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { readFirm } from "../firms/index.ts";
import { textProblems } from "./compile.ts";
import { languageOf } from "./compose.ts";
import { personIn } from "./deliver.ts";
import { type FillInput, filling } from "./fill.ts";
import { withSamples } from "./sample.ts";

export const ReadsAs = Type.Object(
  {
    contactId: Type.String({ minLength: 1, maxLength: 60 }),
    matterId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    text: Type.String({ minLength: 1, maxLength: 20_000 }),
  },
  { additionalProperties: false },
);

/** How words written by hand read for somebody, with what is known of them now; and which of their fields are empty. Sends nothing. */
export async function readsAs(scope: Scope, raw: Static<typeof ReadsAs>): Promise<{ text: string; missing: string[] }> {
  const { contactId, matterId, text } = check(ReadsAs, raw);
  const problems = textProblems(text, "/text");
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
  const subject = matterId ? ({ kind: "matter", matterId, contactId } as const) : ({ kind: "contact", contactId } as const);
  const facts = (await readFacts(scope, subject)) as unknown as Record<string, unknown>;
  const recipient = personIn(facts, contactId);
  if (!recipient)
    throw invalid("This person is no longer on file.", [{ path: "/contactId", message: "This person is no longer on file." }]);
  const firm = await readFirm(scope, {});
  const input: FillInput = {
    name: "This message",
    compiled: { subject: "", html: "", text, fields: [] },
    language: languageOf(recipient.language, firm.languages),
    purpose: "transactional",
    firm,
    recipient,
    facts,
    now: clock.now().toISOString(),
  };
  const missing = filling(input).missingIn(text);
  const filled = withSamples({ ...facts, contact: recipient }, missing);
  const shown = filling({ ...input, recipient: filled["contact"] as typeof recipient, facts: filled });
  return { text: shown.render(text, false), missing: [...new Set(missing)] };
}
