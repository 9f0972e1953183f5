import Type from "typebox";
import { ANY_SCOPE, checkCondition, evaluate } from "../../engine/conditions/index.ts";
import type { Condition } from "../../engine/definition/types.ts";
import { clock, invalidField, query, remembered } from "../base/index.ts";
import { firmFacts, firmInScope } from "../firms/index.ts";
import { closed } from "../inputs/index.ts";
import { allOf, manyFacts, type SubjectFacts } from "./manyFacts.ts";

/** Of so many it is said how many match; of more, how many of the first. */
const most = 5000;
const pageSize = 500;
const maxCharacters = 20_000;

export interface Matching {
  matches: number;
  looked: number;
  /** There are more than were looked at. */
  more: boolean;
  /** Who they are, in the order they were made. */
  ids: string[];
}

/** How many people, matters or dates a condition holds for now, and which. Conditions see what dates and `becomes` see: no people, no staff. */
export const matchingNow = query({
  name: "facts.matching",
  role: "viewer",
  input: Type.Object(
    {
      of: Type.Union([Type.Literal("contact"), Type.Literal("matter"), Type.Literal("occasion")]),
      where: Type.Unsafe<Condition>(Type.Object({})),
    },
    closed,
  ),
  run: ({ of, where }) => {
    const text = JSON.stringify(where);
    if (text.length > maxCharacters) throw invalidField("/where", "This condition is too long to be looked up.");
    // What is no condition holds for everybody or nobody: a count of that would be believed.
    const [wrong] = checkCondition(where, ANY_SCOPE);
    if (wrong) throw invalidField(`/where${wrong.at}`, `The condition ${wrong.message}`);
    return remembered(
      `facts.matching|${of}|${text}`,
      ({ looked }) => looked >= pageSize,
      () => match(of, where),
    );
  },
});

async function match(of: "contact" | "matter" | "occasion", where: Condition): Promise<Matching> {
  const { zone } = firmFacts(await firmInScope());
  const now = clock.now().toISOString();
  const ids: string[] = [];
  let looked = 0;
  for await (const page of pages(of)) {
    looked += page.length;
    for (const { subject, facts } of page) if (evaluate(where, facts, now, zone)) ids.push(subject[idField[of]] ?? "");
    if (looked >= most) return { matches: ids.length, looked, more: true, ids };
  }
  return { matches: ids.length, looked, more: false, ids };
}

const idField = { contact: "contactId", matter: "matterId", occasion: "occasionId" } as const;

/** All of a kind in the order of their ids. Contacts and matters are looked up by these: there may be many, and a page is not to read the others. */
async function* pages(of: "contact" | "matter" | "occasion"): AsyncGenerator<SubjectFacts[]> {
  if (of !== "occasion") {
    const all = await allOf[of].ids();
    for (let from = 0; from < all.length; from += pageSize) yield await allOf[of].facts(all.slice(from, from + pageSize));
    return;
  }
  for (let after = ""; ; ) {
    const page = await manyFacts(of, after, pageSize);
    yield page;
    after = page.at(-1)?.subject.occasionId ?? "";
    if (page.length < pageSize) return;
  }
}
