import { describe, expect, it } from "vitest";
import { match } from "./match.ts";

describe("the address of a public page", () => {
  it("gives the values of the pattern's names", () => {
    expect(match("/p/f/:firmSlug/:formKey", "/p/f/hartwell-ruiz/first-talk")).toEqual({ firmSlug: "hartwell-ruiz", formKey: "first-talk" });
  });

  it("fits with a slash at its end", () => {
    expect(match("/p/:token", "/p/abc/")).toEqual({ token: "abc" });
  });

  it("does not fit a pattern of another length", () => {
    expect(match("/p/:token", "/p/a/b")).toBeNull();
  });

  it("does not fit when it cannot be decoded", () => {
    expect(match("/p/:token", "/p/%E0%A4%A")).toBeNull();
  });
});
