import { hasWords, phoneWords, searchWords } from "../inputs/index.ts";
import type { MessageRecord } from "./model.ts";

type Named = Pick<MessageRecord, "channel" | "subject"> & { to: Partial<MessageRecord["to"]> };

const [few, more] = [3, 6];

/**
 * Of each word a message is looked for by, how it begins: its first three letters, and its first six. A list is then read by one of them
 * and by time, newest first, which an index answers however many messages say the same ("News"); for any part of any word none would.
 */
export const beginningsOf = (message: Named): string[] => [
  ...new Set(wordsIn(message).flatMap((word) => [word.slice(0, few), word.slice(0, more)])),
];

/** What messages with this word are read by. One of one or two letters is found where it stands alone. */
export const beginningOf = (word: string): string => word.slice(0, word.length < more ? few : more);

/** Whether each word of the question begins one of the message's own. */
export const saysAll = (message: Named, question: readonly string[]): boolean => hasWords(wordsIn(message), question);

const wordsIn = ({ channel, subject, to }: Named): string[] => [
  ...searchWords(to.name, to.address, subject),
  ...(channel === "text" ? phoneWords(to.address) : []),
];
