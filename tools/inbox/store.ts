import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { detailOf, type Envelope, type MailDetail, type MailSummary, summaryOf } from "./mail.ts";

export type MailFilter = {
  /** Only mail to this address (as the sender's server said, so also bcc). */
  to?: string;
  /** Only mail received after this moment (ISO 8601), or after the mail with this id. */
  since?: string;
};

export type MailStore = {
  add(envelope: Envelope, raw: Buffer): Promise<MailSummary>;
  /** Newest first. */
  list(filter?: MailFilter): MailSummary[];
  raw(id: string): Promise<Buffer | undefined>;
  detail(id: string): Promise<MailDetail | undefined>;
};

/** Mails as files: the raw mail in `ID.eml`, what a list shows of it in `ID.json`. Ids sort by arrival. */
export async function openMailStore(folder: string): Promise<MailStore> {
  await mkdir(folder, { recursive: true });
  const mails = await readSummaries(folder);
  const nextId = monotonicFactory();
  const find = (id: string) => mails.find((mail) => mail.id === id);
  const raw = async (id: string) => (find(id) ? readFile(join(folder, `${id}.eml`)) : undefined);
  return {
    add: async (envelope, content) => {
      const summary = await summaryOf(nextId(), new Date().toISOString(), envelope, content);
      await writeSafely(join(folder, `${summary.id}.eml`), content);
      await writeSafely(join(folder, `${summary.id}.json`), Buffer.from(JSON.stringify(summary)));
      mails.push(summary);
      return summary;
    },
    list: (filter = {}) => mails.filter((mail) => matches(mail, filter)).sort((a, b) => (a.id < b.id ? 1 : -1)),
    raw,
    detail: async (id) => {
      const [summary, content] = [find(id), await raw(id)];
      return summary && content ? detailOf(summary, content) : undefined;
    },
  };
}

function matches(mail: MailSummary, { to, since }: MailFilter): boolean {
  const reaches = !to || mail.envelope.to.some((address) => address.toLowerCase() === to.toLowerCase());
  const isNewer = !since || (since.includes("-") ? Date.parse(mail.receivedAt) > Date.parse(since) : mail.id > since);
  return reaches && isNewer;
}

async function readSummaries(folder: string): Promise<MailSummary[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8")) as MailSummary));
}

/** On the disk before the sender is told "accepted", and never half a file: tests count on what was accepted being here. */
async function writeSafely(path: string, content: Buffer): Promise<void> {
  const file = await open(`${path}.part`, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}
