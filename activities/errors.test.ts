import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import { describe, expect, it } from "vitest";
import { conflict, DomainError, forbidden, gone, invalid, invalidField, notFound, tooLarge } from "../domain/base/index.ts";
import { asFailure, inDoubt, permanent, temporary, uncertain } from "./errors.ts";

const away = new DomainError("unavailable", 503, "The mail server asked to try later.");
const often = new DomainError("too-many", 429, "Too many at once.");
const network = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:27017"), { name: "MongoNetworkError" });
const fault = new TypeError("Cannot read properties of undefined (reading 'id')");

/** What was thrown, how it counts, whether it is tried again, and what staff read when it is of no use. */
const table: [string, unknown, string, "tried again" | "left", RegExp][] = [
  ["a wrong value", invalid("The amount is not a number."), "permanent", "left", /amount/],
  ["a wrong field", invalidField("/email", "This is no address."), "permanent", "left", /no address/],
  ["something deleted meanwhile", notFound("The contact"), "permanent", "left", /contact was not found/],
  ["something not allowed", forbidden("Only owners may do this."), "permanent", "left", /owners/],
  ["a conflict", conflict("flow-not-live", "The flow is not live. Publish it first."), "permanent", "left", /Publish it first/],
  ["something that is over", gone("This link has ended."), "permanent", "left", /ended/],
  ["something too large", tooLarge("The file is over 25 MB."), "permanent", "left", /25 MB/],
  ["something away for a moment", away, "temporary", "tried again", /try later/],
  ["too much at once", often, "temporary", "tried again", /at once/],
  ["the database gone", network, "temporary", "tried again", /reason of our own: connect ECONNREFUSED/],
  ["a fault of our own", fault, "temporary", "tried again", /reason of our own: Cannot read/],
  ["something that is no error", "boom", "temporary", "tried again", /reason of our own: boom/],
  ["an error without words", new Error(""), "temporary", "tried again", /nothing was said/],
  ["what was typed as temporary", temporary("Later."), "temporary", "tried again", /Later/],
  ["what was typed as permanent", permanent("Enter an address, then retry."), "permanent", "left", /then retry/],
  ["what was typed as uncertain", uncertain("It may have arrived."), "uncertain", "tried again", /may have arrived/],
];

describe("what goes wrong with an effect", () => {
  it.each(table)("%s", (_what, thrown, type, then, words) => {
    const failure = asFailure(thrown) as ApplicationFailure;
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect([failure.type, failure.nonRetryable ? "left" : "tried again"]).toEqual([type, then]);
    expect(failure.message).toMatch(words);
  });

  it.each([network, fault, "boom"])("is uncertain once the world may have been touched: %s", (thrown) => {
    expect(inDoubt(thrown)).toMatchObject({ type: "uncertain", nonRetryable: false, message: expect.stringMatching(/^Nobody knows/) });
    expect(inDoubt(permanent("Surely not."))).toMatchObject({ type: "permanent" });
    expect(inDoubt(notFound("The contact"))).toMatchObject({ type: "permanent" });
  });

  it("is no failure where it was called off", () => {
    const calledOff = new CancelledFailure("called off");
    expect(asFailure(calledOff)).toBe(calledOff);
    expect(inDoubt(calledOff)).toBe(calledOff);
  });

  it("is told in no more than a few lines, however long the error was", () => {
    expect(asFailure(new Error("x\n".repeat(5000))).message.length).toBeLessThan(400);
  });

  it("is typed wherever an activity throws", () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
    const untyped = files.filter((file) => /throw new \w*Error\(/.test(readFileSync(join(import.meta.dirname, file), "utf8")));
    expect(untyped).toEqual([]);
  });
});
