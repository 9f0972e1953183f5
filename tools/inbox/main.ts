import { join } from "node:path";
import { dataDir } from "../servers/places.ts";
import { portFrom } from "../servers/ports.ts";
import { sentenceOf } from "../servers/setupError.ts";
import { startInbox } from "./inbox.ts";

// The local inbox as a process: `npm start` runs it, and its settings are those of `npm start`.
try {
  const inbox = await startInbox({
    folder: join(dataDir(), "inbox"),
    smtpPort: portFrom(process.env, "FIRMFLOW_SMTP_PORT", 2525),
    webPort: portFrom(process.env, "FIRMFLOW_INBOX_PORT", 8025),
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void inbox.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
