import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { SetupError } from "./setupError.ts";

/** Below the ports that systems give to connections (32768 and up on Linux): no connection takes one of these meanwhile. */
const [lowest, highest] = [20_000, 32_000];
const given = new Set<number>();

/** A port nobody listens on right now, and that this process has not given away before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest);
    if (given.has(port)) continue;
    given.add(port);
    if (!(await whyNotListen(port, "127.0.0.1")) && (await whyNotListen(port, "::")) !== "EADDRINUSE") return port;
  }
}

/** Why nobody could listen on this port now: the system's error code, or undefined when somebody could. */
function whyNotListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Refuses a port that can't be had, in words: what wanted it, and which setting gives it another. */
export async function claimPort(port: number, wantedBy: string, setting: string): Promise<number> {
  // A machine without IPv6 gives other errors for "::", which do not matter.
  const reasons = [await whyNotListen(port, "127.0.0.1"), await whyNotListen(port, "::")];
  if (reasons.includes("EADDRINUSE")) {
    throw new SetupError(
      `Port ${port}, wanted by ${wantedBy}, is taken by another program: stop that program, or choose another port with ${setting}=${port + 1}.`,
    );
  }
  if (reasons.includes("EACCES")) {
    throw new SetupError(
      `Port ${port}, wanted by ${wantedBy}, may not be used without special rights: choose one above 1023 with ${setting}.`,
    );
  }
  return port;
}

/** Reads a port from the environment, and says which setting is wrong if it is not one. */
export function portFrom(env: NodeJS.ProcessEnv, setting: string, fallback: number): number {
  const text = env[setting];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new SetupError(`${setting} must be a port number between 1 and 65535, not "${text}".`);
}
