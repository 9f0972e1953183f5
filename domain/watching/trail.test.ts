import { expect, it } from "vitest";
import type { JournalWhat } from "../../engine/run/index.ts";
import { aFlow, is } from "../../engine/run/testing/flow.ts";
import { type MarkedRun, marksOf } from "./marks.ts";
import { follow, noTrail, type TrailLine } from "./trail.ts";

const day = 86_400_000;
const onboarding = aFlow({ goals: [{ id: "g1", name: "Engaged", on: "document.signed", then: "end" }] })
  .email("welcome")
  .form("form", { giveUpAfter: "P21D", onGiveUp: "call" })
  .wait("P1D", "pause")
  .step("meeting", { kind: "addNote", text: "Met", next: "done" })
  .step("call", { kind: "createTask", title: "Call", next: "meeting" })
  .build();

/** `form requested 3`: a line about a step on the third day; `@2` the second visit, `>x` where to. */
function lines(...told: string[]): TrailLine[] {
  return told.map((one, index) => {
    const [step = "", what = "", at = "0", ...more] = one.split(" ");
    const visit = more.find((word) => word.startsWith("@"))?.slice(1);
    const to = more.find((word) => word.startsWith(">"))?.slice(1);
    const outlet = more.find((word) => word.startsWith("="))?.slice(1);
    return {
      ...{ seq: index + 1, at: Number(at) * day, what: what as JournalWhat, visit: Number(visit ?? 1) },
      ...(step === "-" ? {} : { step }),
      ...(to ? { to } : {}),
      ...(outlet ? { data: { outlet } } : {}),
    };
  });
}
const running: MarkedRun = { status: "running", position: [] };
const marked = (told: TrailLine[], run: Partial<MarkedRun> = {}, flow = onboarding) =>
  marksOf({ ...running, ...run }, follow(noTrail, told, flow.steps), [], flow).filter((mark) => !mark.startsWith("took"));

it("a run counts where it came and where it went on, and stands where it waits", () => {
  const told = lines("welcome sent 0", "form requested 0");
  expect(marked(told, { position: [{ step: "form", state: "waiting" }] })).toEqual([
    ...["began", "done:welcome", "entered:form", "entered:welcome", "open", "waiting:form", "way:welcome|next"],
  ]);
});

it("what was given up goes by its own outlet, and a wait that was passed at once is on the way", () => {
  const told = lines("welcome sent 0", "form requested 0", "form gaveUp 21", "call created 21", "call completed 22", "meeting noted 22");
  expect(marked(told).filter((mark) => mark.startsWith("way"))).toEqual(["way:call|next", "way:form|onGiveUp", "way:welcome|next"]);
  const quick = lines("welcome sent 0", "form requested 0", "form completed 2", "meeting noted 2");
  expect(marked(quick).filter((mark) => mark.startsWith("way"))).toEqual(["way:form|next", "way:pause|next", "way:welcome|next"]);
});

it("read on line by line it comes to the same as read at once, and what was read before changes nothing", () => {
  const told = lines(
    "welcome sent 0",
    "form requested 0",
    "form reminded 3",
    "form completed 4",
    "pause waiting 4",
    "pause woke 5",
    "meeting noted 5",
  );
  const atOnce = follow(noTrail, told, onboarding.steps);
  let bit = noTrail;
  for (const line of told) bit = follow(follow(bit, [line], onboarding.steps), [line], onboarding.steps);
  expect(bit).toEqual(atOnce);
  expect(atOnce.visits["form"]).toMatchObject({ came: 0, went: 4 * day });
});

it("one that left at a step has not done it; one that was taken out of the flow neither", () => {
  const told = lines("welcome sent 0", "form requested 0", "- exited 3");
  expect(marked(told, { status: "ended", outcome: "exited" })).toEqual(expect.arrayContaining(["gone", "left:form", "over", "settled"]));
  expect(marked(told, { status: "ended", outcome: "exited" })).not.toContain("done:form");
});

it("who jumps is not counted on a drawn way", () => {
  const told = lines("welcome sent 0", "form requested 0", "form jumped 1 >meeting", "meeting noted 1");
  const marks = marked(told);
  expect(marks).toContain("left:form".replace("left", "entered"));
  expect(marks.filter((mark) => mark.startsWith("way:form"))).toEqual([]);
});

it("a goal is won by whoever reaches it, and by nobody else where there is one; without one an end is", () => {
  const told = lines("welcome sent 0", "- goal 3");
  expect(marked(told, { status: "ended", outcome: "goal" })).toEqual(expect.arrayContaining(["settled", "won"]));
  expect(marked(lines("welcome sent 0"), { status: "ended", outcome: "completed" })).not.toContain("won");
  const { goals: _none, ...without } = onboarding;
  expect(marked(lines("welcome sent 0"), { status: "ended", outcome: "completed" }, without)).toContain("won");
});

it("two cases that lead to the same step are told apart, and an arm that won is", () => {
  const flow = aFlow()
    .branch(
      "ask",
      [
        { when: is("matter.stage", "a"), next: "note" },
        { when: is("matter.stage", "b"), next: "note" },
      ] as never,
      "note",
    )
    .step("note", { kind: "addNote", text: "Noted", next: "try" })
    .step("try", {
      kind: "split",
      arms: [
        { weight: 1, next: "done" },
        { weight: 1, next: "done" },
      ],
    })
    .build();
  const told = lines("ask branched 0 >note =cases/1", "note noted 0", "try branched 0 >done =arms/1", "done ended 0");
  expect(marked(told, { status: "ended", outcome: "completed" }, flow)).toEqual(
    expect.arrayContaining(["settled:try|arms/1", "way:ask|cases/1", "way:try|arms/1", "won:try|arms/1"]),
  );
});

it("round and round counts once for a step and once for a way", () => {
  const flow = aFlow().repeat("again", "mail", { times: 2, next: "done" }).email("mail").wait("P1D", "pause").build();
  const steps = { ...flow.steps, pause: { ...flow.steps["pause"], next: "again" } } as typeof flow.steps;
  const told = lines(
    ...["again entered 0 >mail", "mail sent 0", "pause waiting 0", "pause woke 1", "again entered 1 >mail", "mail sent 1 @2"],
    ...["pause waiting 1 @2", "pause woke 2 @2", "again branched 2 >done", "done ended 2"],
  );
  const marks = marksOf({ ...running, status: "ended", outcome: "completed" }, follow(noTrail, told, steps), [], { steps });
  expect(marks.filter((mark) => mark.startsWith("way"))).toEqual(["way:again|body", "way:again|next", "way:mail|next", "way:pause|next"]);
  expect(marks.filter((mark) => mark.startsWith("done"))).toEqual(["done:again", "done:done", "done:mail", "done:pause"]);
});

it("side by side counts on each of the ways", () => {
  const flow = aFlow()
    .parallel("both", ["left", "right"], "meet")
    .step("left", { kind: "addNote", text: "l", next: "meet" })
    .step("right", { kind: "addNote", text: "r", next: "meet" })
    .join("meet")
    .build();
  const told = lines("both entered 0", "left noted 0", "right noted 0", "meet joined 0", "done ended 0");
  expect(marked(told, { status: "ended", outcome: "completed" }, flow).filter((mark) => mark.startsWith("way"))).toEqual([
    ...["way:both|branches/0", "way:both|branches/1", "way:left|next", "way:meet|next", "way:right|next"],
  ]);
});

it("a mail that a server took and that did not come back counts as delivered; one that came back does not", () => {
  const trail = follow(noTrail, lines("welcome sent 0"), onboarding.steps);
  const of = (more: object) =>
    marksOf(running, trail, [{ step: "welcome", state: "sent", ...more }], onboarding).filter((mark) =>
      /sent|deliv|Back|click|repl/.test(mark),
    );
  expect(of({ clickedAt: new Date(), repliedAt: new Date() })).toEqual([
    ...["clicked:welcome", "delivered:welcome", "replied:welcome", "sent:welcome"],
  ]);
  expect(of({ bounce: { kind: "hard" } })).toEqual(["cameBack:welcome", "sent:welcome"]);
});

it("a start that was undone or refused counts for nothing", () => {
  expect(marked(lines("welcome sent 0"), { status: "ended", outcome: "undone" })).toEqual([]);
});
