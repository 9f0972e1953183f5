import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const rooms = ["activities", "api", "domain", "tools", "workflows"];

/** Who may look across firms, and why. A new use has to be argued for here. */
const allowed: Record<string, string> = {
  "domain/bulk/begin.ts": "finds what is to be done for many, of all firms, whose workflow never started",
  "domain/events/dispatcher.ts": "finds the streams of all firms that have something to deliver",
  "domain/events/releases.ts": "finds holds of all firms that were lifted and whose runs are to be told",
  "domain/firms/operations.ts": "finds a firm by the slug of its public address or the number it texts from; lists firms for sweeps",
  "domain/firms/calendarNews.ts": "finds firms whose calendar changed and whose runs are to be told",
  "domain/incoming/receive.ts": "finds whose message it is that something came back to",
  "domain/flows/scheduled.ts": "finds flows of all firms that are to be published by now",
  "domain/messages/followed.ts": "finds whose message it is whose link was followed, and those of all firms whose clicks are to be judged",
  "domain/messages/notesAgain.ts": "finds notes to staff of all firms whose email is to be sent again",
  "domain/mailbox/look.ts": "lists the firms whose mailboxes are read",
  "domain/moves/begin.ts": "finds moves of all firms whose workflow never started",
  "domain/moves/planned.ts": "finds flows of all firms that were published at a time, with people to be moved",
  "domain/requests/find.ts": "finds whose request a link's token names",
  "domain/runs/begin.ts": "finds runs of all firms whose workflow never started",
  "domain/scheduling/read.ts": "finds whose appointment a link's token names",
  "domain/scheduling/sendNotices.ts": "finds the notices due of all firms",
  "domain/signing/mails.ts": "finds signings of all firms whose letters or reminders are due",
  "domain/signing/seal.ts": "takes up the signed documents of all firms that are to be sealed",
  "domain/staff/operations.ts": "finds whose invitation, API key or sign-in this is",
  "domain/webhooks/hooks.ts": "finds whose address another system reports to",
  "domain/texts/status.ts": "finds whose text the provider tells of",
  "domain/watching/count.ts": "finds runs and messages of all firms that are to be counted, and has those there were before counted",
  "domain/triggers/planFlows.ts": "finds flows of all firms whose starts by date are to be planned",
  "domain/triggers/startDue.ts": "finds what is due by date, of all firms",
};

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [path] : [];
  });
}

describe("looking across firms", () => {
  it("happens only where it is listed with its reason", () => {
    const users = rooms
      .flatMap((room) => sources(join(root, room)))
      .filter((path) => /\bacrossFirms\(/.test(readFileSync(path, "utf8")))
      .map((path) => relative(root, path))
      .filter((path) => !path.startsWith("domain/base/"));
    expect(users.sort()).toEqual(Object.keys(allowed).sort());
  });
});
