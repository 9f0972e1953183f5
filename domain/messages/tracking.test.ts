import { beforeAll, describe, expect, it } from "vitest";
import { addressOf, byPersons, fetchesAll, isProgram, linksIn, readTracking, tracked } from "./tracking.ts";

beforeAll(() => {
  process.env.PUBLIC_URL = "https://flows.example";
});

const id = "msg_01J0000000000000000000000A";
const html =
  '<body><a href="https://news.example/a?x=1&amp;y=2">A</a> <a href="tel:+15185550100">Call</a> <a href="https://flows.example/p/unsubscribe/t">Stop</a> <a href="http://court.example/">B</a></body>';
const tokens = () => [...tracked(html, id).matchAll(/links\/([^"]+)"/g)].map((found) => found[1] ?? "");

describe("links of a marketing email", () => {
  it("lead over us, but for calls and for our own pages: how to stop it is followed by nobody", () => {
    const page = tracked(html, id);
    expect(tokens()).toHaveLength(2);
    expect(page).toContain('href="tel:+15185550100"');
    expect(page).toContain('href="https://flows.example/p/unsubscribe/t"');
    expect(page).not.toContain("news.example");
    expect(page.indexOf("/opens/")).toBeLessThan(page.indexOf("</body>"));
  });

  it("hold no address: where they lead stands in the message", () => {
    expect(tokens().map((token) => readTracking("click", token))).toEqual([
      { messageId: id, number: 0 },
      { messageId: id, number: 1 },
    ]);
    expect(linksIn(html).map(addressOf)).toEqual(["https://news.example/a?x=1&y=2", "http://court.example/"]);
  });

  it("are nothing any more once they were altered in any place", () => {
    const [token = ""] = tokens();
    const [message = "", number = "", proof = ""] = token.split(".");
    const altered = [
      `${message}.1.${proof}`,
      `${message.slice(0, -1)}B.${number}.${proof}`,
      `${token}x`,
      token.slice(0, -1),
      `${message}.${number}.`,
      `${message}.https://evil.example.${proof}`,
      "",
    ];
    expect(altered.map((one) => readTracking("click", one))).toEqual(altered.map(() => null));
    expect(readTracking("open", token)).toBeNull();
  });
});

describe("who asks", () => {
  const person = { method: "GET", agent: "Mozilla/5.0 (iPhone) AppleWebKit/605 Safari/604", purpose: "", sinceSentMs: 60_000 };
  it("is a person some while after the message left, with a browser", () => {
    expect(isProgram(person)).toBe(false);
  });
  it.each([
    [{ sinceSentMs: 2_000 }],
    [{ method: "HEAD" }],
    [{ agent: "" }],
    [{ agent: "Barracuda Sentinel (EE)" }],
    [{ agent: "Mozilla/5.0 (compatible; Googlebot/2.1)" }],
    [{ agent: "python-requests/2.31" }],
    [{ purpose: "prefetch;prerender" }],
  ])("is a program: %j", (change) => {
    expect(isProgram({ ...person, ...change })).toBe(true);
  });
  it("is one of those that fetch every picture, read or not", () => {
    const gmail =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0";
    expect(["Mozilla/5.0", "YahooMailProxy; https://help.yahoo.com", gmail].map(fetchesAll)).toEqual([true, true, true]);
    const shown = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    expect([person.agent, shown].map(fetchesAll)).toEqual([false, false]);
  });
  it("is a program in a browser's clothes where several links are asked for at once; one link twice, or two after another, is a person", () => {
    const followed = (...all: [number, number][]) =>
      all.map(([number, ms]) => ({ number, link: `https://x.example/${number}`, at: new Date(ms) }));
    expect(byPersons(followed([0, 0], [1, 400], [2, 2_900]))).toEqual([]);
    expect(byPersons(followed([0, 0], [0, 200], [1, 9_000])).map((one) => one.number)).toEqual([0, 0, 1]);
    expect(byPersons(followed([0, 0], [1, 100], [1, 60_000])).map((one) => one.at.getTime())).toEqual([60_000]);
  });
});
