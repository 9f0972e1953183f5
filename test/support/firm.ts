import { type Scope, systemScope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { EventModel } from "../../domain/events/index.ts";
import { createFirm } from "../../domain/firms/index.ts";
import { createMatter } from "../../domain/matters/index.ts";
import { createPipeline } from "../../domain/pipelines/index.ts";
import { addStaff } from "../../domain/staff/index.ts";
import { connectToFresh, leaveDatabase } from "./database.ts";

/** A database of its own; `stop()` drops it. */
export async function testDatabase(): Promise<{ stop(): Promise<void> }> {
  await connectToFresh();
  return {
    async stop() {
      await leaveDatabase();
    },
  };
}

export const estatePlanning = {
  caseType: "estate-planning",
  name: "Estate planning",
  prefix: "EP",
  stages: [
    { id: "lead", name: "New lead", state: "open" as const },
    { id: "consultation", name: "Consultation", state: "open" as const },
    { id: "hired", name: "Hired", state: "won" as const },
    { id: "lost", name: "Lost", state: "lost" as const },
  ],
};

/** A firm in Albany with an owner, who acts in `scope`, and a pipeline for estate plans (or none: what ships brings its own). */
export async function aFirm({ pipeline = estatePlanning }: { pipeline?: typeof estatePlanning | null } = {}) {
  const firm = await createFirm({ name: "Hartwell & Ruiz", state: "NY", zone: "America/New_York", email: "office@hartwellruiz.example" });
  const system = systemScope(firm._id);
  const { id: staffId } = await addStaff(system, { name: "Dana Whitfield", email: "dana@hartwellruiz.example", role: "owner" });
  const scope: Scope = { firmId: firm._id, actor: { kind: "staff", id: staffId, name: "Dana Whitfield", role: "owner" } };
  if (pipeline) await createPipeline(scope, pipeline);
  const contact = (more: Parameters<typeof createContact>[1] = {}) =>
    createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi.okafor@mail.example", ...more });
  return {
    firm,
    scope,
    system,
    staffId,
    contact,
    async matter(more: Partial<Parameters<typeof createMatter>[1]> = {}) {
      const mainContactId = more.mainContactId ?? (await contact()).id;
      const made = await createMatter(scope, { caseType: "estate-planning", ...more, mainContactId });
      return { ...made, contactId: mainContactId };
    },
    /** What was told since, each as `type {data}`; of one type when given. */
    async events(type?: string) {
      return await withScope(scope, () =>
        EventModel.find(type ? { type } : {})
          .sort({ _id: 1 })
          .lean(),
      );
    },
  };
}
export type TestFirm = Awaited<ReturnType<typeof aFirm>>;
