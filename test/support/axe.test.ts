import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/browser/chromium.ts";
import { axeFinds } from "./axe.ts";

const pale = '<p style="color: #bbb; background: #fff">Pale words</p>';
const wrong = `color-contrast: ${pale}`;
const page = (body: string) => `<html lang="en"><title>A page</title><main><h1>Good morning</h1>${body}</main></html>`;

let browser: Browser;
let server: Server;
let window: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  const port = () => (server.address() as AddressInfo).port;
  const pages: Record<string, () => string> = {
    "/pale": () => page(pale),
    "/of-another-site": () => page(`<iframe title="A form" src="http://localhost:${port()}/pale"></iframe>`),
    "/letter": () => page(`<iframe sandbox title="A letter" src="/pale"></iframe>`),
  };
  server = createServer((req, res) => void res.setHeader("Content-Type", "text/html").end(pages[req.url ?? ""]?.()));
  await new Promise<void>((listening) => server.listen(0, listening));
  window = await browser.newPage({ baseURL: `http://127.0.0.1:${port()}` });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

it("axe finds what is wrong with a page, and finds it again when it is there already", async () => {
  await window.goto("/pale");
  expect(await axeFinds(window)).toEqual([wrong]);
  expect(await axeFinds(window, { rules: ["color-contrast"] })).toEqual([wrong]);
  expect(await axeFinds(window, { exclude: ["p"] })).toEqual([]);
});

it("axe looks into frames, also of another site, but not into one in which nothing may run", async () => {
  const colours = { rules: ["color-contrast"] };
  await window.goto("/of-another-site");
  expect(await axeFinds(window, colours)).toEqual([wrong]);
  await window.goto("/letter");
  expect(await axeFinds(window, colours)).toEqual([]);
});
