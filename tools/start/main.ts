import { createHmac } from "node:crypto";
import { join } from "node:path";
import { demonstrationSignIn } from "../seed/signIn.ts";
import { runCommand } from "../servers/command.ts";
import { stopLeftovers } from "../servers/leftovers.ts";
import { onStop } from "../servers/onStop.ts";
import { compiledDir, root, screensDir } from "../servers/places.ts";
import { claimPort } from "../servers/ports.ts";
import { SetupError, sentenceOf } from "../servers/setupError.ts";
import { buildBuilder } from "./buildBuilder.ts";
import { ownDataFolder } from "./owner.ts";
import { secretFor } from "./secret.ts";
import { type Settings, settingsFrom } from "./settings.ts";
import { Stack, whenReady } from "./stack.ts";
import { addressTable } from "./table.ts";

// `npm start`: everything Firmflow needs on this machine, until Ctrl-C. Settings are environment variables; README.md
// lists them.
const startedAt = Date.now();
const say = (line: string) => console.log(line);
let stopEverything = async () => {};
let stopping = false;

// What is started from here reads in half the time what an earlier start has compiled.
process.env.NODE_COMPILE_CACHE ??= compiledDir;
onStop(() => void end(0));
try {
  await start(settingsFrom(process.env));
} catch (error) {
  // What fails because everything is being stopped is no news.
  if (!stopping) console.error(sentenceOf(error));
  await end(1);
}

async function end(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (code === 0) say("\nStopping …");
  await stopEverything();
  process.exit(code);
}

async function start(settings: Settings): Promise<void> {
  const owner = ownDataFolder(settings.dataDir);
  const stack = new Stack(settings, say);
  stopEverything = async () => {
    await stack.stop();
    // Servers that were still starting when we were asked to stop.
    await stopLeftovers(settings.dataDir);
    owner.release();
  };
  const leftovers = await stopLeftovers(settings.dataDir);
  if (leftovers.length > 0) say(`Stopped what an earlier start left running: ${leftovers.join(", ")}.`);
  await claimPorts(settings);

  const secret = await secretFor(settings.dataDir, process.env);
  const [mongo, temporal, reach] = await Promise.all([
    stack.startMongo(),
    stack.startTemporal(),
    startInbox(stack, settings, secret),
    buildBuilder(say),
  ]);
  const env = {
    ...process.env,
    MONGODB_URL: mongo.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: reach.mail,
    TEXTS_URL: reach.texts,
    PUBLIC_URL: settings.publicUrl,
    PORT: String(settings.port),
    FIRMFLOW_DATA: settings.dataDir,
    FIRMFLOW_SECRET: secret,
    FIRMFLOW_SCREENS: screensDir,
    // There are no workers but these.
    FIRMFLOW_MAKE_CURRENT: process.env.FIRMFLOW_MAKE_CURRENT ?? "always",
  };
  const api = await stack.startProcess("api", "The API", "api/main.ts", env);
  for (let worker = 1; worker <= settings.workers; worker++) {
    await stack.startProcess(`worker-${worker}`, settings.workers === 1 ? "The worker" : `Worker ${worker}`, "tools/worker/main.ts", env);
  }
  if (process.env.INCOMING_MAIL_DOMAIN)
    await stack.startProcess("incoming", "The server for what comes back", "tools/incoming/main.ts", env);
  await Promise.all([whenReady(settings.port, api), seed(env)]);
  const seconds = (Date.now() - startedAt) / 1000;
  const [inbox, temporalPages] = [!process.env.SMTP_URL, temporal.child !== undefined];
  say(addressTable({ settings, seconds, inbox, phone: !process.env.TEXTS_URL, temporalPages, signIn: demonstrationSignIn }));
}

/** Only for what will be started here: what is given by an address is somebody else's. */
async function claimPorts(settings: Settings): Promise<void> {
  await claimPort(settings.port, "Firmflow's pages", "PORT");
  if (!process.env.MONGODB_URL) await claimPort(settings.mongoPort, "the Mongo server", "FIRMFLOW_MONGO_PORT");
  if (!process.env.TEMPORAL_ADDRESS) {
    await claimPort(settings.temporalPort, "Temporal", "FIRMFLOW_TEMPORAL_PORT");
    await claimPort(settings.temporalUiPort, "Temporal's pages", "FIRMFLOW_TEMPORAL_UI_PORT");
  }
  if (process.env.INCOMING_MAIL_DOMAIN) await claimPort(settings.incomingPort, "mail that comes back", "FIRMFLOW_INCOMING_PORT");
  if (!process.env.SMTP_URL || !process.env.TEXTS_URL) {
    await claimPort(settings.smtpPort, "the local inbox's mail server", "FIRMFLOW_SMTP_PORT");
    await claimPort(settings.inboxPort, "the local inbox", "FIRMFLOW_INBOX_PORT");
  }
}

/** Mail and texts go to the relay and the provider that were given, else into an inbox and a phone on this machine. */
async function startInbox(stack: Stack, settings: Settings, secret: string): Promise<{ mail: string; texts: string }> {
  const { SMTP_URL: mail, TEXTS_URL: texts } = process.env;
  if (mail && texts) return { mail, texts };
  const { smtpPort, inboxPort, dataDir, publicUrl } = settings;
  const token = createHmac("sha256", secret).update("local phone").digest("hex").slice(0, 32);
  await stack.startProcess("inbox", "The local inbox", "tools/inbox/main.ts", {
    ...process.env,
    FIRMFLOW_DATA: dataDir,
    FIRMFLOW_SMTP_PORT: String(smtpPort),
    FIRMFLOW_INBOX_PORT: String(inboxPort),
    FIRMFLOW_PHONE_SID: "AClocal",
    FIRMFLOW_PHONE_TOKEN: token,
    FIRMFLOW_PHONE_ANSWERS_TO: `${publicUrl}/api/public/texts/received`,
  });
  return { mail: mail ?? `smtp://127.0.0.1:${smtpPort}`, texts: texts ?? `http://AClocal:${token}@127.0.0.1:${inboxPort}` };
}

/** The demonstration firm: tools/seed/main.ts makes it if the database holds no firm, and else does nothing. */
async function seed(env: NodeJS.ProcessEnv): Promise<void> {
  const result = await runCommand(process.execPath, [join(root, "tools", "seed", "main.ts")], { timeoutMs: 900_000, cwd: root, env });
  if (result.output.trim()) say(result.output.trim());
  if (result.code !== 0) throw new SetupError("The demonstration firm could not be made: the lines above say why.");
}
