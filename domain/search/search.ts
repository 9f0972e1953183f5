import Type from "typebox";
import { query } from "../base/index.ts";
import { foundContacts, nameOf } from "../contacts/index.ts";
import { FlowModel } from "../flows/model.ts";
import { closed, hasWords, questionWords, searchWords, text } from "../inputs/index.ts";
import { foundMatters } from "../matters/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { TaskModel } from "../tasks/index.ts";

export interface Found {
  kind: "contact" | "matter" | "flow" | "task";
  id: string;
  title: string;
  detail?: string;
}

const perKind = 8;

/** What starts with every word of the question: people, matters, flows, open tasks. */
export const search = query({
  name: "search",
  role: "viewer",
  input: Type.Object({ q: text(200) }, closed),
  run: async ({ q }): Promise<{ results: Found[] }> => {
    const words = questionWords(q);
    if (!words.length) return { results: [] };
    const [contacts, matters, flows, tasks, pipelines] = await Promise.all([
      foundContacts(words),
      foundMatters(words),
      FlowModel.find({ state: { $in: ["draft", "live", "paused"] } }, { key: 1, name: 1, state: 1 }).lean(),
      TaskModel.find({ state: "open" }, { title: 1, due: 1 }).sort({ due: 1 }).limit(500).lean(),
      PipelineModel.find({}, { caseType: 1, name: 1 }).lean(),
    ]);
    const caseType = (key: string) => pipelines.find((one) => one.caseType === key)?.name ?? key;
    return {
      results: [
        ...contacts
          .slice(0, perKind)
          .map((one) => ({ kind: "contact" as const, id: one._id, title: nameOf(one), ...detail(one.email, one.phone) })),
        ...matters.slice(0, perKind).map((one) => ({
          kind: "matter" as const,
          id: one._id,
          title: one.title,
          ...detail(one.number, caseType(one.caseType)),
        })),
        ...flows
          .filter((one) => hasWords(searchWords(one.name, one.key), words))
          .slice(0, perKind)
          .map((one) => ({ kind: "flow" as const, id: one.key, title: one.name })),
        ...tasks
          .filter((one) => hasWords(searchWords(one.title), words))
          .slice(0, perKind)
          .map((one) => ({ kind: "task" as const, id: one._id, title: one.title })),
      ],
    };
  },
});

const detail = (...parts: (string | undefined)[]) => {
  const said = parts.filter(Boolean).join(" · ");
  return said ? { detail: said } : {};
};
