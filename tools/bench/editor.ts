import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { createFlow } from "../../domain/flows/index.ts";
import { createApiKey } from "../../domain/staff/index.ts";
import type { Definition, Step } from "../../engine/definition/types.ts";
import { decompile } from "../../engine/graph/index.ts";
import { apiApp } from "../../test/support/api.ts";
import { launchBrowser } from "../browser/chromium.ts";
import { testDir } from "../servers/places.ts";
import { buildBuilder } from "../start/buildBuilder.ts";
import { benchFirm } from "./firm.ts";

export interface EditorFigures {
  /** Milliseconds from one frame to the next, for 95 of 100, while a step is dragged and while the canvas is moved. */
  dragP95Ms: number;
  panP95Ms: number;
  /** From a key pressed in a panel to the problems it makes, at worst of twenty, and for half of them. */
  keyToProblemsMs: number;
  keyToProblemsP50Ms: number;
  /** How often React draws for each movement of a drag. */
  commitsPerFrame: number;
  /** Compressed script that is fetched until the flow stands and can be drawn. */
  scriptKb: number;
  /** In how many files that is. */
  scriptFiles: number;
  /** What comes by itself once it stands: all that is checked. */
  scriptLaterKb: number;
}

/** The flow editor as it ships, in a real browser driven by a script: with 500 steps, and how it moves with 1,000. */
export async function measureEditor(): Promise<{ editor: EditorFigures; editor1000: Pick<EditorFigures, "dragP95Ms" | "panP95Ms"> }> {
  const screens = join(testDir, "screens-production");
  await buildBuilder(() => {}, { into: screens, mode: "production" });
  const { scope } = await benchFirm();
  for (const steps of [500, 1000]) {
    const definition = longFlow(`long-${steps}`, steps);
    await createFlow(scope, { key: definition.key, name: definition.name, subject: "matter", graph: decompile(definition) });
  }
  const { key } = await createApiKey(scope, { name: "Bench", role: "builder" });
  const server = createServer(apiApp([], screens).app);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser({ asPeopleDo: true });
  try {
    const open = (steps: number) => opened(browser, `${home}/flows/long-${steps}`, key);
    const { page, ...scripts } = await open(500);
    const keys = await keyToProblems(page);
    await page.getByRole("button", { name: "Close the panel" }).click();
    const editor = { ...(await moving(page)), ...keys, ...scripts };
    await page.context().close();
    const { page: larger } = await open(1000);
    const { dragP95Ms, panP95Ms } = await moving(larger);
    return { editor, editor1000: { dragP95Ms, panP95Ms } };
  } finally {
    await browser.close();
    await new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  }
}

/** Notes, waits and branches, so that every kind of node and line is on the screen. */
function longFlow(key: string, count: number): Definition {
  const steps: Record<string, Step> = { done: { kind: "end", outcome: "completed" } };
  const id = (at: number) => (at >= count - 1 ? "done" : `s${at}`);
  for (let at = 0; at < count - 1; at++) {
    const next = id(at + 1);
    steps[id(at)] =
      at % 10 === 5
        ? { kind: "wait", for: "P1D", next }
        : at % 10 === 7 && at < count - 3
          ? { kind: "branch", cases: [{ name: "Hired", when: { "==": [{ var: "matter.stage" }, "hired"] }, next }], otherwise: id(at + 2) }
          : { kind: "addNote", name: `Note ${at}`, text: "x", next };
  }
  return { format: "firmflow/1", key, name: `${count} steps`, subject: "matter", enrol: { on: [], again: "always" }, start: "s0", steps };
}

interface Watched {
  commits: number;
  frames: number[];
  watching: boolean;
}

type Scripts = Pick<EditorFigures, "scriptKb" | "scriptFiles" | "scriptLaterKb">;

async function opened(browser: Browser, address: string, key: string): Promise<Scripts & { page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { Authorization: `Bearer ${key}` },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
  });
  // React tells whoever stands there of every commit, also where it was built for production.
  await page.addInitScript(() => {
    const watched: Watched = { commits: 0, frames: [], watching: false };
    let last = 0;
    const frame = (at: number) => {
      if (watched.watching && last > 0) watched.frames.push(at - last);
      last = watched.watching ? at : 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const hook = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: () => {
        if (watched.watching) watched.commits++;
      },
    };
    new MutationObserver((_, observer) => {
      if (!document.querySelector(".react-flow__node-step")) return;
      observer.disconnect();
      Object.assign(window, { stoodAt: performance.now() });
    }).observe(document, { subtree: true, childList: true });
    Object.assign(window, { watched, __REACT_DEVTOOLS_GLOBAL_HOOK__: hook });
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await page.locator(".react-flow__node-step").first().waitFor();
  const early = await page.evaluate(() => {
    const { stoodAt } = window as unknown as { stoodAt: number };
    return performance.getEntriesByType("resource").flatMap((one) => (one.startTime <= stoodAt ? [one.name] : []));
  });
  const sizes = await Promise.all([...scripts].map(async ([url, body]) => ({ url, bytes: gzipSync(await body).length })));
  const kb = (of: typeof sizes) => Math.round(of.reduce((sum, { bytes }) => sum + bytes, 0) / 1024);
  const first = sizes.filter(({ url }) => early.includes(url));
  return { page, scriptKb: kb(first), scriptFiles: first.length, scriptLaterKb: kb(sizes.filter((one) => !first.includes(one))) };
}

const moves = 120;

async function moving(page: Page): Promise<Pick<EditorFigures, "dragP95Ms" | "panP95Ms" | "commitsPerFrame">> {
  const box = await page.locator(".react-flow__node-step").nth(2).boundingBox();
  if (!box) throw new Error("There is no step to be dragged.");
  const [x, y] = [box.x + 80, box.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const drag = await watching(page, async () => {
    for (let at = 1; at <= moves; at++) await page.mouse.move(x + Math.sin(at / 9) * 160, y + at);
  });
  await page.mouse.up();
  const pan = await watching(page, async () => {
    for (let at = 1; at <= moves; at++) await page.mouse.wheel(at % 40 < 20 ? 12 : -12, 30);
  });
  return { dragP95Ms: p95(drag.frames), panP95Ms: p95(pan.frames), commitsPerFrame: Math.round((drag.commits / moves) * 10) / 10 };
}

async function watching(page: Page, work: () => Promise<void>): Promise<Watched> {
  await page.evaluate(() => Object.assign((window as unknown as { watched: Watched }).watched, { commits: 0, frames: [], watching: true }));
  await work();
  return await page.evaluate(() => {
    const { watched } = window as unknown as { watched: Watched };
    watched.watching = false;
    return { ...watched };
  });
}

/** Emptying a note makes a problem, writing in it takes it away. */
async function keyToProblems(page: Page): Promise<Pick<EditorFigures, "keyToProblemsMs" | "keyToProblemsP50Ms">> {
  await page.getByText("Note 2", { exact: true }).first().click();
  const note = page.getByRole("complementary", { name: "Step settings" }).getByLabel("Note");
  await note.focus();
  await note.press("End");
  await page.evaluate(() => {
    const times: number[] = [];
    let from = 0;
    const bad = () => document.querySelector(".react-flow__node.selected [data-bad]") !== null;
    let was = bad();
    addEventListener("keydown", () => (from = performance.now()), true);
    new MutationObserver(() => {
      if (from === 0 || bad() === was) return;
      was = bad();
      times.push(performance.now() - from);
      from = 0;
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { times });
  });
  const told = () => page.evaluate(() => (window as unknown as { times: number[] }).times.length);
  for (let at = 0; at < 20; at++) {
    await page.keyboard.press(at % 2 === 0 ? "Backspace" : "x");
    for (let waited = 0; (await told()) <= at && waited < 200; waited++) await page.waitForTimeout(20);
  }
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  if (times.length < 20) throw new Error(`Only ${times.length} of 20 keys were followed by a problem.`);
  times.sort((a, b) => a - b);
  return { keyToProblemsMs: Math.round(times.at(-1) ?? 0), keyToProblemsP50Ms: Math.round(times[10] ?? 0) };
}

const p95 = (frames: number[]): number => {
  const sorted = frames.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 10) / 10;
};
