import { expect, it } from "vitest";
import { indexOf } from "./pictured.ts";

it("the index shows each page under its part of the product, in both looks, and on a phone what clients see", () => {
  const index = indexOf([
    { name: "asked-form", title: "Your family", address: "/p/abc", onPhone: true },
    { name: "today", title: "Today", address: "/" },
    { name: "editor", title: "Wills & trusts", address: "/flows/wills" },
  ]);
  const order = ["## The day's work", "### Today", "## Flows", "### Wills &amp; trusts", "## What clients see", "### Your family"];
  expect(order.map((line) => index.indexOf(line)).toSorted((a, b) => a - b)).toEqual(order.map((line) => index.indexOf(line)));
  expect(index).toContain('<img src="pictures/today-light.webp" width="49%" alt="Today, in the light">');
  expect(index).toContain("pictures/asked-form-phone-dark.webp");
  expect(index).not.toContain("editor-phone");
  expect(index).not.toContain("## Settings");
});
