import { describe, expect, it } from "vitest";
import { pickLanguage, translate } from "./words.ts";

describe("the language of a public page", () => {
  it("is the one asked for in the address before all others", () => {
    expect(pickLanguage("es", "en", ["en-US"])).toBe("es");
  });

  it("is the contact's before the browser's", () => {
    expect(pickLanguage(null, "es", ["en-US"])).toBe("es");
  });

  it("is the first of the browser's that there are words for", () => {
    expect(pickLanguage(null, undefined, ["fr-FR", "es-MX", "en"])).toBe("es");
  });

  it("is English when there are words for none", () => {
    expect(pickLanguage("xx", null, ["fr"])).toBe("en");
  });

  it("fills the places of a sentence in each language", () => {
    expect(translate("en", "step.of", { step: 2, of: 6 })).toBe("Step 2 of 6");
    expect(translate("es", "step.of", { step: 2, of: 6 })).toBe("Paso 2 de 6");
  });
});
