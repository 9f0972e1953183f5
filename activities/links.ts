import { withScope } from "../domain/base/index.ts";
import { linkFieldsOf } from "../domain/messages/index.ts";
import { openRequest } from "../domain/requests/index.ts";
import type { Carrying } from "./carryOut.ts";

export type MessageLinks = {
  book?: Record<string, string>;
  form?: Record<string, string>;
};

/**
 * The links a message brings along beside what it says: `{{ links.book.ep-consultation }}` leads to choosing a time,
 * `{{ links.form.ep-ask-again }}` to a form. One of each for a run and person, the same in every message.
 */
export async function linksOf(
  { scope, run, subject, facts }: Carrying,
  { template, version, contactId }: { template: string; version: number | undefined; contactId: string },
): Promise<{ links?: MessageLinks }> {
  const wanted = await withScope(scope, () => linkFieldsOf(template, version));
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const links: MessageLinks = {};
  for (const [sort, key] of wanted) {
    const { url } = await openRequest(scope, {
      kind: sort === "book" ? "appointment" : "form",
      contactId,
      ...(typeof matterId === "string" ? { matterId } : {}),
      runId: run._id,
      step: `${sort}:${key}`,
      visit: 1,
      asked: sort === "book" ? { type: key } : { form: key },
      days: 400,
    });
    links[sort] = { ...links[sort], [key]: url };
  }
  return wanted.length > 0 ? { links } : {};
}
