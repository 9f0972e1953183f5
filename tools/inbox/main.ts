import { join } from "node:path";
import { dataDir } from "../servers/places.ts";
import { portFrom } from "../servers/ports.ts";
import { sentenceOf } from "../servers/setupError.ts";
import { startInbox } from "./inbox.ts";

/** Sign-in of the local phone, and the program's address that hears its answers, as `npm start` gives them. */
function phoneFrom(env: NodeJS.ProcessEnv) {
  const { FIRMFLOW_PHONE_SID: sid = "AClocal", FIRMFLOW_PHONE_TOKEN: token = "local", FIRMFLOW_PHONE_ANSWERS_TO: answersTo } = env;
  return { sid, token, ...(answersTo ? { answersTo } : {}) };
}

// The local inbox as a process: `npm start` runs it, and its settings are those of `npm start`.
try {
  const inbox = await startInbox({
    folder: join(dataDir(), "inbox"),
    smtpPort: portFrom(process.env, "FIRMFLOW_SMTP_PORT", 2525),
    webPort: portFrom(process.env, "FIRMFLOW_INBOX_PORT", 8025),
    phone: phoneFrom(process.env),
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void inbox.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
