import { expect, it } from "vitest";
import { csvText } from "./csvText.ts";

const said = "Name,Town\r\nLuis Peña,Albany\r\n";
const wide = [...said].flatMap((letter) => [letter.charCodeAt(0), 0]);

it.each([
  ["UTF-8", new TextEncoder().encode(said)],
  ["UTF-8 with a mark", new TextEncoder().encode(`\uFEFF${said}`)],
  ["the letters of Windows, as Excel's plain CSV", Uint8Array.from(said, (letter) => letter.charCodeAt(0))],
  ["UTF-16, as Excel's Unicode text", Uint8Array.from([0xff, 0xfe, ...wide])],
  ["UTF-16 the other way round", Uint8Array.from([0xfe, 0xff, 0, ...wide.slice(0, -1)])],
])("a CSV file in %s keeps its names", (_letters, bytes) => {
  expect(csvText(bytes)).toBe(said);
});

it("the marks that Windows has where others have none are read as they were written", () => {
  expect(csvText(Uint8Array.from([0x93, 0x41, 0x94, 0xe9]))).toBe("“A”é");
});
