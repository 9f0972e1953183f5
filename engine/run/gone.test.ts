import { describe, expect, it } from "vitest";
import { aFlow } from "./testing/flow.ts";
import { Lab } from "./testing/lab.ts";

const deleted = { paths: ["contact.deletedAt"], deleted: true };
const restored = { paths: ["contact.deletedAt"], restored: true };
const people = { spouse: [{ id: "bo", email: "bo@example.com" }] };
const ann = { contactId: "client" };
const bo = { contactId: "bo" };

/** As it is heard: the records know the person no more, or again. */
function remove(run: Lab, who: { contactId: string }, name: string): Lab {
  if (who === ann) delete run.facts.contact;
  else run.facts.people = {};
  return run.event("contact.changed", { ...deleted, name }, who);
}

describe("rule 17: a person deleted in the middle of a run", () => {
  const about = () =>
    new Lab(aFlow({ subject: "contact" }).wait("P3D").email("hello"), { subject: { kind: "contact", contactId: "client" } }).to(
      "2026-01-06 10:00",
    );

  it("rule 17: a run about them stands still and says so at once; restored, it goes on from there", () => {
    const run = about();
    const { contact } = run.facts;
    remove(run, ann, "Ann Obi").to("2026-01-12 10:00");
    if (contact) run.facts.contact = contact;
    run.event("contact.changed", { ...restored, name: "Ann Obi" }, ann).to("2026-01-13 10:00");
    expect(run.story().slice(2)).toEqual([
      "Jan 6 10:00 held, until Feb 5 10:00, Ann Obi was deleted. Restored within 30 days, they go on from here; otherwise this ends.",
      "Jan 12 10:00 resumed, Ann Obi was restored.",
      "Jan 12 10:00 wait0 woke",
      "Jan 12 10:00 hello sent",
      "Jan 12 10:00 done ended, as completed",
    ]);
  });

  it("rule 17: not restored, it ends after thirty days and says why", () => {
    const run = remove(about(), ann, "Ann Obi").to("2026-03-01 10:00");
    expect(run.story().slice(-2)).toEqual([
      "Feb 5 10:00 stopped, The person was deleted and not restored.",
      "Feb 5 10:00 ended, as cancelled",
    ]);
    expect(run.keys()).toEqual([]);
  });

  it("rule 17: one that staff held stays held by them when the person is restored", () => {
    const run = about().command({ do: "hold", reason: "Conflict check" });
    remove(run, ann, "Ann Obi")
      .event("contact.changed", { ...restored, name: "Ann Obi" }, ann)
      .to("2026-04-01 10:00");
    expect([run.state.status, run.story().at(-1)]).toEqual(["held", "Jan 6 10:00 held, Conflict check"]);
  });

  it("rule 17: a matter's run says at once that nothing goes to them, and goes on", () => {
    const run = new Lab(
      aFlow()
        .wait("P3D")
        .email("hello", { to: ["client", "spouse"] }),
      { facts: { people } },
    ).to("2026-01-06 10:00");
    remove(run, bo, "Bo Obi").to("2026-01-09 10:00");
    expect(run.story().slice(2, 5)).toEqual([
      "Jan 6 10:00 skipped bo, Bo Obi was deleted: nothing goes to them any more.",
      "Jan 8 10:00 wait0 woke",
      "Jan 8 10:00 hello sent",
    ]);
  });

  const asked = (more = {}) =>
    new Lab(aFlow().form("assets", { to: ["client", "spouse"], remind: ["P1D"], ...more }), { facts: { people } });

  it("rule 17: whoever was asked is not waited for nor reminded; with the other's answer the run goes on", () => {
    const run = asked();
    remove(run, bo, "Bo Obi").to("2026-01-07 10:00").event("form.submitted", {}, { requestId: "rq1" });
    expect(run.story().slice(3)).toEqual([
      "Jan 5 10:00 assets skipped bo, Bo Obi was deleted: their answer is not waited for any more.",
      "Jan 6 10:00 assets reminded",
      "Jan 7 10:00 assets completed",
      "Jan 7 10:00 done ended, as completed",
    ]);
  });

  it("rule 17: where the other has answered already, it goes on at once", () => {
    const run = asked().event("form.submitted", {}, { requestId: "rq1" });
    expect(remove(run, bo, "Bo Obi").state.outcome).toBe("completed");
  });

  it("rule 17: where nobody is left to answer, staff are asked, and choose how it ends", () => {
    const nobody = () =>
      remove(
        new Lab(
          aFlow()
            .form("assets")
            .email("thanks", { to: ["spouse"] }),
          { facts: { people } },
        ),
        ann,
        "Ann Obi",
      );
    expect(nobody().story().at(-1)).toBe(
      "Jan 5 10:00 assets attention, Everybody this was asked of has been deleted. Complete it as they would have, skip it, or jump to another step.",
    );
    expect(nobody().command({ do: "complete", step: "assets", how: "on paper" }).state.outcome).toBe("completed");
    expect(nobody().command({ do: "skip" }).state.outcome).toBe("completed");
    expect(nobody().command({ do: "jump", to: "thanks" }).state.outcome).toBe("completed");
    expect(nobody().command({ do: "cancel" }).state.outcome).toBe("cancelled");
    const again = nobody().command({ do: "retry" });
    expect([again.state.status, again.story().at(-1)]).toEqual(["attention", expect.stringContaining("no longer on file")]);
  });

  it("rule 17: restored, they are waited for again and their answer counts", () => {
    const run = new Lab(aFlow().form("assets", { remind: ["P3D"] }));
    const { contact } = run.facts;
    remove(run, ann, "Ann Obi");
    if (contact) run.facts.contact = contact;
    run
      .event("contact.changed", { ...restored, name: "Ann Obi" }, ann)
      .to("2026-01-09 10:00")
      .event("form.submitted", {}, { requestId: "rq1" });
    expect(run.story().slice(4)).toEqual([
      "Jan 5 10:00 assets resumed, Ann Obi was restored.",
      "Jan 8 10:00 assets reminded",
      "Jan 9 10:00 assets completed",
      "Jan 9 10:00 done ended, as completed",
    ]);
  });
});
