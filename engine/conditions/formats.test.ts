import { describe, expect, it } from "vitest";
import { renderText } from "./liquid.ts";

const inNewYork = { zone: "America/New_York", locale: "en-US" };
const text = (liquid: string, facts: object, options = inNewYork) => renderText(liquid, facts, options).text;

describe("dates and amounts in merge fields", () => {
  const facts = {
    occasion: { at: "2026-12-10T15:00:00.000Z", day: "2026-12-10" },
    matter: { fee: 3200, rest: 1600.5, has: ["a will", "a trust", "a proxy"] },
  };

  it("write a moment with weekday and zone", () => {
    expect(text("{{ occasion.at | when }}", facts)).toBe("Thu, Dec 10, 10:00 am EST");
  });
  it("write it in Spanish in Spanish order", () => {
    expect(text("{{ occasion.at | when }}", facts, { zone: "America/New_York", locale: "es-US" })).toBe(
      "jueves 10 de diciembre, 10:00 a. m. EST",
    );
  });
  it("write it in another zone when asked", () => {
    expect(text('{{ occasion.at | when: "America/Los_Angeles" }}', facts)).toBe("Thu, Dec 10, 7:00 am PST");
  });
  it("never move a day without a time to the day before", () => {
    expect(text("{{ occasion.day | day }} / {{ occasion.day | longDay }}", facts)).toBe("Thu, Dec 10 / Thursday, December 10, 2026");
  });
  it("write amounts and lists as people do", () => {
    expect(text("{{ matter.fee | money }} {{ matter.rest | money }} {{ matter.has | all }}", facts)).toBe(
      "$3,200 $1,600.50 a will, a trust and a proxy",
    );
  });
  it("count a date that is none as missing", () => {
    expect(renderText("{{ occasion.nothing | when }}", facts, inNewYork).missing).toEqual(["occasion.nothing"]);
  });
  it("escape the entries of a list for HTML", () => {
    expect(renderText("{{ contact.tags }}", { contact: { tags: ["<b>"] } }, { html: true }).text).toBe("&lt;b&gt;");
  });
});
