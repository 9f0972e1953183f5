import { type Browser, chromium as playwright } from "playwright-core";
import { onPath } from "../servers/command.ts";
import { SetupError } from "../servers/setupError.ts";

export type BrowserProgram = { path: string; args: string[]; way: string };

/** A Chromium for tests and pictures: one on PATH, else the one shipped inside an npm package (Linux only). */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<BrowserProgram> {
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const path = await onPath(name, env);
    if (path) return { path, args: [], way: `\`${name}\` on PATH` };
  }
  const { default: shipped } = await import("@sparticuz/chromium");
  try {
    return { path: await shipped.executablePath(), args: shipped.args, way: "@sparticuz/chromium" };
  } catch {
    throw new SetupError("No Chromium was found on PATH and the shipped one does not fit this machine: install Chromium and start again.");
  }
}

/**
 * Starts a headless Chromium; `close()` it at the end. It draws plainly: where the processor plays a graphics processor, each picture takes it
 * four times as long. `asPeopleDo`: as on a desk, with whatever draws there; for measuring how smoothly.
 */
export async function launchBrowser({ asPeopleDo = false } = {}): Promise<Browser> {
  const { path, args } = await findChromium();
  // The shipped one's "--single-process" and the like are for tiny machines: it makes closing a page end the browser.
  const unwanted = new Set([
    "--single-process",
    "--no-zygote",
    "--headless='shell'",
    "--disable-web-security",
    "--allow-running-insecure-content",
  ]);
  const given = ["--no-sandbox", ...(asPeopleDo ? [] : ["--disable-gpu"])];
  return playwright.launch({ executablePath: path, args: [...given, ...args.filter((arg) => !unwanted.has(arg))], headless: true });
}
