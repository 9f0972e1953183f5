import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { builtScreens } from "../support/browser.ts";

let screens: string;
let scripts: Awaited<ReturnType<typeof scriptsOf>>;
beforeAll(async () => {
  screens = await builtScreens();
  scripts = await scriptsOf();
});

/** The scripts of the built screens: which others each fetches before it begins. */
async function scriptsOf(): Promise<Map<string, { needs: string[]; kb: number }>> {
  const folder = join(screens, "assets");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const read = names.map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    const needs = [...text.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g)].flatMap(([, other]) => other ?? []);
    return [name, { needs, kb: gzipSync(text).length / 1024 }] as const;
  });
  return new Map(await Promise.all(read));
}

/** What is fetched before a page begins. */
async function weightOf(page: string): Promise<{ files: number; kb: number }> {
  const html = await readFile(join(screens, "index.html"), "utf8");
  const first = [...html.matchAll(/assets\/([\w.-]+\.js)"/g)].flatMap(([, name]) => name ?? []);
  const own = [...scripts.keys()].filter((name) => name.replace(/-[\w-]{8}\.js$/, "") === page);
  expect(own, page).toHaveLength(1);
  const fetched = new Set<string>();
  const pending = [...first, ...own];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (fetched.has(name)) continue;
    fetched.add(name);
    pending.push(...(scripts.get(name)?.needs ?? []));
  }
  return { files: fetched.size, kb: [...fetched].reduce((sum, name) => sum + (scripts.get(name)?.kb ?? 0), 0) };
}

it("the editor is there after less than 340 KB of compressed script, in few files", async () => {
  const { files, kb } = await weightOf("Editor");
  expect(files).toBeLessThan(40);
  expect(kb).toBeLessThan(340);
});

it.each(["Contacts", "Matters", "Pipeline", "Today", "Tasks", "Calendar", "Flows", "Outbox", "Forms", "Reports"])(
  "%s is there after less than 250 KB of compressed script",
  async (page) => {
    expect((await weightOf(page)).kb).toBeLessThan(250);
  },
);
