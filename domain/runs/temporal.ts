import { Client, type ClientOptions, WorkflowNotFoundError } from "@temporalio/client";
import { dataConverter } from "./payloads/index.ts";
import type { ShellSettings } from "./protocol.ts";

/** The Temporal that runs are started on and spoken to through. One for the process. */
export interface Engine {
  client: Client;
  taskQueue: string;
  settings?: ShellSettings;
  /** The worker is in this process: a run's first step need not go around by the server. */
  eager?: boolean;
}
let engine: Engine | null = null;

/** A client that reads and writes what workers do: every client is made here. */
export const clientOn = (connection: NonNullable<ClientOptions["connection"]>, namespace: string): Client =>
  new Client({ connection, namespace, dataConverter: dataConverter() });

export function setTemporal(given: Engine | null): void {
  engine = given;
}

export function temporal(): Engine {
  if (!engine) throw new Error("The flow engine is not connected in this process.");
  return engine;
}

/** Asks Temporal for something somebody waits for. One that is away does not answer at all: after so many seconds that is an error. */
export function soon<T>(seconds: number, ask: (client: Client) => Promise<T>): Promise<T> {
  const { client } = temporal();
  return client.withDeadline(Date.now() + seconds * 1000, () => ask(client));
}

/** Whoever is spoken to has ended, or was never started. */
export const isGone = (error: unknown): boolean => error instanceof WorkflowNotFoundError;

/** True when Temporal answers within two seconds. */
export async function temporalAnswers(): Promise<boolean> {
  const { connection, options } = temporal().client;
  const asked = connection.withDeadline(Date.now() + 2_000, () =>
    connection.workflowService.describeNamespace({ namespace: options.namespace }),
  );
  return await asked.then(
    () => true,
    () => false,
  );
}
