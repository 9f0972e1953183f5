import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { type Import, importsOf } from "./imports.ts";

type Room = "engine" | "domain" | "activities" | "workflows" | "api" | "builder";

type Rule = {
  /** Rooms it may import from; its own always. */
  from: readonly Room[];
  /** Rooms it may take types from: `import type` leaves nothing in the program. */
  typesFrom: readonly Room[];
  /** Packages it may not use, and why, to be told in the same breath. */
  packages: readonly { name: RegExp; why: string }[];
};

const onlyDomainTouchesMongo = { name: /^(mongoose|mongodb|bson)(\/|$)/, why: "only domain touches Mongo" };
const noNode = { name: /^node:/, why: "it must also run where there is no Node" };
const noTemporal = { name: /^@temporalio\//, why: "it knows nothing of Temporal" };
const noServer = { name: /^(express|nodemailer|multer)(\/|$)|^better-auth(?!\/(react|client))/, why: "it is not a server" };

const rules: Record<Room, Rule> = {
  engine: {
    from: [],
    typesFrom: [],
    packages: [noNode, noTemporal, onlyDomainTouchesMongo, noServer, { name: /^react(-dom)?(\/|$)/, why: "it has no screens" }],
  },
  domain: { from: ["engine"], typesFrom: [], packages: [{ name: /^express(\/|$)/, why: "it does not know of HTTP" }] },
  activities: { from: ["domain", "engine"], typesFrom: [], packages: [onlyDomainTouchesMongo] },
  workflows: {
    from: [],
    typesFrom: ["engine", "domain", "activities"],
    packages: [noNode, onlyDomainTouchesMongo, noServer],
  },
  api: { from: ["domain", "engine"], typesFrom: [], packages: [onlyDomainTouchesMongo] },
  builder: { from: ["engine"], typesFrom: ["api", "domain"], packages: [noNode, noTemporal, onlyDomainTouchesMongo, noServer] },
};

/** The imports of one file (path from the repository's root) that go against DESIGN's arrows, each in a sentence. */
export function brokenArrows(path: string, source: string): string[] {
  const room = roomOf(path);
  if (!room || isOutsideTheProgram(path)) return [];
  return importsOf(path, source).flatMap((imported) => problemOf(path, room, imported) ?? []);
}

function problemOf(path: string, room: Room, { target, typeOnly, line }: Import): string | undefined {
  const where = `${path}:${line}`;
  const rule = rules[room];
  if (!target.startsWith(".")) {
    const name = isBuiltin(target) && !target.startsWith("node:") ? `node:${target}` : target;
    const banned = rule.packages.find((entry) => entry.name.test(name));
    return banned && !typeOnly ? `${where} ${room} may not use ${name}: ${banned.why}.` : undefined;
  }
  const other = roomOf(posix.join(posix.dirname(path), target));
  if (other === room || (other && rule.from.includes(other))) return undefined;
  if (other && rule.typesFrom.includes(other)) {
    return typeOnly ? undefined : `${where} ${room} may take only types from ${other}: write "import type" for ${target}.`;
  }
  return `${where} ${room} may not import ${other ?? "from outside the rooms"} (${target}).`;
}

function roomOf(path: string): Room | undefined {
  const first = path.split("/")[0] ?? "";
  return Object.hasOwn(rules, first) ? (first as Room) : undefined;
}

/** Tests and settings of tools are not part of what runs. */
function isOutsideTheProgram(path: string): boolean {
  return /\.test\.tsx?$|\.config\.ts$/.test(path);
}
