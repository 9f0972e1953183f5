import { connect, disconnect } from "../../domain/base/index.ts";
import { countAnew } from "../../domain/watching/index.ts";

// Has the numbers of all flows counted anew by the workers that run, from the journals. Nothing stands still meanwhile.
const { MONGODB_URL: mongo } = process.env;
try {
  if (!mongo) throw new Error("Set MONGODB_URL to the database whose numbers are to be counted anew, as the workers have it.");
  await connect(mongo);
  console.log(`The numbers of ${(await countAnew()).toLocaleString("en-US")} runs are counted anew by the workers.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await disconnect();
}
