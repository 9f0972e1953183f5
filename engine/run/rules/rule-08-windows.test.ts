import { describe, expect, it } from "vitest";
import { play } from "../../simulate/play.ts";
import { aFlow, hours } from "../testing/flow.ts";
import { Lab, local } from "../testing/lab.ts";
import { lines } from "../testing/lines.ts";

describe("rule 8: windows", () => {
  it("rule 8: marketing goes in the flow's window", () => {
    const run = new Lab(
      aFlow()
        .window({ days: ["tue"], from: "10:00", to: "16:00" })
        .marketing("news")
        .email("update"),
    ).to("2026-01-20 10:00");
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 news waiting, until Jan 6 10:00, Outside of the hours for sending.",
      "Jan 6 10:00 news sent",
      "Jan 6 10:00 update sent",
      "Jan 6 10:00 done ended, as completed",
    ]);
  });

  it("rule 8: and never on the firm's holidays, with a window or without", () => {
    const windowed = new Lab(aFlow().window(hours).marketing("news"), { at: "2026-01-19 10:00" }).to("2026-01-21 10:00");
    expect(windowed.story()).toContain("Jan 20 09:00 news sent");
    const free = new Lab(aFlow().marketing("news"), { at: "2026-01-19 10:30" }).to("2026-01-21 10:00");
    expect(free.story()).toContain("Jan 20 10:30 news sent");
  });

  it("rule 8: transactional mail goes at any hour, unless its own step says when", () => {
    const run = new Lab(aFlow().window(hours).email("update").email("note", { window: hours }), { at: "2026-01-10 23:00" }).to(
      "2026-01-13 10:00",
    );
    expect(run.story().slice(1, 4)).toEqual([
      "Jan 10 23:00 update sent",
      "Jan 10 23:00 note waiting, until Jan 12 09:00, Outside of the hours for sending.",
      "Jan 12 09:00 note sent",
    ]);
  });
});

const client = (more: object) => ({ id: "client", firstName: "Ann", phone: "+15185550142", consent: { email: true, text: true }, ...more });
const texting = (purpose: "transactional" | "marketing" = "transactional") =>
  aFlow().step("text", { kind: "sendText", text: "Your hearing is on Thursday.", purpose });
const sentAt = (at: string, person: object, purpose?: "transactional" | "marketing") => {
  const run = new Lab(texting(purpose), { at, facts: { contact: client(person) } }).to("2026-01-14 12:00");
  return run.story().find((line) => line.endsWith("text sent"));
};

describe("rule 8: quiet hours for texts", () => {
  it("rule 8: no text leaves before 08:00 or from 21:00 on in the recipient's zone, whatever it is for", () => {
    const west = { zone: "America/Los_Angeles" };
    expect(sentAt("2026-01-05 10:00", west)).toBe("Jan 5 11:00 text sent");
    expect(sentAt("2026-01-05 23:59", west)).toBe("Jan 5 23:59 text sent");
    expect(sentAt("2026-01-06 00:00", west)).toBe("Jan 6 11:00 text sent");
    const run = new Lab(texting(), { at: "2026-01-05 10:00", facts: { contact: client(west) } });
    expect(run.story()).toContain("Jan 5 10:00 text waiting, until Jan 5 11:00, Quiet hours for texts where they are.");
  });

  it("rule 8: where the place is unknown the strictest hours hold: weekdays 9 to 18, Saturday 10 to 17, Sunday 12 to 17", () => {
    expect(sentAt("2026-01-05 08:59", {})).toBe("Jan 5 09:00 text sent");
    expect(sentAt("2026-01-05 18:00", {})).toBe("Jan 6 09:00 text sent");
    expect(sentAt("2026-01-09 18:30", {})).toBe("Jan 10 10:00 text sent");
    expect(sentAt("2026-01-10 17:00", {})).toBe("Jan 11 12:00 text sent");
    expect(sentAt("2026-01-11 17:00", {})).toBe("Jan 12 09:00 text sent");
  });

  it("rule 8: a state's stricter hours hold there, also when only the address tells the state", () => {
    const florida = { address: "1 Bay St, Miami, FL 33101" };
    expect(sentAt("2026-01-05 20:30", { zone: "America/New_York" })).toBe("Jan 5 20:30 text sent");
    expect(sentAt("2026-01-05 20:30", { zone: "America/New_York", ...florida })).toBe("Jan 6 08:00 text sent");
    // Florida has two zones: both must be within.
    expect(sentAt("2026-01-05 08:15", florida)).toBe("Jan 5 09:00 text sent");
  });

  it("rule 8: where a state has a day without marketing, marketing waits and a reminder of the case goes", () => {
    const alabama = { zone: "America/Chicago", state: "AL" };
    expect(sentAt("2026-01-11 15:00", alabama, "marketing")).toBe("Jan 12 09:00 text sent");
    expect(sentAt("2026-01-11 15:00", alabama)).toBe("Jan 11 15:00 text sent");
  });

  it("rule 8: the place is judged when the text would leave, not when it was planned", () => {
    const run = new Lab(texting(), { at: "2026-01-05 22:00", facts: { contact: client({ zone: "America/New_York" }) } });
    run.set("contact.zone", "America/Los_Angeles").to("2026-01-06 12:00");
    expect(run.story()).toContain("Jan 6 11:00 text sent");
  });

  it("rule 8: quiet hours hold for a link sent by text and its reminders, and not for one sent by email", () => {
    const asked = (via: string) =>
      new Lab(aFlow().form("ask", { via, remind: ["PT3H"] }), {
        at: "2026-01-05 19:00",
        facts: { contact: client({ email: "ann@example.com" }) },
      }).to("2026-01-07 12:00");
    expect(asked("text").story().slice(1, 4)).toEqual([
      "Jan 5 19:00 ask waiting, until Jan 6 09:00, Quiet hours for texts where they are.",
      "Jan 6 09:00 ask requested",
      "Jan 6 12:00 ask reminded",
    ]);
    expect(asked("email").story()[1]).toMatch(/^Jan 5 19:00 ask requested/);
  });

  it("rule 8: a marketing text waits for a moment that the window, the quiet hours and the firm's holidays all allow", () => {
    const flow = texting("marketing").window({ days: ["mon", "tue"], from: "07:00", to: "16:00" });
    const run = new Lab(flow, { at: "2026-01-13 16:00", facts: { contact: client({ zone: "America/Los_Angeles" }) } }).to(
      "2026-01-21 10:00",
    );
    expect(run.story()).toContain("Jan 20 11:00 text sent");
  });
});

describe("rule 8: the cap of marketing for each person", () => {
  const firm = { zone: "America/New_York", holidays: [], marketingCap: { messages: 2, days: 7 } };
  const flow = () => aFlow().marketing("one").marketing("two").email("update").marketing("three");

  it("rule 8: what is over the cap waits until it is not, and mail of the case never does", () => {
    const run = new Lab(flow(), { facts: { firm } }).to("2026-01-20 10:00");
    expect(run.story().slice(1, 6)).toEqual([
      "Jan 5 10:00 one sent",
      "Jan 5 10:00 two sent",
      "Jan 5 10:00 update sent",
      "Jan 5 10:00 three waiting, until Jan 12 10:00, They have had as much marketing as the firm sends one person.",
      "Jan 12 10:00 three sent",
    ]);
  });

  it("rule 8: what other flows sent counts too", () => {
    const run = new Lab(aFlow().wait("PT1H").marketing("news"), { facts: { firm } });
    run.marketingSent = [local("2026-01-04 12:00"), local("2026-01-02 09:00")];
    run.to("2026-01-20 10:00");
    expect(run.story()).toContain("Jan 9 09:00 news sent");
  });

  it("rule 8: waiting for the cap is not lateness, and the window holds after it", () => {
    const capped = { ...firm, marketingCap: { messages: 1, days: 3 } };
    const run = new Lab(aFlow().window(hours).marketing("one").marketing("two"), { at: "2026-01-07 10:00", facts: { firm: capped } });
    expect(run.to("2026-01-20 10:00").story()).toContain("Jan 12 09:00 two sent");
  });

  it("rule 8: the simulator waits for the cap as a run does", () => {
    const lab = new Lab(flow(), { facts: { firm } }).to("2026-01-20 10:00");
    const { journal } = play(flow().build(), {
      start: local("2026-01-05 10:00"),
      until: local("2026-01-20 10:00"),
      facts: structuredClone({ ...lab.facts, firm }),
      happenings: [],
    });
    expect(lines(journal)).toEqual(lab.story());
  });
});

describe("rule 8: numbers that take no texts", () => {
  const stopped = { noTexts: true, email: "ann@example.com" };
  const only = (flow: ReturnType<typeof aFlow>, person: object) => new Lab(flow, { facts: { contact: client(person) } }).story();

  it("rule 8: a text of the case asks for staff, a marketing one is left, and a link goes by email", () => {
    expect(only(texting(), stopped).join()).toContain("Ann can't be texted: they asked us to stop");
    expect(only(texting("marketing"), stopped)).toContain("Jan 5 10:00 text skipped, No texts may go to this number.");
    expect(only(aFlow().form("ask", { via: "text" }), stopped).join()).toContain("ask requested");
  });

  it("rule 8: a marketing text needs consent to texts, not to email", () => {
    expect(only(texting("marketing"), { consent: { email: true } })).toContain("Jan 5 10:00 text skipped, No consent to text marketing.");
  });
});
