import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishDefinition } from "../../domain/flows/index.ts";
import { type HoldTarget, hold } from "../../domain/holds/index.ts";
import { tellRun } from "../../domain/runs/index.ts";
import { firmWithFlow, liveEngine, startRun, whenRun } from "../support/engine.ts";
import { aFlow, done, letter } from "../support/flows.ts";

let engine: Awaited<ReturnType<typeof liveEngine>>;
beforeAll(async () => {
  engine = await liveEngine();
});
afterAll(() => engine.stop());

const mails = 20;
/** A letter every second, or at most one: the busier the machine, the slower. */
const steady = aFlow({
  ...Object.fromEntries(
    Array.from({ length: mails }, (_, at) => [
      [`hello${at}`, letter(`pause${at}`)],
      [`pause${at}`, { kind: "wait" as const, for: "PT1S", next: at + 1 < mails ? `hello${at + 1}` : "done" }],
    ]).flat(),
  ),
  done,
});

describe("rule 11: in force within two seconds", () => {
  it.each(["run", "contact", "matter", "flow", "firm"] as const)(
    "rule 11: a hold on the %s, while a letter goes out every second",
    async (on) => {
      const firm = await firmWithFlow(aFlow({ done }));
      await publishDefinition(firm.scope, { definition: steady });
      const email = `${on}@mail.example`;
      const { id: contactId } = await firm.contact({ email });
      const { id: matterId } = await firm.matter({ mainContactId: contactId });
      const runId = await startRun(firm, "welcome", matterId);
      const sent = () => engine.mail.mails.filter((mail) => mail.to.includes(email));
      await expect.poll(() => sent().length, { interval: 20 }).toBeGreaterThan(0);

      const before = sent().length;
      if (on === "run") await tellRun(firm.scope, runId, { do: "hold", reason: "Conflict check." });
      else {
        const targetId = { contact: contactId, matter: matterId, flow: "welcome", firm: firm.scope.firmId }[on satisfies HoldTarget];
        await hold(firm.scope, { target: on, targetId, reason: "Conflict check." });
      }
      // The letter that came after the press stands held; without a hold it would have gone a second after the one before.
      const held = await whenRun(firm.scope, runId, (run) => run.position.some((one) => one.state === "held"));
      expect(sent().length).toBeLessThan(mails);
      // In two seconds no more than two leave; a third would have left after them.
      expect(sent().length - before).toBeLessThanOrEqual(2);
      expect(held.position).toMatchObject([{ reason: "Conflict check." }]);
      await tellRun(firm.scope, runId, { do: "cancel" });
      await whenRun(firm.scope, runId, (run) => run.outcome === "cancelled");
    },
  );
});
