import Type from "typebox";
import { emptyInput, operation } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { weekOf } from "../reports/range.ts";
import { MessageModel, type MessageRecord } from "./model.ts";
import { figures, MailTallyModel, type MailTallyRecord, TalliedModel, type TalliedRecord, type TallyPlace, tallyId } from "./tallyModel.ts";

type Told = Pick<MessageRecord, "state" | "channel" | "purpose" | "to" | "template" | "flowKey" | "bounce"> &
  Pick<MessageRecord, "complainedAt" | "clickedAt" | "repliedAt"> & { createdAt: Date };
const fields = { state: 1, channel: 1, purpose: 1, to: 1, template: 1, flowKey: 1, bounce: 1, createdAt: 1 } as const;
const came = { complainedAt: 1, clickedAt: 1, repliedAt: 1 } as const;

/** As what a message counts now, and where; null for what never left, notes to staff, texts and letters. */
export function countedAs(message: Told, zone: string): TalliedRecord | null {
  const { state, bounce, complainedAt, clickedAt, repliedAt, createdAt, to } = message;
  const left = state === "sent" || state === "uncertain" || (state === "failed" && bounce !== undefined);
  if (!left || message.channel !== "email" || message.purpose === "staff") return null;
  const is = {
    sent: true,
    delivered: state === "sent" && !bounce,
    bounced: bounce !== undefined,
    complained: complainedAt !== undefined,
    clicked: clickedAt !== undefined,
    replied: repliedAt !== undefined,
  };
  return {
    week: weekOf(createdAt, zone),
    flow: message.flowKey ?? "",
    template: message.template?.key ?? "",
    domain: to.address.slice(to.address.lastIndexOf("@") + 1).toLowerCase(),
    as: figures.filter((figure) => is[figure]),
  };
}

/** Counts what these messages have become, and no longer what they had been counted as. In one transaction; again it changes nothing. */
export const tallyMail = operation({
  name: "messages.tally",
  role: "owner",
  input: Type.Object({ messageIds: Type.Array(Type.String()) }),
  run: async ({ messageIds }) => {
    const messages = await MessageModel.find({ _id: { $in: messageIds } }, { ...fields, ...came }).lean();
    const before = new Map((await TalliedModel.find({ _id: { $in: messageIds } }).lean()).map((one) => [one._id, one]));
    const { zone, _id: firmId } = await firmInScope();
    const changes = new Changes(firmId);
    const tallied: Parameters<typeof TalliedModel.bulkWrite>[0] = [];
    for (const message of messages) {
      const known = before.get(message._id);
      const now = countedAs(message, zone);
      if (known) changes.add(known, -1);
      if (now) {
        changes.add(now, 1);
        tallied.push({ updateOne: { filter: { _id: message._id }, update: { $set: now }, upsert: true } });
      } else if (known) tallied.push({ deleteOne: { filter: { _id: message._id } } });
    }
    const counts = changes.writes();
    if (counts.length === 0) return;
    await TalliedModel.bulkWrite(tallied);
    await MailTallyModel.bulkWrite(counts);
  },
});

/** For counting all anew. */
export const forgetTallies = operation({
  name: "messages.forgetTallies",
  role: "owner",
  input: emptyInput,
  run: async () => {
    await TalliedModel.deleteMany({});
    await MailTallyModel.deleteMany({});
  },
});

/** What is added to the counts of each place. */
class Changes {
  private readonly firmId: string;
  private readonly by = new Map<string, { place: TallyPlace; counts: Map<keyof MailTallyRecord, number> }>();

  constructor(firmId: string) {
    this.firmId = firmId;
  }

  add({ week, flow, template, domain, as }: TalliedRecord, much: number): void {
    const place = { week, flow, template, domain };
    const id = tallyId(this.firmId, place);
    const known = this.by.get(id) ?? { place, counts: new Map<keyof MailTallyRecord, number>() };
    for (const figure of as) known.counts.set(figure, (known.counts.get(figure) ?? 0) + much);
    this.by.set(id, known);
  }

  writes(): Parameters<typeof MailTallyModel.bulkWrite>[0] {
    return [...this.by].flatMap(([id, { place, counts }]) => {
      const more = [...counts].filter(([, much]) => much !== 0);
      const update = { $inc: Object.fromEntries(more), $setOnInsert: place };
      return more.length ? [{ updateOne: { filter: { _id: id }, update, upsert: true } }] : [];
    });
  }
}
