import { expect, it } from "vitest";
import { problemName } from "./problemWords.ts";

const of = (status: number, code = "x") => problemName({ type: `urn:firmflow:problem:${code}`, title: "", status, detail: "" });

it("clients are told of an expired link, an unknown one, and one that is done, in different words", () => {
  expect(of(410, "gone")).toBe("expired");
  expect(of(404)).toBe("unknown");
  expect(of(422)).toBe("unknown");
  expect(of(410, "already-answered")).toBe("used");
});

it("clients are told that waiting helps when there were too many tries or no connection", () => {
  expect(of(429)).toBe("busy");
  expect(of(0)).toBe("offline");
  expect(of(500)).toBe("other");
});
