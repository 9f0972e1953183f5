import { connect, disconnect, systemScope } from "../../domain/base/index.ts";
import { anyFirmExists, firmBySlug } from "../../domain/firms/index.ts";
import { signInOf } from "../../domain/staff/index.ts";
import { seedDemonstration } from "./demonstration.ts";
import { isMade } from "./parts.ts";

// Makes the demonstration firm if the database holds no firm, goes on with one that was cut short, and else does nothing.
// `npm start` runs it each time, with the settings it gives the API; what it prints is shown, and an exit code other than 0 ends the start.
const { MONGODB_URL: mongo, FIRMFLOW_SECRET: secret, PUBLIC_URL: publicUrl } = process.env;
try {
  if (!mongo || !secret || !publicUrl) throw new Error("MONGODB_URL, FIRMFLOW_SECRET and PUBLIC_URL must be set, as `npm start` does.");
  await connect(mongo);
  if (await isWanted()) {
    await seedDemonstration(signInOf({ secret, publicUrl }));
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
