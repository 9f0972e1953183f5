import { expect, it } from "vitest";
import { fetchAbroad, phoneInWords } from "./phone.ts";

it("phones read as people write them, also from abroad once it is known how", async () => {
  expect(phoneInWords("+15185550142", null)).toBe("(518) 555-0142");
  expect(phoneInWords("+442079460018", null)).toBe("+442079460018");
  const abroad = await fetchAbroad();
  expect(phoneInWords("+442079460018", abroad)).toBe("+44 20 7946 0018");
  expect(phoneInWords("reception", abroad)).toBe("reception");
});
