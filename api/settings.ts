import { join } from "node:path";

/** What the API is told by its surroundings. A missing one is one sentence, not a stack trace. */
export interface Settings {
  port: number;
  mongodbUrl: string;
  publicUrl: string;
  secret: string;
  openSignUp: boolean;
  temporalAddress: string;
  temporalNamespace: string;
  /** The built screens. */
  screensDir: string;
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set. "npm start" sets it; in production give it to the API's process.`);
    return value;
  };
  const port = Number(env.PORT ?? 3000);
  return {
    port,
    mongodbUrl: need("MONGODB_URL"),
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
    secret: need("FIRMFLOW_SECRET"),
    openSignUp: env.FIRMFLOW_OPEN_SIGN_UP === "1",
    temporalAddress: env.TEMPORAL_ADDRESS ?? "127.0.0.1:7233",
    temporalNamespace: env.TEMPORAL_NAMESPACE ?? "firmflow",
    screensDir: env.FIRMFLOW_SCREENS ?? join(import.meta.dirname, "..", "builder", "dist"),
  };
}
