import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { onStop } from "../servers/onStop.ts";
import { testDir } from "../servers/places.ts";
import { sentenceOf } from "../servers/setupError.ts";
import { startTestServers, type TestServers } from "../test/startServers.ts";

// `npm run -s pictures`: takes a picture of every page in both looks and writes them, with their index, to docs/. On servers and data of its
// own, beside a running Firmflow, and nothing of it is left.
const folder = join(testDir, `pictures-${process.pid}`);
let servers: TestServers | undefined;
const stop = async () => {
  await servers?.stop();
  await rm(folder, { recursive: true, force: true });
};
onStop(() => void stop().finally(() => process.exit(1)));

try {
  await mkdir(folder, { recursive: true });
  servers = await startTestServers(folder, { log: (line) => console.log(line) });
  Object.assign(process.env, servers.addresses, { FIRMFLOW_SECRET: "a secret of the pictures, long enough to be one" });
  // Read only now: what it needs looks for the servers as soon as it is read.
  const { takePictures } = await import("./take.ts");
  await takePictures((line) => console.log(line));
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
await stop();
process.exit();
