import { describe, expect, it } from "vitest";
import { firstThatWorks, type Way } from "./chain.ts";
import { SetupError } from "./setupError.ts";

const absent = async () => undefined;
const here = (value: string) => async () => value;
const failing = (reason: string) => async (): Promise<string> => {
  throw new Error(reason);
};

describe("the chain of ways", () => {
  it("takes the first way that is there", async () => {
    const ways: Way<string>[] = [
      { name: "one", present: absent },
      { name: "two", present: here("second") },
      { name: "three", present: here("third") },
    ];
    expect(await firstThatWorks("server", ways, "do this.")).toEqual({ value: "second", way: "two", tried: ["one: not there"] });
  });

  it("fetches nothing while a later way is there already", async () => {
    const ways: Way<string>[] = [
      { name: "download", present: absent, fetch: failing("must not be asked") },
      { name: "wheel", present: here("wheel") },
    ];
    expect((await firstThatWorks("server", ways, "do this.")).way).toBe("wheel");
  });

  it("tries fetching in order and says why each failed", async () => {
    const ways: Way<string>[] = [
      { name: "PATH", present: absent },
      { name: "download", present: absent, fetch: failing("the site can't be reached") },
      { name: "wheel", present: absent, fetch: here("fetched") },
    ];
    const found = await firstThatWorks("server", ways, "do this.");
    expect(found).toEqual({ value: "fetched", way: "wheel", tried: ["PATH: not there", "download: the site can't be reached"] });
  });

  it("says in one sentence what to do when nothing works", async () => {
    const ways: Way<string>[] = [{ name: "download", present: absent, fetch: failing("no network.") }];
    await expect(firstThatWorks("Mongo server", ways, "install it.")).rejects.toThrow(
      new SetupError("No Mongo server was found (download: no network): install it."),
    );
  });

  it("lets the last way say itself what to do", async () => {
    const noPython = async (): Promise<string> => {
      throw new SetupError("Python 3 was not found: install it.");
    };
    const ways: Way<string>[] = [
      { name: "PATH", present: absent },
      { name: "wheel", present: absent, fetch: noPython },
    ];
    await expect(firstThatWorks("Mongo server", ways, "unused.")).rejects.toThrow(
      "Python 3 was not found: install it (this was the last way to get a Mongo server after PATH: not there).",
    );
  });
});
