import { createServer } from "node:http";
import { flushCompileCache } from "node:module";
import { Connection } from "@temporalio/client";
import { toNodeHandler } from "better-auth/node";
import { pino } from "pino";
import { connect, databaseAnswers, disconnect } from "../domain/base/index.ts";
import { clientOn, setTemporal, temporalAnswers } from "../domain/runs/index.ts";
import { signInOf } from "../domain/staff/index.ts";
import { appOf } from "./app.ts";
import { identifyWith } from "./identify.ts";
import { setUpRoutes } from "./routes/firms.ts";
import { allRoutes } from "./routes/index.ts";
import { type Settings, settingsFrom } from "./settings.ts";

/** The API's process: connects, listens, and on SIGTERM finishes what it is answering. */
async function main(settings: Settings): Promise<void> {
  const log = pino({ name: "api", level: process.env.LOG_LEVEL ?? "info" });
  await connect(settings.mongodbUrl);
  const temporal = Connection.lazy({ address: settings.temporalAddress });
  setTemporal({
    client: clientOn(temporal, settings.temporalNamespace),
    taskQueue: process.env.FIRMFLOW_TASK_QUEUE ?? "firmflow",
  });
  const signIn = signInOf(settings);
  const app = appOf({
    routes: [...allRoutes, ...setUpRoutes({ signIn, openSignUp: settings.openSignUp })],
    identify: identifyWith(signIn, settings.publicUrl),
    auth: toNodeHandler(signIn),
    log,
    ready: async () => {
      const [database, flows] = await Promise.all([databaseAnswers(), temporalAnswers()]);
      return { ok: database && flows, parts: { database, flows } };
    },
    pagesDir: settings.screensDir,
  });
  const server = createServer(app);
  server.listen(settings.port, () => {
    log.info({ port: settings.port }, "the API listens");
    // Kept now, and not only at the end: one that is killed would keep nothing for the next.
    flushCompileCache();
  });
  const stop = () => {
    server.close(() => void disconnect().finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 8_000).unref();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

try {
  await main(settingsFrom(process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
