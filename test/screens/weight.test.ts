import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { builtScreens } from "../support/browser.ts";

/** The scripts of the built screens: which others each fetches before it begins. */
async function scriptsOf(screens: string): Promise<Map<string, { needs: string[]; kb: number }>> {
  const folder = join(screens, "assets");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const read = names.map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    const needs = [...text.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g)].flatMap(([, other]) => other ?? []);
    return [name, { needs, kb: gzipSync(text).length / 1024 }] as const;
  });
  return new Map(await Promise.all(read));
}

it("the editor is there after less than 340 KB of compressed script, in few files", async () => {
  const screens = await builtScreens();
  const scripts = await scriptsOf(screens);
  const page = await readFile(join(screens, "index.html"), "utf8");
  const first = [...page.matchAll(/assets\/([\w.-]+\.js)"/g)].flatMap(([, name]) => name ?? []);
  const editor = [...scripts.keys()].filter((name) => /^Editor-/.test(name));
  expect(editor).toHaveLength(1);
  const fetched = new Set<string>();
  const pending = [...first, ...editor];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (fetched.has(name)) continue;
    fetched.add(name);
    pending.push(...(scripts.get(name)?.needs ?? []));
  }
  expect(fetched.size).toBeLessThan(40);
  expect([...fetched].reduce((sum, name) => sum + (scripts.get(name)?.kb ?? 0), 0)).toBeLessThan(340);
});
