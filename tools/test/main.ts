import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { stopLeftovers } from "../servers/leftovers.ts";
import { onStop } from "../servers/onStop.ts";
import { testDir } from "../servers/places.ts";
import { isAlive } from "../servers/processIdentity.ts";
import { sentenceOf } from "../servers/setupError.ts";
import { countTests } from "./count.ts";
import { filesAtOnce } from "./filesAtOnce.ts";
import { runVitest } from "./runVitest.ts";
import { startTestServers } from "./startServers.ts";

// `npm test [vitest's arguments]`: starts servers of its own, runs every test, stops the servers, and prints as its
// last line "N passed, N failed". Ends with 0 only when all passed.
const folder = join(testDir, `suite-${process.pid}`);
const stopping = new AbortController();
/** Far more than all tests take: what goes on after that never ends, and says so rather than to be stopped from outside. */
const limitMinutes = 60;
onStop(() => stopping.abort());

try {
  await clearOldSuites();
  await mkdir(folder, { recursive: true });
  const counts = await testWithServers();
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
// A downloader that was given up on may still be trying.
process.exit();

async function testWithServers(): Promise<{ passed: number; failed: number }> {
  const servers = await startTestServers(folder, { mongos: filesAtOnce, log: (line) => console.log(line) });
  try {
    const report = join(folder, "report.json");
    const limit = AbortSignal.timeout(limitMinutes * 60_000);
    const stop = AbortSignal.any([stopping.signal, limit]);
    const exitCode = await runVitest(process.argv.slice(2), { ...process.env, ...servers.addresses }, report, stop);
    if (limit.aborted)
      console.error(`The tests did not end within ${limitMinutes} minutes and were stopped; what was still running is told above.`);
    return countTests(report, exitCode);
  } finally {
    await servers.stop();
  }
}

/** What runs that are over left behind; one that is still going keeps its folder. */
async function clearOldSuites(): Promise<void> {
  const entries = (await readdir(testDir).catch(() => [])).filter((entry) => entry.startsWith("suite-"));
  for (const entry of entries) {
    if (isAlive(Number(entry.slice("suite-".length)))) continue;
    await stopLeftovers(join(testDir, entry));
    await rm(join(testDir, entry), { recursive: true, force: true });
  }
}
