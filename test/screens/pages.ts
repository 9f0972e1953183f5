import type { RouteObject } from "react-router";
import { vi } from "vitest";
import type { Addresses } from "./addresses.ts";

/** The routers' own tables as they ship: a page that is added there is looked at without anybody remembering to. */
export interface Tables {
  staff: { routes: RouteObject[] };
  client: { routes: { path: string }[] };
  settings: { sections: { name: string }[] };
}

export async function tablesOfPages(): Promise<Tables> {
  // The galleries of components are not part of what ships.
  vi.stubEnv("DEV", false);
  const [staff, client, settings] = await Promise.all([
    import("../../builder/staff/routes.tsx"),
    import("../../builder/client/routes.ts"),
    import("../../builder/pages/settings/sections.ts"),
  ]);
  vi.unstubAllEnvs();
  return { staff, client, settings };
}

/**
 * Every address to open: what `examples` says for a path with names in it, and a path without any as it is; and the paths `without` an
 * example. A name that may be left out (`/settings/:section?`) counts as both, where there are examples.
 */
export function addressesOfPages(tables: Tables, examples: Record<string, Addresses>): { addresses: Addresses; without: string[] } {
  const sections = Object.fromEntries(tables.settings.sections.map(({ name }) => [`settings-${name}`, `/settings/${name}`]));
  const known: Record<string, Addresses> = { ...examples, "/settings/:section?": sections };
  const addresses: Addresses = {};
  const without: string[] = [];
  for (const path of [...pathsIn(tables.staff.routes), ...tables.client.routes.map((route) => route.path)]) {
    const given = known[path];
    const plain = path.replace(/\/:\w+\?$/, "");
    if (given) Object.assign(addresses, given);
    if (!/[:*]/.test(plain)) addresses[nameOf(plain)] = plain;
    else if (!given) without.push(path);
  }
  return { addresses, without };
}

const pathsIn = (routes: RouteObject[]): string[] =>
  routes.flatMap(({ path, children }) => [...(path === undefined ? [] : [path]), ...pathsIn(children ?? [])]);

const nameOf = (path: string): string => (path === "/" ? "today" : path.slice(1).replaceAll("/", "-"));
