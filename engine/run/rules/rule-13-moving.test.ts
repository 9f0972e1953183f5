import { describe, expect, it } from "vitest";
import { foresee, proposeMapping, versionDiff } from "../moving/index.ts";
import { aFlow, hours, is } from "../testing/flow.ts";
import { Lab, local } from "../testing/lab.ts";

describe("rule 13: moving to another version", () => {
  describe("credits the time already waited", () => {
    it("rule 13: a longer wait goes on from its arrival", () => {
      const run = new Lab(aFlow().wait("P3D", "pause").email("hello")).to("2026-01-07 10:00");
      run.news();
      expect(run.move(aFlow().wait("P5D", "pause").email("hello"))).toBeNull();
      expect(run.to("2026-01-12 10:00").news()).toEqual([
        "Jan 7 10:00 migrated, by Sam",
        "Jan 7 10:00 pause replanned, until Jan 10 10:00",
        "Jan 10 10:00 pause woke",
        "Jan 10 10:00 hello sent",
        "Jan 10 10:00 done ended, as completed",
      ]);
    });

    it("rule 13: a wait shortened into the past is due now and not late", () => {
      const run = new Lab(aFlow().wait("P9D", "pause").marketing("hello")).to("2026-01-09 10:00");
      run.news();
      expect(run.move(aFlow().wait("P1D", "pause").marketing("hello"))).toBeNull();
      expect(run.news()).toEqual([
        "Jan 9 10:00 migrated, by Sam",
        "Jan 9 10:00 pause replanned, until Jan 9 10:00",
        "Jan 9 10:00 pause woke",
        "Jan 9 10:00 hello sent",
        "Jan 9 10:00 done ended, as completed",
      ]);
      expect(run.asked.at(-1)?.plannedAt).toBe(local("2026-01-09 10:00"));
    });

    it("rule 13: a wait before a date that now begins earlier is due now while the date is still to come", () => {
      const ahead = (offset: string) => aFlow().wait({ field: "matter.closingDate", before: offset }, "pause").email("hello");
      const facts = { matter: { id: "m1", stage: "open", closingDate: "2026-01-12" } };
      const run = new Lab(ahead("P1D"), { facts }).to("2026-01-08 10:00");
      run.news();
      run.move(ahead("P6D"));
      expect(run.news().slice(1)).toEqual([
        "Jan 8 10:00 pause replanned, until Jan 8 10:00",
        "Jan 8 10:00 pause woke",
        "Jan 8 10:00 hello sent",
        "Jan 8 10:00 done ended, as completed",
      ]);
    });

    it("rule 13: a run on hold is moved, and what became due waits for the hold to be lifted", () => {
      const run = new Lab(aFlow().wait("P9D", "pause").email("hello"));
      run.command({ do: "hold", reason: "Away" }).to("2026-01-08 10:00").news();
      run.move(aFlow().wait("P1D", "pause").email("hello"));
      expect(run.news().map((line) => line.split(" ").slice(2).join(" "))).toEqual([
        "10:00 migrated, by Sam",
        "10:00 pause replanned, until Jan 8 10:00",
      ]);
      run.to("2026-01-09 10:00").command({ do: "resume" });
      expect(run.news().slice(1)).toEqual(["Jan 9 10:00 pause woke", "Jan 9 10:00 hello sent", "Jan 9 10:00 done ended, as completed"]);
    });

    it("rule 13: a limit on waiting for an event counts from the arrival too, and what it now takes is taken", () => {
      const flow = (timeout: string, where?: unknown) =>
        aFlow()
          .event("call", "call.logged", { timeout, onTimeout: "late", ...(where ? { where } : {}) })
          .email("thanks")
          .email("late");
      const limit = new Lab(flow("P9D")).to("2026-01-08 10:00");
      limit.move(flow("P2D"));
      expect(limit.story()).toContain("Jan 8 10:00 call timedOut");
      const asked = (where: unknown) => aFlow().event("call", "call.logged", { where }).event("any", "call.logged");
      const taken = new Lab(asked(is("event.outcome", "yes"))).event("call.logged", { outcome: "no" });
      taken.move(asked(is("event.outcome", "no")));
      expect(taken.story()).toContain("Jan 5 10:00 call woke");
    });
  });

  describe("maps by step id", () => {
    const withPapers = aFlow()
      .form("assets", { onGiveUp: "done", giveUpAfter: "P21D" })
      .step("papers", { kind: "requestFiles", files: [{ name: "Deed" }], remind: ["P3D"] })
      .appointment("book", { giveUpAfter: "P21D", onGiveUp: "done" });
    const without = () =>
      aFlow().form("assets", { onGiveUp: "done", giveUpAfter: "P21D" }).appointment("book", { giveUpAfter: "P21D", onGiveUp: "done" });

    it("rule 13: those at a removed step need a place; the next step is suggested", () => {
      expect(proposeMapping(withPapers.build(), without().build())).toEqual([{ step: "papers", to: "book", why: "next" }]);
      const run = new Lab(withPapers).event("form.submitted", {}, { requestId: "rq1" });
      expect(run.move(without())).toBe("It stands at “papers”, which version 2 does not have. Choose where those there go.");
      expect(run.move(without(), { papers: "book" })).toBeNull();
      run.to("2026-01-09 10:00");
      expect(run.story().slice(-4)).toEqual([
        "Jan 5 10:00 papers requested",
        "Jan 5 10:00 migrated, by Sam",
        "Jan 5 10:00 papers migrated, to book",
        "Jan 5 10:00 book requested, until Jan 26 10:00",
      ]);
    });

    it("rule 13: a step that is the same but for its id is suggested before the next one", () => {
      const renamed = aFlow().wait("P3D", "rest").email("hello");
      expect(proposeMapping(aFlow().wait("P3D", "pause").email("hello").build(), renamed.build())).toEqual([
        { step: "pause", to: "rest", why: "same" },
      ]);
      const run = new Lab(aFlow().wait("P3D", "pause").email("hello")).to("2026-01-07 10:00");
      run.move(renamed, { pause: "rest" });
      expect(run.to("2026-01-09 10:00").story().slice(-3)).toEqual([
        "Jan 8 10:00 rest woke",
        "Jan 8 10:00 hello sent",
        "Jan 8 10:00 done ended, as completed",
      ]);
    });

    it("rule 13: moving back works alike, and visits count on so that nothing sent is taken for something new", () => {
      const long = aFlow().email("hello").wait("P9D", "pause").email("bye");
      const short = aFlow().wait("P9D", "pause").email("bye");
      const run = new Lab(long).to("2026-01-06 10:00");
      run.move(short);
      run.move(long);
      run.command({ do: "jump", to: "hello" });
      expect(run.keys()).toEqual(["hello#1/send", "hello#2/send"]);
      expect(run.journal.map((line) => line.seq)).toEqual(run.journal.map((_, index) => index + 1));
    });

    it("rule 13: events heard before are there for steps of the new version, and none is taken twice", () => {
      const flow = (pause: string) => aFlow().wait(pause, "pause").event("call", "call.logged").email("thanks");
      const run = new Lab(flow("P9D")).event("call.logged");
      run.move(flow("P1D"));
      const event = run.anEvent("call.logged", {}, { seq: 1, id: "e1" });
      run.input({ type: "event", event }).to("2026-01-07 10:00");
      expect(run.story().filter((line) => line.includes("call woke"))).toEqual(["Jan 6 10:00 call woke"]);
    });
  });

  describe("waits for effects in flight", () => {
    const flow = (name: string) => aFlow().email("hello").email(name).wait("P3D", "pause");

    it("rule 13: a run that is just sending moves when that is settled, before the next step begins", () => {
      const run = new Lab(flow("second"), { byHand: true });
      expect(run.move(aFlow().email("hello").email("other").wait("P3D", "pause"), { second: "other" })).toBeNull();
      expect(run.version).toBe(1);
      run.settle("hello");
      expect(run.version).toBe(2);
      expect(run.story()).toEqual(["Jan 5 10:00 hello entered", "Jan 5 10:00 hello sent", "Jan 5 10:00 migrated, by Sam"]);
      expect(run.pending.map((effect) => effect.key.step)).toEqual(["other"]);
    });

    it("rule 13: events and failures meanwhile are taken as ever, and a run that ends meanwhile is not moved", () => {
      const failing = new Lab(flow("second"), { byHand: true });
      failing.move(flow("second"));
      failing.settle("hello", { status: "failed", reason: "Broken", surely: true });
      expect([failing.version, failing.state.status]).toEqual([2, "attention"]);
      const leaving = new Lab(flow("second").exitWhen(is("matter.stage", "lost")), { byHand: true });
      leaving.move(flow("second"));
      leaving.set("matter.stage", "lost").settle("hello");
      expect([leaving.version, leaving.state.status]).toEqual([1, "ended"]);
    });

    it("rule 13: a move that turns out impossible meanwhile is given up, and the run goes on where it is", () => {
      const run = new Lab(aFlow().email("hello").wait("P3D", "pause").wait("P9D", "far"), { byHand: true });
      run.move(aFlow().email("hello").wait("P3D", "pause"));
      run.command({ do: "jump", to: "far" }).settle("hello");
      expect(run.version).toBe(1);
      expect(run.story().at(-2)).toContain("failed, Not moved to version 2: It stands at “far”");
      expect(run.state["moving"]).toBeUndefined();
      expect(run.state.tokens[0]?.step).toBe("far");
    });
  });

  it("rule 13: what the new version no longer sends to somebody is left out, and what it may send now goes now", () => {
    const closed = { ...hours, from: "11:00" };
    const flow = (more: Record<string, unknown>) => aFlow().marketing("news", more).wait("P3D", "pause");
    const run = new Lab(flow({ window: closed }));
    expect(run.story().at(-1)).toContain("waiting, until Jan 5 11:00");
    run.move(flow({ window: hours }));
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 news sent", "Jan 5 10:00 pause waiting, until Jan 8 10:00"]);
  });

  it("rule 13: the new version's exits win at once", () => {
    const run = new Lab(aFlow().wait("P3D", "pause"));
    run.move(aFlow().wait("P3D", "pause").exitWhen(is("matter.stage", "open")));
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 exited, gone", "Jan 5 10:00 ended, as exited"]);
  });

  describe("refuses what cannot be", () => {
    const inParallel = (first: string) =>
      aFlow().parallel("p", [first, "b"], "j").wait("P3D", first).step("b", { kind: "wait", for: "P4D", next: "j" }).join("j");
    const ways = () => {
      const flow = inParallel("a").build();
      Object.assign(flow.steps["a"] ?? {}, { next: "j" });
      return flow;
    };
    const more = () => {
      const flow = ways();
      Object.assign(flow.steps["a"] ?? {}, { next: "c" });
      return { ...flow, steps: { ...flow.steps, c: { kind: "wait", for: "P1D", next: "j" } } } as typeof flow;
    };
    const longer = () => {
      const flow = ways();
      Object.assign(flow.steps["a"] ?? {}, { for: "P9D" });
      return flow;
    };
    const wait = () => aFlow().wait("P3D", "pause").email("hello");
    const cases: [string, Lab, Parameters<Lab["move"]>, string][] = [
      ["the version it is on", new Lab(wait()), [wait(), {}, 1], "This run is already on version 1."],
      ["another flow", new Lab(wait()), [aFlow({ key: "other" }).wait("P3D", "pause")], "Version 2 belongs to another flow (“other”)."],
      [
        "another kind of subject",
        new Lab(wait()),
        [aFlow({ subject: "contact" }).wait("P3D", "pause")],
        "Version 2 is about a contact, version 1 about a matter: nobody can be moved between them.",
      ],
      [
        "a place that is not there",
        new Lab(wait()),
        [wait(), { pause: "nowhere" }],
        "Version 2 has no step “nowhere”. Choose another step for those at “pause”.",
      ],
      [
        "a removed step without a place",
        new Lab(wait()),
        [aFlow().email("hello")],
        "It stands at “pause”, which version 2 does not have. Choose where those there go.",
      ],
      [
        "a token inside a parallel with other steps",
        new Lab(ways()),
        [more()],
        "It is inside “p”, whose steps are arranged differently in version 2. It can be moved once it has left it.",
      ],
      [
        "a place inside a parallel",
        new Lab(aFlow().wait("P3D", "pause")),
        [ways(), { pause: "b" }],
        "“b” is inside “p” in version 2. Choose a step before or after it for those at “pause”.",
      ],
      [
        "a way out of a parallel",
        new Lab(ways()),
        [ways(), { a: "done" }],
        "It is at “a”, inside a parallel or repeat: it can only go on at that very step.",
      ],
      ["a run that has ended", new Lab(wait()).to("2026-02-05 10:00"), [wait()], "This run has ended."],
    ];
    it.each(cases)("rule 13: %s", (_what, run, move, why) => {
      const before = JSON.stringify(run.state);
      expect(run.move(...move)).toBe(why);
      expect(JSON.stringify(run.state)).toBe(before);
    });

    it("rule 13: inside a parallel of the same steps, waits are planned anew", () => {
      const run = new Lab(ways());
      expect(run.move(longer())).toBeNull();
      expect(run.to("2026-02-05 10:00").story().slice(-4)).toEqual([
        "Jan 9 10:00 b woke",
        "Jan 14 10:00 a woke",
        "Jan 14 10:00 j joined",
        "Jan 14 10:00 done ended, as completed",
      ]);
    });
  });

  it("rule 13: versions are compared step by step, field by field, way by way", () => {
    const from = aFlow()
      .form("assets", { remind: ["P5D"] })
      .email("gone")
      .wait("P2D", "pause")
      .build();
    const to = aFlow({ window: hours })
      .form("assets", { remind: ["P3D"] })
      .email("new")
      .wait("P2D", "pause")
      .build();
    expect(versionDiff(from, to)).toEqual({
      added: ["new"],
      removed: ["gone"],
      changed: [{ step: "assets", fields: [{ field: "remind", before: ["P5D"], after: ["P3D"] }] }],
      rerouted: [{ step: "assets", outlets: [{ outlet: "next", before: "gone", after: "new" }] }],
      reshaped: [],
      settings: ["window"],
    });
  });

  it("rule 13: what a move would do is told by place, by running it", () => {
    const run = new Lab(aFlow().wait("P9D", "pause").email("hello")).to("2026-01-08 10:00");
    const before = JSON.stringify(run.state);
    const move = (pause: string) => ({
      from: { number: 1, definition: run.definition },
      to: { number: 2, definition: aFlow().wait(pause, "pause").email("hello").build() },
      mapping: {},
      by: "Sam",
    });
    expect(foresee(move("P5D"), run.state, run.facts, run.now)).toEqual([
      { step: "pause", to: "pause", became: "goesOn", until: local("2026-01-10 10:00"), sends: [] },
    ]);
    expect(foresee(move("P1D"), run.state, run.facts, run.now)).toEqual([
      { step: "pause", to: "hello", became: "atOnce", sends: ["hello"] },
    ]);
    expect(JSON.stringify(run.state)).toBe(before);
  });
});
