/** Writes everything that is made from the step descriptions: schema, compiled validators, documentation. Run after changing them. */
import { writeFileSync } from "node:fs";
import { generated } from "./files.ts";

for (const { path, content } of generated()) {
  writeFileSync(new URL(path, new URL("../../../", import.meta.url)), content);
  console.log(path);
}
