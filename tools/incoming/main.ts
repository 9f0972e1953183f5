import { pino } from "pino";
import { connect, disconnect } from "../../domain/base/index.ts";
import { portFrom } from "../servers/ports.ts";
import { sentenceOf } from "../servers/setupError.ts";
import { startIncoming } from "./server.ts";

// The process that hears what comes back. `npm start` runs it where INCOMING_MAIL_DOMAIN is set.
try {
  const log = pino({ name: "incoming", level: process.env.LOG_LEVEL ?? "info" });
  const { MONGODB_URL: database, INCOMING_MAIL_DOMAIN: domain } = process.env;
  if (!database || !domain) throw new Error("MONGODB_URL and INCOMING_MAIL_DOMAIN must be set for what comes back to be heard.");
  await connect(database);
  const port = portFrom(process.env, "FIRMFLOW_INCOMING_PORT", 2526);
  const server = await startIncoming({ port, onError: (error) => log.warn({ err: error }, "a mail could not be taken") });
  log.info({ port, domain }, "mail that comes back is heard");
  const stop = () => server.close(() => void disconnect().finally(() => process.exit(0)));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
