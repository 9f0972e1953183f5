import Type from "typebox";
import { emptyInput, notFound, query } from "../base/index.ts";
import { builtInContents, type MessageContent } from "../messages/index.ts";
import { library } from "./packages.ts";

export interface ShippedMail {
  key: string;
  name: string;
  purpose: MessageContent["purpose"];
  languages: string[];
  /** A step uses it where no message is chosen; a firm's own of the same key stands before it. */
  builtIn: boolean;
}

const all = (): [key: string, content: MessageContent, builtIn: boolean][] => [
  ...Object.entries(builtInContents).map(([key, content]): [string, MessageContent, boolean] => [key, content, true]),
  ...[...library().mails].map(([key, content]): [string, MessageContent, boolean] => [key, content, false]),
];

/** The messages that ship, whether a firm has taken them or not: to begin one's own with. */
export const listShippedMails = query({
  name: "library.listMails",
  role: "viewer",
  input: emptyInput,
  run: async (): Promise<ShippedMail[]> =>
    all()
      .map(([key, { name, purpose, variants }, builtIn]) => ({ key, name, purpose, languages: Object.keys(variants), builtIn }))
      .sort((a, b) => a.name.localeCompare(b.name)),
});

export const readShippedMail = query({
  name: "library.readMail",
  role: "viewer",
  input: Type.Object({ key: Type.String({ maxLength: 120 }) }, { additionalProperties: false }),
  run: async ({ key }): Promise<{ key: string; content: MessageContent }> => {
    const found = all().find(([one]) => one === key);
    if (!found) throw notFound(`A message called "${key}" that ships`);
    return { key, content: found[1] };
  },
});
