import { connect, disconnect, systemScope } from "../../domain/base/index.ts";
import { anyFirmExists, firmBySlug } from "../../domain/firms/index.ts";
import { signInOf } from "../../domain/staff/index.ts";
import { ensureFirm, ensureStaff, publishLibrary, settle } from "./firm.ts";
import { seedLeads } from "./leads.ts";
import { isMade, makeOnce } from "./parts.ts";
import { seedStory } from "./story.ts";

// Makes the demonstration firm if the database holds no firm, goes on with one that was cut short, and else does nothing.
// `npm start` runs it each time, with the settings it gives the API; what it prints is shown, and an exit code other than 0 ends the start.
const { MONGODB_URL: mongo, FIRMFLOW_SECRET: secret, PUBLIC_URL: publicUrl } = process.env;
try {
  if (!mongo || !secret || !publicUrl) throw new Error("MONGODB_URL, FIRMFLOW_SECRET and PUBLIC_URL must be set, as `npm start` does.");
  await connect(mongo);
  if (await isWanted()) {
    await seed(signInOf({ secret, publicUrl }));
    console.log("Made the demonstration firm, Hartwell & Ruiz.");
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await disconnect();
}

/** There is no firm yet, or a seed began and did not come to its end. */
async function isWanted(): Promise<boolean> {
  if (!(await anyFirmExists())) return true;
  const firm = await firmBySlug("hartwell-ruiz").catch(() => null);
  if (!firm) return false;
  const scope = systemScope(firm._id);
  return (await isMade(scope, "begun")) && !(await isMade(scope, "done"));
}

async function seed(signIn: ReturnType<typeof signInOf>): Promise<void> {
  const scope = await ensureFirm();
  await makeOnce(scope, "begun", async () => {});
  const staff = await ensureStaff(scope, signIn);
  await settle(scope, staff);
  await publishLibrary(scope, staff);
  await seedLeads(scope, staff);
  await seedStory(scope, staff);
  await makeOnce(scope, "done", async () => {});
}
