import { startPendingBulks } from "../../domain/bulk/index.ts";
import { everyFirm } from "../../domain/firms/index.ts";
import { publishDue } from "../../domain/flows/index.ts";
import { sweepInvoices } from "../../domain/invoices/index.ts";
import { sweepMailboxes } from "../../domain/mailbox/index.ts";
import { sweepMailDomains } from "../../domain/mailDomain/index.ts";
import { findOld, judgeClicks, renewLooks, sendNotesAgain } from "../../domain/messages/index.ts";
import { beginPlannedMoves, startPendingMoves } from "../../domain/moves/index.ts";
import { sweepPlanned } from "../../domain/outbox/index.ts";
import { sendDueNotices } from "../../domain/scheduling/index.ts";
import { sealSigned, sendSigningMails } from "../../domain/signing/index.ts";
import { planFlows, startDue } from "../../domain/triggers/index.ts";
import { countDue, countFirst, countLost } from "../../domain/watching/index.ts";

type OnError = (error: unknown) => void;

/** What falls due by the clock alone, outside of any run. Every worker may sweep: each mail and each event leaves once. */
export function startSweeps(onError: OnError): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const known = countFirst().catch(onError);
  const first = Promise.all([known, findOld().catch(onError), renewLooks(onError, stopping.signal).catch(onError)]);
  const sweeps = [
    repeatedly(2_000, () => sendDueNotices(), onError),
    repeatedly(2_000, () => sealSigned(), onError),
    repeatedly(10_000, () => sendSigningMails(onError), onError),
    repeatedly(1_000, () => startByDate(onError), onError),
    repeatedly(1_000, () => publishAsPlanned(onError), onError),
    // Often enough for numbers that are looked at to follow within two seconds.
    repeatedly(500, () => known.then(countAll), onError),
    repeatedly(60_000, () => countLost(), onError),
    repeatedly(3_000, () => startPendingBulks(), onError),
    repeatedly(10_000, () => startPendingMoves(), onError),
    repeatedly(60_000, () => sweepPlanned(onError), onError),
    repeatedly(10_000, () => sendNotesAgain(onError), onError),
    repeatedly(2_000, () => judgeClicks(onError), onError),
    repeatedly(60_000, () => sweepMailboxes(onError), onError),
    repeatedly(6 * 3_600_000, () => sweepMailDomains(onError), onError),
    // Hourly, so that each firm is seen soon after its own midnight.
    repeatedly(3_600_000, () => sweepEveryFirmsInvoices(onError), onError),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all([first, ...sweeps.map((sweep) => sweep.stop())]);
    },
  };
}

/** Counts page by page until everything is. */
async function countAll(): Promise<void> {
  for (let found = await countDue(); found > 0; ) found = await countDue();
}

/** Plans for flows that were published or paused, then starts what is due, page by page until nothing is. */
async function startByDate(onError: OnError): Promise<void> {
  await planFlows();
  for (let found = await startDue(onError); found > 0; ) found = await startDue(onError);
}

/** What is to be published now, and then what is to become of people with it. */
async function publishAsPlanned(onError: OnError): Promise<void> {
  await publishDue(onError);
  await beginPlannedMoves(onError);
}

/** One firm's trouble is told and does not keep the others waiting. */
async function sweepEveryFirmsInvoices(onError: OnError): Promise<void> {
  for (const scope of await everyFirm()) await sweepInvoices(scope).catch(onError);
}

/** Does something at once and then again and again, never twice at the same time; `stop` waits for what is under way. */
function repeatedly(ms: number, work: () => Promise<unknown>, onError: OnError): { stop(): Promise<void> } {
  let busy: Promise<unknown> | null = null;
  const once = () => {
    busy ??= work()
      .catch(onError)
      .finally(() => {
        busy = null;
      });
  };
  const timer = setInterval(once, ms);
  once();
  return {
    async stop() {
      clearInterval(timer);
      await busy;
    },
  };
}
