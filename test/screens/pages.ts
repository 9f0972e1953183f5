import type { RouteObject } from "react-router";
import { vi } from "vitest";
import type { Addresses } from "./addresses.ts";

/** The paths of the routers' own tables as they ship: a page that is added there is looked at without anybody remembering to. */
export async function pathsOfPages(): Promise<{ staff: string[]; public: string[] }> {
  // The galleries of components are not part of what ships.
  vi.stubEnv("DEV", false);
  const [staff, client] = await Promise.all([import("../../builder/staff/routes.tsx"), import("../../builder/client/routes.ts")]);
  vi.unstubAllEnvs();
  return { staff: pathsIn(staff.routes), public: client.routes.map(({ path }) => path) };
}

const pathsIn = (routes: RouteObject[]): string[] =>
  routes.flatMap(({ path, children }) => [...(path === undefined ? [] : [path]), ...pathsIn(children ?? [])]);

/**
 * Every address to open: what `examples` says for a path with names in it, and a path without any as it is. A name that may be left out
 * (`/settings/:section?`) counts as both, where there are examples.
 */
export function addressesFor(paths: string[], examples: Record<string, Addresses>): { addresses: Addresses; without: string[] } {
  const addresses: Addresses = {};
  const without: string[] = [];
  for (const path of paths) {
    const given = examples[path];
    const plain = path.replace(/\/:\w+\?$/, "");
    if (given) Object.assign(addresses, given);
    if (!/[:*]/.test(plain)) addresses[nameOf(plain)] = plain;
    else if (!given) without.push(path);
  }
  return { addresses, without };
}

const nameOf = (path: string): string => (path === "/" ? "today" : path.slice(1).replaceAll("/", "-"));
