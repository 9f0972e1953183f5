import { glob, readFile } from "node:fs/promises";
import { root } from "../servers/places.ts";
import { brokenArrows } from "./rooms.ts";

// `npm run -s arrows`: says every import that goes against the rooms' arrows, and fails if there is one.
const problems: string[] = [];
let files = 0;
for await (const path of glob("{engine,domain,activities,workflows,api,builder}/**/*.{ts,tsx}", {
  cwd: root,
  exclude: ["builder/dist/**"],
})) {
  files += 1;
  problems.push(...brokenArrows(path, await readFile(`${root}/${path}`, "utf8")));
}
for (const problem of problems.sort()) console.error(problem);
console.log(problems.length === 0 ? `The arrows hold in ${files} files.` : `${problems.length} imports go against the arrows.`);
process.exitCode = problems.length === 0 ? 0 : 1;
