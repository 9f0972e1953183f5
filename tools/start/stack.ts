import { join } from "node:path";
import { startChild } from "../servers/children.ts";
import { type MongoServer, startMongo } from "../servers/mongo.ts";
import { root } from "../servers/places.ts";
import { SetupError } from "../servers/setupError.ts";
import { startTemporal, type TemporalServer } from "../servers/temporal.ts";
import { until } from "../servers/until.ts";
import { keepRunning, type Running } from "./keepRunning.ts";
import type { Settings } from "./settings.ts";

type Kept = Awaited<ReturnType<typeof keepRunning>>;

/** What `npm start` keeps running. Later things lean on earlier ones, so they are stopped the other way round. */
export class Stack {
  readonly #settings: Settings;
  readonly #say: (line: string) => void;
  readonly #servers: Kept[] = [];
  readonly #processes: Kept[] = [];
  #stopped = false;

  constructor(settings: Settings, say: (line: string) => void) {
    this.#settings = settings;
    this.#say = say;
  }

  startMongo(): Promise<MongoServer> {
    const { dataDir, mongoPort: port } = this.#settings;
    return this.#keepServer("The Mongo server", (log) => startMongo({ dataDir, port, log }));
  }

  startTemporal(): Promise<TemporalServer> {
    const { dataDir, temporalPort: port, temporalUiPort: uiPort } = this.#settings;
    return this.#keepServer("Temporal", (log) => startTemporal({ dataDir, port, uiPort, log }));
  }

  /** Keeps one of our own programs running. */
  async startProcess(name: string, title: string, entry: string, env: NodeJS.ProcessEnv): Promise<Kept> {
    const start = async (): Promise<Running> =>
      startChild({ name, command: process.execPath, args: [join(root, entry)], dataDir: this.#settings.dataDir, env, cwd: root });
    const kept = await keepRunning({ name: title, start, say: this.#say });
    this.#processes.push(kept);
    if (this.#stopped) await kept.stop();
    return kept;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#processes.map((kept) => kept.stop()));
    await Promise.all(this.#servers.map((kept) => kept.stop()));
  }

  /** Keeps a server running if it is ours. How it was found is said on the first start only. */
  async #keepServer<T extends MongoServer | TemporalServer>(
    title: string,
    start: (log?: (line: string) => void) => Promise<T>,
  ): Promise<T> {
    const server = await start(this.#say);
    let next = server.child;
    if (!next) return server;
    const startAgain = async (): Promise<Running> => {
      const child = next ?? (await start()).child;
      next = undefined;
      if (!child) throw new SetupError(`${title} is no longer ours to start.`);
      return child;
    };
    const kept = await keepRunning({ name: title, say: this.#say, start: startAgain });
    this.#servers.push(kept);
    if (this.#stopped) await kept.stop();
    return server;
  }
}

/** Waits until the API answers that it and what it leans on are ready. */
export async function whenReady(port: number, api: Kept): Promise<void> {
  const answers = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok === true;
  };
  // As long as it does not crash it is getting ready: after an update, new indexes are made over all a firm has.
  const ready = await until(async () => api.crashes() > 2 || (await answers()), 900_000, 100);
  if (ready && api.crashes() <= 2) return;
  throw new SetupError(`The API did not become ready (${api.lastWords() || "it gave no reason"}): see ${api.logFile()}.`);
}
