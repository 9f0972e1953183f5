import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { versionOf } from "../../domain/flows/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { JournalModel, RunModel } from "../../domain/runs/index.ts";
import type { JournalEntry, Position } from "../../engine/run/index.ts";
import { type Behaviour, simulateClient } from "../../engine/simulate/index.ts";

const firm = { zone: "America/New_York", postalAddress: "41 Chapel Street, Albany, NY 12207" };

interface Lived {
  flowKey: string;
  /** The first unless told. */
  version?: number;
  name: [first: string, last: string];
  began: Date;
  behaviour: Behaviour;
  arms?: Record<string, number>;
  stuck?: string;
}

/**
 * Somebody who has gone through a flow as the simulator says, up to now: their contact, matter, run and journal, as they would stand in the
 * database. Nothing was sent, and no workflow is behind it.
 */
export async function lived(
  scope: Scope,
  { flowKey, version: number = 1, name: [firstName, lastName], began, behaviour, arms, stuck }: Lived,
): Promise<string> {
  const email = `${firstName}.${lastName}@mail.example`.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const { id: contactId } = await createContact(scope, { firstName, lastName, email });
  const { id: matterId } = await createMatter(scope, {
    caseType: "estate-planning",
    mainContactId: contactId,
    title: `${lastName}: estate plan`,
  });
  return await withScope(scope, async () => {
    const version = await versionOf(flowKey, number);
    const person = { id: contactId, firstName, lastName, email, language: "en", consent: { email: true } };
    const facts = {
      ...{ contact: person, people: { client: [person] }, staff: { id: "s", name: "Elena Ruiz" } },
      matter: { id: matterId, caseType: "estate-planning", stage: "hired", value: 3200, people: { client: [person] } as never },
    };
    const options = { until: new Date().toISOString(), ...(arms ? { arms } : {}) };
    const { journal, outcome } = simulateClient(version.definition, facts, firm, began.toISOString(), behaviour, options);
    const ended = outcome !== "running" && outcome !== "attention";
    const _id = newId("run");
    const [flow, about] = [
      { flowKey, flowName: version.definition.name, version: number, definitionHash: version.hash },
      { contactId, matterId },
    ];
    const place = ended ? undefined : placeOf(journal, stuck);
    await RunModel.create([
      {
        ...{
          _id,
          ...flow,
          ...about,
          subjectKind: "matter" as const,
          startedAt: began,
          startedBy: { kind: "system", id: "s", name: "Firmflow" },
        },
        ...{ workflow: "started" as const, seq: journal.length, tick: 1, counting: "due" as const, position: place ? [place] : [] },
        ...(ended
          ? { status: "ended" as const, outcome, endedAt: new Date() }
          : { status: place?.state === "attention" ? "attention" : "running" }),
        needsAttention: place?.state === "attention",
      },
    ]);
    await JournalModel.insertMany(
      journal.map((entry) => ({ _id: newId("journal"), runId: _id, ...entry, at: new Date(entry.at), recordedAt: new Date(entry.at) })),
    );
    return _id;
  });
}

function placeOf(journal: readonly JournalEntry[], stuck: string | undefined): Position | undefined {
  const last = journal.findLast((entry) => entry.step !== undefined);
  if (!last?.step) return undefined;
  const place = { token: "t1", step: last.step, visit: last.visit ?? 1, since: last.at };
  return stuck
    ? { ...place, state: "attention", reason: stuck }
    : { ...place, state: "waiting", ...(last.until ? { until: last.until } : {}) };
}
