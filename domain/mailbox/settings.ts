import Type, { type Static } from "typebox";
import { emptyInput, invalidField, lockAway, newId, operation, query, type Scope, unlock } from "../base/index.ts";
import { closed, emailAddress, line, oneLine } from "../inputs/index.ts";
import { type Access, hostName, withInbox } from "./connection.ts";
import { type MicrosoftApp, microsoftApp } from "./microsoft.ts";
import { MailboxModel } from "./model.ts";
import { MailboxProblem } from "./problem.ts";

const purpose = (firmId: string) => `mailbox:${firmId}`;

/** Whoever runs Firmflow may have given it another secret since. */
export function passwordOf(firmId: string, locked: string): string {
  try {
    return unlock(purpose(firmId), locked).toString("utf8");
  } catch {
    throw new MailboxProblem(
      "The password can't be unlocked any more: this Firmflow has another secret than before. Type it again.",
      "password",
    );
  }
}

const Microsoft = Type.Object({ tenant: line(253), clientId: line(60) }, closed);

export const MailboxSettings = Type.Object(
  {
    host: line(253),
    port: Type.Integer({ minimum: 1, maximum: 65_535, default: 993 }),
    user: line(254),
    /** Or the application's secret. Left out, the one that is known stays, as long as it goes to the same server for the same user. */
    password: Type.Optional(line(500)),
    /** The application that signs in at Microsoft 365, where no password opens a mailbox. */
    microsoft: Type.Optional(Microsoft),
    address: line(254),
    tags: Type.Boolean({ default: false }),
  },
  closed,
);
export type MailboxSettings = Static<typeof MailboxSettings>;

export interface ShownMailbox {
  host: string;
  port: number;
  user: string;
  address: string;
  microsoft?: MicrosoftApp;
  tags: boolean;
  /** So many reports and answers came by it. */
  taken: number;
  /** So many lie there that could not be read yet. */
  notTaken: number;
  lookedAt?: string;
  problem?: string;
}

/** The firm's mailbox without its password; null where there is none. */
export const readMailbox = query({
  name: "mailbox.read",
  role: "viewer",
  input: emptyInput,
  run: async (): Promise<{ mailbox: ShownMailbox | null }> => {
    const known = await MailboxModel.findOne({ of: "firm" }, { password: 0 }).lean();
    if (!known) return { mailbox: null };
    const { host, port, user, address, microsoft, tags, taken, notTaken = [], lookedAt, problem } = known;
    return {
      mailbox: {
        ...{ host, port, user, address, tags, taken, notTaken: notTaken.length },
        ...(microsoft ? { microsoft } : {}),
        ...(lookedAt ? { lookedAt: lookedAt.toISOString() } : {}),
        ...(problem ? { problem } : {}),
      },
    };
  },
});

/** Has the firm's mailbox read from now on, once it could be opened: a wrong password is said while whoever typed it is there. */
export async function saveMailbox(scope: Scope, settings: MailboxSettings): Promise<{ mailbox: ShownMailbox | null }> {
  const { password, ...rest } = await opened(scope, settings);
  await keepMailbox(scope, { ...rest, password: lockAway(purpose(scope.firmId), Buffer.from(password)) });
  return await readMailbox(scope, {});
}

async function opened(scope: Scope, settings: MailboxSettings) {
  try {
    const checked = await checkMailbox(scope, settings);
    await withInbox(checked, async () => undefined);
    return checked;
  } catch (error) {
    if (error instanceof MailboxProblem) throw invalidField(`/${error.field}`, error.message);
    throw error;
  }
}

const checkMailbox = query({
  name: "mailbox.check",
  role: "owner",
  input: MailboxSettings,
  run: async (settings, { firmId }): Promise<Access & { address: string; tags: boolean }> => {
    const host = hostName(settings.host);
    const user = oneLine("/user", "User name", settings.user);
    const address = emailAddress("/address", settings.address);
    const microsoft = settings.microsoft && microsoftApp(settings.microsoft);
    const known = await MailboxModel.findOne({ of: "firm" }).lean();
    // A password is never sent to another server than it was typed for, nor a secret shown for another application.
    const same = known && known.host === host && known.port === settings.port && known.user === user && isSame(known.microsoft, microsoft);
    const password = settings.password ?? (same ? passwordOf(firmId, known.password) : null);
    if (password === null)
      throw invalidField("/password", `Type the ${microsoft ? "client secret" : "password"}: this is another server or user than before.`);
    return { host, port: settings.port, user, password, address, tags: settings.tags, ...(microsoft ? { microsoft } : {}) };
  },
});

const isSame = (one: MicrosoftApp | undefined, other: MicrosoftApp | undefined): boolean =>
  one?.tenant === other?.tenant && one?.clientId === other?.clientId;

const keepMailbox = operation({
  name: "mailbox.keep",
  role: "owner",
  input: Type.Object(
    {
      host: Type.String(),
      port: Type.Integer(),
      user: Type.String(),
      password: Type.String(),
      address: Type.String(),
      tags: Type.Boolean(),
      microsoft: Type.Optional(Microsoft),
    },
    closed,
  ),
  run: async (settings) => {
    const known = await MailboxModel.findOne({ of: "firm" }, { host: 1, user: 1 }).lean();
    const another = known && (known.host !== settings.host || known.user !== settings.user);
    await MailboxModel.updateOne(
      { of: "firm" },
      {
        $set: { ...settings, ...(another ? { lastUid: 0, notTaken: [] } : {}) },
        $unset: {
          ...{ problem: 1, problemSince: 1, problemTold: 1 },
          ...(settings.microsoft ? {} : { microsoft: 1 }),
          ...(another ? { uidValidity: 1, lookedAt: 1 } : {}),
        },
        $setOnInsert: { _id: newId("mailbox") },
      },
      { upsert: true },
    );
  },
});

/** It is read no more; answers go where they did before. */
export const removeMailbox = operation({
  name: "mailbox.remove",
  role: "owner",
  input: emptyInput,
  run: async () => {
    await MailboxModel.deleteOne({ of: "firm" });
  },
});
