import { clock, type Scope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { makeDocument, saveDocumentTemplate } from "../../domain/documents/index.ts";
import { readFacts } from "../../domain/facts/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { deliverMail } from "../../domain/messages/index.ts";
import { AppointmentModel, createAppointmentType, openSlots } from "../../domain/scheduling/index.ts";
import { addStaff } from "../../domain/staff/index.ts";
import { benchFirm } from "./firm.ts";
import { p95 } from "./p95.ts";

const day = 86_400_000;

/** Milliseconds, for 95 of 100, to find the open slots of twenty people over sixty days, each with two appointments on most of them. */
export async function slotsP95Ms(): Promise<number> {
  const { scope, matter } = await benchFirm();
  const staffIds: string[] = [];
  for (let made = 1; made <= 20; made++)
    staffIds.push((await addStaff(scope, { name: `Staff ${made}`, email: `staff${made}@bench.example`, role: "staff" })).id);
  const modes = [{ kind: "office" as const }];
  await createAppointmentType(scope, { key: "review", name: "Review", minutes: 60, horizonDays: 60, modes, staffIds });
  const { matterId } = await matter();
  await withScope(scope, () => AppointmentModel.insertMany(staffIds.flatMap((staffId) => busyDays(staffId, matterId))));
  return await p95(60, async () => {
    await openSlots(scope, { typeKey: "review" });
  });
}

function busyDays(staffId: string, matterId: string) {
  return Array.from({ length: 80 }, (_, index) => {
    const startsAt = new Date(
      Math.ceil(clock.now().getTime() / day) * day + Math.floor(index / 2) * day + (index % 2 ? 15 : 19) * 3_600_000,
    );
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    return {
      _id: `app_${staffId}_${index}`,
      ...{ typeKey: "review", occasionId: `occ_${staffId}_${index}`, staffId, startsAt, endsAt, busyFrom: startsAt, busyTo: endsAt },
      ...{
        mode: { kind: "office" },
        contactId: "con_bench",
        matterId,
        zone: "America/New_York",
        state: "planned",
        tokenHash: `${staffId}/${index}`,
      },
    };
  });
}

const agreement = {
  name: "Engagement Agreement",
  variants: {
    en: {
      title: "Engagement Agreement",
      subtitle: "between {{ contact.name }} (“you”) and {{ firm.name }} (“we”)",
      body: [
        { type: "clause" as const, title: "What we do for you", items: ["We advise **{{ contact.firstName }}** and prepare a will."] },
        { type: "clause" as const, title: "Our fee", items: ["The fee is fixed at **{{ matter.value | money }}**."] },
        { type: "signatures" as const, people: [{ name: "{{ contact.name }}", role: "Client" }] },
      ],
    },
  },
};

/** Milliseconds, for 95 of 100, from a new contact to their agreement as a PDF among the matter's files. */
export async function agreementP95Ms(): Promise<number> {
  const { scope } = await benchFirm();
  await saveDocumentTemplate(scope, { key: "agreement", content: agreement });
  return await p95(40, () => agree(scope));
}

async function agree(scope: Scope): Promise<void> {
  const { id } = await createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@mail.example" });
  const { id: matterId } = await createMatter(scope, { caseType: "estate-planning", mainContactId: id, value: 2400 });
  const facts = await withScope(scope, () => readFacts(scope, { kind: "matter", matterId }));
  await makeDocument(scope, { template: "agreement", as: "pdf", facts: facts as unknown as Record<string, unknown>, matterId });
}

/** Mails each second through a local relay, twenty under way at once: composed, recorded, handed over, recorded again. */
export async function mailsPerSecond(): Promise<number> {
  const { scope, matter } = await benchFirm();
  const { matterId } = await matter();
  const facts = (await withScope(scope, () => readFacts(scope, { kind: "matter", matterId }))) as unknown as Record<string, unknown>;
  const mails = 400;
  let next = 0;
  const from = performance.now();
  const lanes = Array.from({ length: 20 }, async () => {
    while (next < mails) {
      next += 1;
      await deliverMail(scope, { key: { own: `bench:${next}` }, template: "welcome", purpose: "transactional", facts, matterId });
    }
  });
  await Promise.all(lanes);
  return Math.round((mails / ((performance.now() - from) / 1000)) * 10) / 10;
}
