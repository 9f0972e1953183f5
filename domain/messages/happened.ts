import type { Stored } from "../base/index.ts";
import { ReceivedMailModel, type ReceivedMailRecord } from "../incoming/model.ts";
import type { MessageRecord } from "./model.ts";

/** One thing that became of a message once it had left. */
export interface Happened {
  at: string;
  what: "left" | "opened" | "clicked" | "delivered" | "delayed" | "cameBack" | "automatic" | "replied" | "spam" | "told";
  /** In whose words it was told: the server's that took it or gave it back, theirs who answered; where a followed link led. */
  said?: string;
  /** Of an answer: who wrote it, and names of what was attached. */
  from?: string;
  attached?: string[];
}

/** More reports and answers than this nobody reads; the first ones. */
const most = 50;

/** What became of one message, in its order. Within a scope. */
export async function happenedTo(message: Stored<MessageRecord>): Promise<Happened[]> {
  const received = await ReceivedMailModel.find({ messageId: message._id }).sort({ at: 1 }).limit(most).lean();
  return inOrder(message, received);
}

type Became = Pick<MessageRecord, "sentAt" | "reason" | "openedAt" | "clicks" | "bounce" | "complainedAt" | "delivery">;
type Received = Pick<ReceivedMailRecord, "kind" | "at" | "from" | "text" | "attached">;

export function inOrder(message: Became, received: readonly Received[]): Happened[] {
  const { sentAt, reason, openedAt, clicks = [], bounce, complainedAt, delivery } = message;
  const lines = [
    line(sentAt, "left", reason),
    line(openedAt, "opened"),
    ...clicks.map(({ at, link }) => line(at, "clicked", link)),
    line(bounce?.at, "cameBack", bounce?.said),
    line(complainedAt, "spam"),
    line(delivery?.at, "told", delivery?.status),
    ...received.map(lineOf),
  ];
  return lines.filter((one) => one !== null).sort((one, other) => one.at.localeCompare(other.at));
}

const line = (at: Date | undefined, what: Happened["what"], said?: string): Happened | null =>
  at ? { at: at.toISOString(), what, ...(said ? { said } : {}) } : null;

/** What stands with the message itself is not told twice. */
function lineOf({ kind, at, from, text, attached }: Received): Happened | null {
  switch (kind) {
    case "reply":
      return {
        at: at.toISOString(),
        what: "replied",
        said: text,
        from: from.name || from.address,
        ...(attached.length ? { attached } : {}),
      };
    case "autoReply":
      return line(at, "automatic", text);
    case "delayed":
      return line(at, "delayed", text);
    case "delivered":
      return line(at, "delivered");
    case "bounce":
    case "complaint":
    case "notSpam":
      return null;
    default:
      return kind satisfies never;
  }
}
