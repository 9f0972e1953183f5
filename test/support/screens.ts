import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Role } from "../../domain/base/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { installFlow } from "../../domain/library/index.ts";
import { createApiKey } from "../../domain/staff/index.ts";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { newFirm, testApi } from "./api.ts";
import { aPage, builtScreens } from "./browser.ts";

/** A browser, and the built screens over the real API and a database of its own, in this process. No firm is there yet. */
export async function serveScreens() {
  const [screens, browser] = await Promise.all([builtScreens(), launchBrowser()]);
  const api = await testApi([], screens);
  const server = createServer(api.app);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    api,
    browser,
    home: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      await browser.close();
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
      await api.stop();
    },
  };
}

/** The screens of one firm: for tests of pages that need no run to be carried out. It stands in seconds, where all of `npm start` takes a minute. */
export async function startScreens() {
  const { browser, ...served } = await serveScreens();
  const office = await newFirm();
  await changeFirm(office.scope, { postalAddress: "41 Chapel Street, Suite 300\nAlbany, NY 12207" });
  const keys = new Map<string, string>();
  const signedIn = (name: string) => ({ Authorization: `Bearer ${keys.get(name) ?? ""}` });
  return {
    ...office,
    ...served,
    /** A window of somebody of the office. Every call carries their key, so that nobody has to sign in. */
    async windowOf(name: string, options: BrowserContextOptions & { role?: Role } = {}): Promise<Page> {
      const { role = "builder", ...more } = options;
      keys.set(name, (await createApiKey(office.scope, { name, role })).key);
      return await aPage(browser, {
        viewport: { width: 1440, height: 900 },
        timezoneId: "America/New_York",
        extraHTTPHeaders: signedIn(name),
        ...more,
      });
    },
    /** What a window of somebody's sends along; taken away from it, their session has ended. */
    signedIn,
    install: (key: string) => installFlow(office.scope, { key }),
  };
}
export type Screens = Awaited<ReturnType<typeof startScreens>>;
