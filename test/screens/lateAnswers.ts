import type { Page, Response } from "playwright-core";
import { drawn, rested } from "../support/browser.ts";

const problem = {
  type: "urn:firmflow:problem:internal",
  title: "Something went wrong on our side",
  status: 500,
  detail: "Nothing was lost. Try again in a moment.",
};
const onPurpose = { "x-refused": "on purpose" };
export const isOnPurpose = (answer: Response): boolean => answer.headers()["x-refused"] === onPurpose["x-refused"];

const refusal = {
  responseCode: 500,
  responseHeaders: Object.entries({ ...onPurpose, "Content-Type": "application/problem+json" }).map(([name, value]) => ({ name, value })),
  body: Buffer.from(JSON.stringify(problem)).toString("base64"),
};

/** Everything but who is signed in, without whom there is no page, and what stands around every page and can be done without for a while. */
const asked = /\/api\/(?!me$|auth\/|public\/set-up|today\/counts|holds\?target=firm|bulk)/;

/**
 * Opens pages while the API does not answer, then refuses, then lets "Try again" through: they are there in the end. Gives what is wrong
 * with a page in each of the three.
 */
export async function lateAnswers(page: Page): Promise<(page: Page, address: string) => Promise<string[]>> {
  await rested(page);
  let answers: "none" | "refused" | "given" = "given";
  let held: string[] = [];
  let questions = 0;
  // Asked of Chromium itself: a route of Playwright's would stop every script and picture too, and have each fetched anew for every page.
  const chromium = await page.context().newCDPSession(page);
  // A page that was left waits for no answer any more.
  const gone = () => undefined;
  const pass = (requestId: string) => chromium.send("Fetch.continueRequest", { requestId }).catch(gone);
  const refuse = (requestId: string) => chromium.send("Fetch.fulfillRequest", { requestId, ...refusal }).catch(gone);
  chromium.on("Fetch.requestPaused", ({ requestId, request }) => {
    if (!asked.test(request.url)) return void pass(requestId);
    questions += 1;
    if (answers === "none") held.push(requestId);
    else void (answers === "refused" ? refuse : pass)(requestId);
  });
  await chromium.send("Fetch.enable", { patterns: [{ urlPattern: "*/api/*" }] });
  const again = page.locator("[role=alert] button, main .actions button").filter({ hasText: "Try again" });
  /** Patiently; false for a page that says for ever that it waits. */
  const waitsNoMore = async () => {
    const ended = await page.waitForFunction(() => !document.querySelector("[aria-busy=true]")).catch(() => null);
    await rested(page);
    return ended !== null;
  };
  return async (_page, address) => {
    [answers, held, questions] = ["none", [], 0];
    await page.goto(address);
    // It has its title, or says that it waits; blank it would be waited for in vain.
    await page.locator("main h1, main [aria-busy=true], main[aria-busy=true]").first().waitFor();
    await drawn(page);
    const found: string[] = [];

    answers = "refused";
    await Promise.all(held.map(refuse));
    if (!(await waitsNoMore())) found.push("goes on waiting for what was refused");
    if (questions > 0 && (await again.count()) === 0) found.push("offers no way to try again");

    answers = "given";
    for (let tries = 0; tries < 3 && (await again.count()) > 0; tries += 1) {
      await again.first().click();
      await waitsNoMore();
    }
    if ((await again.count()) > 0) found.push("does not come when tried again");
    return found;
  };
}
