import { expect, it } from "vitest";
import { among, letterLine } from "./letters.ts";

const letter = { id: "msg_1", step: "assets", to: "Bo Lee", at: "2026-11-26T15:00:00Z", isPosted: false, notNeeded: false };

it("a letter's line says when it was posted and by whom, that it still is to be, or that it was not needed", () => {
  const posted = letterLine({ ...letter, isPosted: true, says: "Posted on November 26, 2026 by Ana Ruiz." });
  expect(posted).toMatchObject({ what: "Letter to Bo Lee", more: "posted", detail: "Posted on November 26, 2026 by Ana Ruiz." });
  expect(letterLine({ ...letter, says: "Staff print it." })).toMatchObject({ state: "held", stateWords: "To be posted" });
  expect(letterLine({ ...letter, notNeeded: true, says: "It came." })).toMatchObject({ state: "held", stateWords: "Not needed any more" });
});

it("stands among the others by its time, after what happened in the same moment", () => {
  const at = (hour: number) => ({ at: `2026-11-26T${hour}:00:00Z` });
  const lines = [at(18), at(15), at(12)].map((one, index) => ({ ...one, key: `line ${index}` }));
  const others = [
    { ...at(15), key: "posted" },
    { ...at(10), key: "oldest" },
  ];
  expect(among(lines, others).map((one) => one.key)).toEqual(["line 0", "posted", "line 1", "line 2", "oldest"]);
});
