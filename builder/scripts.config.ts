import { resolve } from "node:path";

/** What is known of the modules while the screens are built. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

/** How steps are described and told in words, and the small things that takes: almost every page names a step. */
const describesSteps =
  /[\\/](?:engine[\\/](?:steps[\\/]|graph[\\/](?:nodes|sizes)|conditions[\\/](?:catalogue|events)|definition[\\/]records)|builder[\\/]editor[\\/]words[\\/])/;

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Which script a module goes into that several pages share. Left to itself the build makes one for each combination of pages: hundreds, most of
 * them smaller than what it takes to ask for them.
 */
export function scriptGroups() {
  let reached: { staff: ReadonlySet<string>; client: ReadonlySet<string> } | undefined;
  const isOf = (id: string, modules: Modules) => {
    reached ??= { staff: reach(modules, at("staff/main.tsx"), false), client: reach(modules, at("client/main.tsx"), true) };
    return { staff: reached.staff.has(id), client: reached.client.has(id) };
  };
  const group = (name: string, ofClient: boolean) => ({
    debugName: name,
    tags: ["$initial" as const],
    name: (id: string, modules: Modules) => {
      const { staff, client } = isOf(id, modules);
      return staff && client === ofClient ? name : null;
    },
  });
  return [
    // What every staff page needs; apart from it what clients' pages need as well, who fetch nothing of the staff's.
    { ...group("base", true), priority: 3 },
    { ...group("app", false), priority: 2 },
    // Small things that many pages use some of.
    { name: "icons", test: /[\\/]@tabler[\\/]icons-react[\\/]/, minShareCount: 2, priority: 1 },
    { name: "steps", test: describesSteps, minShareCount: 2, priority: 1 },
  ];
}

/** All modules that one needs before it begins; with `later`, also those it may fetch then. */
function reach(modules: Modules, from: string, later: boolean): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [from];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const known = modules.getModuleInfo(id);
    pending.push(...(known?.importedIds ?? []), ...(later ? (known?.dynamicallyImportedIds ?? []) : []));
  }
  return reached;
}
