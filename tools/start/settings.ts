import { dataDir } from "../servers/places.ts";
import { portFrom } from "../servers/ports.ts";
import { SetupError } from "../servers/setupError.ts";

/** Everything `npm start` can be told, all of it by environment variables. */
export type Settings = {
  /** FIRMFLOW_DATA */
  dataDir: string;
  /** PORT: the API and the screens. */
  port: number;
  /** FIRMFLOW_MONGO_PORT */
  mongoPort: number;
  /** FIRMFLOW_TEMPORAL_PORT */
  temporalPort: number;
  /** FIRMFLOW_TEMPORAL_UI_PORT */
  temporalUiPort: number;
  /** FIRMFLOW_SMTP_PORT */
  smtpPort: number;
  /** FIRMFLOW_INBOX_PORT */
  inboxPort: number;
  /** FIRMFLOW_INCOMING_PORT */
  incomingPort: number;
  /** FIRMFLOW_WORKERS: how many worker processes. */
  workers: number;
  /** PUBLIC_URL: how clients reach this Firmflow; links in mails begin with it. */
  publicUrl: string;
};

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const port = portFrom(env, "PORT", 3000);
  return {
    dataDir: dataDir(env),
    port,
    mongoPort: portFrom(env, "FIRMFLOW_MONGO_PORT", 27117),
    temporalPort: portFrom(env, "FIRMFLOW_TEMPORAL_PORT", 7333),
    temporalUiPort: portFrom(env, "FIRMFLOW_TEMPORAL_UI_PORT", 8333),
    smtpPort: portFrom(env, "FIRMFLOW_SMTP_PORT", 2525),
    inboxPort: portFrom(env, "FIRMFLOW_INBOX_PORT", 8025),
    incomingPort: portFrom(env, "FIRMFLOW_INCOMING_PORT", 2526),
    workers: workersFrom(env.FIRMFLOW_WORKERS),
    publicUrl: publicUrlFrom(env.PUBLIC_URL) ?? `http://localhost:${port}`,
  };
}

function workersFrom(text: string | undefined): number {
  const count = text ? Number(text) : 1;
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new SetupError(`FIRMFLOW_WORKERS must be a whole number from 1 to 64, not "${text}".`);
}

function publicUrlFrom(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new SetupError(`PUBLIC_URL must be an address that begins with http:// or https://, not "${text}".`);
  }
  return text.replace(/\/+$/, "");
}
