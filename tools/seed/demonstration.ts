import type { Scope } from "../../domain/base/index.ts";
import type { signInOf } from "../../domain/staff/index.ts";
import { ensureFirm, ensureStaff, publishLibrary, settle } from "./firm.ts";
import { seedLeads } from "./leads.ts";
import { makeOnce } from "./parts.ts";
import { seedStory } from "./story.ts";

/** Makes the demonstration firm in the database that is connected, or goes on with one that was cut short. */
export async function seedDemonstration(signIn: ReturnType<typeof signInOf>): Promise<Scope> {
  const scope = await ensureFirm();
  await makeOnce(scope, "begun", async () => {});
  const staff = await ensureStaff(scope, signIn);
  await settle(scope, staff);
  await publishLibrary(scope, staff);
  await seedLeads(scope, staff);
  await seedStory(scope, staff);
  await makeOnce(scope, "done", async () => {});
  return scope;
}
