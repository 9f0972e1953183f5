/**
 * When the law lets a firm text somebody, by where they are: data with its sources. The laws speak of solicitation; we keep their hours for
 * every text, and their days without any only for marketing, so that a reminder of Monday's hearing can still go on Sunday.
 */

/** Local times of a day: `from` within, `to` not. */
export type Stretch = readonly [from: string, to: string];

/** How a row was checked: by the words of the law itself, by somebody's account of it, or not at all. */
export type Checked = "law" | "account" | "unconfirmed";

export interface TextingHours {
  weekdays: Stretch;
  saturday: Stretch;
  sunday: Stretch;
  /** No marketing at all on these days. */
  noMarketingOn?: readonly ("sat" | "sun")[];
  /** Nor on the legal holidays of these states. */
  noMarketingOnHolidaysOf?: readonly string[];
  source: string;
  checked: Checked;
  /** Where it was read and when; of what was read earlier nobody kept it. */
  read?: string;
  /** Of what is unconfirmed: why. The firm's settings say so too. */
  doubt?: string;
}

interface More {
  read?: string;
  doubt?: string;
  noMarketingOn?: TextingHours["noMarketingOn"];
  noMarketingOnHolidaysOf?: readonly string[];
  checked?: Checked;
}
const everyDay = (from: string, to: string, source: string, { checked = "law", ...more }: More = {}): TextingHours => ({
  weekdays: [from, to],
  saturday: [from, to],
  sunday: [from, to],
  ...more,
  source,
  checked,
});

/** Everywhere in the United States. */
export const federalHours = everyDay("08:00", "21:00", "47 CFR § 64.1200(c)(1)");

/** Where nobody knows where somebody is: hours and days that no rule below forbids, but for Kentucky's first hour of the day. */
export const strictestHours: TextingHours = {
  weekdays: ["09:00", "18:00"],
  saturday: ["10:00", "17:00"],
  sunday: ["12:00", "17:00"],
  noMarketingOn: ["sat", "sun"],
  noMarketingOnHolidaysOf: ["AL", "LA", "PA", "RI", "UT"],
  source: "The intersection of the rules below",
  checked: "law",
};

/** States whose hours are stricter than the federal ones. Where a law speaks of dialing by machine alone, we are one. */
export const stateHours: Readonly<Record<string, TextingHours>> = {
  AL: everyDay("08:00", "20:00", "Ala. Admin. Code r. 770-X-5-.17(1)(b)", { noMarketingOn: ["sun"], noMarketingOnHolidaysOf: ["AL"] }),
  CT: everyDay("09:00", "20:00", "Conn. Gen. Stat. § 42-288a", { checked: "account" }),
  FL: everyDay("08:00", "20:00", "Fla. Stat. § 501.616(6)(a)"),
  KY: everyDay("10:00", "21:00", "Ky. Rev. Stat. § 367.46955", { checked: "account" }),
  LA: everyDay("08:00", "20:00", "La. Rev. Stat. § 45:844.31 and Public Service Commission General Order R-29617", {
    noMarketingOn: ["sun"],
    noMarketingOnHolidaysOf: ["LA"],
    checked: "account",
  }),
  MA: everyDay("08:00", "20:00", "201 Code Mass. Regs. § 12.02(2)"),
  MD: everyDay("08:00", "20:00", "Md. Code, Com. Law § 14-4502", { checked: "account" }),
  MI: everyDay("09:00", "21:00", "Mich. Comp. Laws § 484.125", {
    checked: "unconfirmed",
    doubt:
      "No law with hours of Michigan’s own could be read: two accounts name none, and the number of the section is from memory. The stricter hours stand meanwhile.",
  }),
  MN: everyDay("09:00", "21:00", "Minn. Stat. § 325E.30", { checked: "account" }),
  // Saturdays as weekdays. The hours of § 77-3-603 end at 21:00; those the Public Service Commission kept ended at 20:00.
  MS: everyDay("08:00", "20:00", "Miss. Code §§ 77-3-603(a), 77-3-723(1)", { noMarketingOn: ["sun"] }),
  NM: everyDay("09:00", "21:00", "N.M. Stat. § 57-12-22(B)(5)", { checked: "account" }),
  NV: everyDay("09:00", "20:00", "Nev. Rev. Stat. § 598.0918(3)", {
    checked: "account",
    read: "accounts in public repositories, which name texts too; read November 26, 2026",
  }),
  OK: everyDay("08:00", "20:00", "Okla. Stat. tit. 15 § 775C.4", { checked: "account" }),
  PA: everyDay("08:00", "21:00", "73 Pa. Stat. § 2245(a)(1), (10)", {
    noMarketingOn: ["sun"],
    noMarketingOnHolidaysOf: ["PA"],
    checked: "account",
    read: "the hours’ words at govt.westlaw.com, of the holidays jenkinslaw.org, that Sundays are forbidden since October 18, 2026 a calling-hours service’s page at glama.ai; read November 26, 2026",
  }),
  RI: {
    weekdays: ["09:00", "18:00"],
    saturday: ["10:00", "17:00"],
    sunday: ["12:00", "17:00"],
    noMarketingOn: ["sun"],
    noMarketingOnHolidaysOf: ["RI"],
    source: "R.I. Gen. Laws §§ 5-61-2(2), 5-61-3.6",
    checked: "law",
  },
  SD: everyDay("09:00", "21:00", "S.D. Codified Laws § 37-30-28", { noMarketingOn: ["sat", "sun"] }),
  TX: {
    weekdays: ["09:00", "21:00"],
    saturday: ["09:00", "21:00"],
    sunday: ["12:00", "21:00"],
    source: "Tex. Bus. & Com. Code § 301.051",
    checked: "account",
  },
  UT: everyDay("08:00", "21:00", "Utah Code § 13-25a-103(3)", { noMarketingOn: ["sun"], noMarketingOnHolidaysOf: ["UT"] }),
  WA: everyDay("08:00", "20:00", "Wash. Rev. Code § 80.36.390, as amended by Laws of 2022", { checked: "account" }),
  WY: everyDay("08:00", "20:00", "Wyo. Stat. § 40-12-301 and those after it", {
    checked: "account",
    read: "a calling-hours service’s page at glama.ai, which names the hours and not the section; read November 26, 2026",
  }),
};

const [eastern, central, mountain, pacific] = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"] as const;

/** The zones of each state, for people whose state is known and whose zone is not. */
export const stateZones: Readonly<Record<string, readonly string[]>> = {
  ...statesIn([eastern], "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV"),
  ...statesIn([central], "AL AR IA IL LA MN MO MS OK WI"),
  ...statesIn([mountain], "CO MT NM UT WY"),
  ...statesIn([pacific], "CA NV WA"),
  ...statesIn([eastern, central], "FL IN KY MI TN"),
  ...statesIn([central, mountain], "KS NE ND SD TX"),
  ...statesIn([mountain, pacific], "ID OR"),
  AK: ["America/Anchorage", "America/Adak"],
  AZ: ["America/Phoenix", "America/Denver"],
  HI: ["Pacific/Honolulu"],
};

function statesIn(zones: readonly string[], states: string): Record<string, readonly string[]> {
  return Object.fromEntries(states.split(" ").map((state) => [state, zones]));
}
