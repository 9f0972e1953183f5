/**
 * When the law lets a firm text somebody, by where they are: data with its sources. The laws speak of solicitation; we keep their hours for
 * every text, and their days without any only for marketing, so that a reminder of Monday's hearing can still go on Sunday.
 */

/** Local times of a day: `from` within, `to` not. */
export type Stretch = readonly [from: string, to: string];

export interface TextingHours {
  weekdays: Stretch;
  saturday: Stretch;
  sunday: Stretch;
  /** No marketing at all on these days. */
  noMarketingOn?: readonly ("sat" | "sun")[];
  source: string;
}

const everyDay = (from: string, to: string, source: string, noMarketingOn?: TextingHours["noMarketingOn"]): TextingHours => ({
  weekdays: [from, to],
  saturday: [from, to],
  sunday: [from, to],
  ...(noMarketingOn ? { noMarketingOn } : {}),
  source,
});

/** Everywhere in the United States. */
export const federalHours = everyDay("08:00", "21:00", "47 CFR § 64.1200(c)(1)");

/** Where nobody knows where somebody is: hours that no rule below forbids, but for Kentucky's first hour of the day. */
export const strictestHours: TextingHours = {
  weekdays: ["09:00", "18:00"],
  saturday: ["10:00", "17:00"],
  sunday: ["12:00", "17:00"],
  source: "The intersection of the rules below: R.I. Gen. Laws §§ 5-61-2(9), 5-61-3.6 and Tex. Bus. & Com. Code § 301.051",
};

/** States whose hours are stricter than the federal ones. Where a law speaks of dialing by machine alone, we are one. */
export const stateHours: Readonly<Record<string, TextingHours>> = {
  AL: everyDay("08:00", "20:00", "Ala. Code § 8-19A-14", ["sun"]),
  CT: everyDay("09:00", "20:00", "Conn. Gen. Stat. § 42-288a"),
  FL: everyDay("08:00", "20:00", "Fla. Stat. § 501.616(6)(a)"),
  KY: everyDay("10:00", "21:00", "Ky. Rev. Stat. § 367.46955(14)"),
  LA: everyDay(
    "08:00",
    "20:00",
    "La. Rev. Stat. §§ 45:844.12, 45:844.31 and the Do Not Call general order of the Public Service Commission",
    ["sun"],
  ),
  MA: everyDay("08:00", "20:00", "Mass. Gen. Laws ch. 159C § 3"),
  MD: everyDay("08:00", "20:00", "Md. Code, Com. Law § 14-4502"),
  MN: everyDay("09:00", "21:00", "Minn. Stat. § 325E.30"),
  MS: everyDay("08:00", "20:00", "Miss. Code § 77-3-723", ["sun"]),
  NM: everyDay("09:00", "21:00", "N.M. Stat. § 57-12-22(B)(5)"),
  OK: everyDay("08:00", "20:00", "Okla. Stat. tit. 15 § 775C.4"),
  RI: {
    weekdays: ["09:00", "18:00"],
    saturday: ["10:00", "17:00"],
    sunday: ["12:00", "17:00"],
    noMarketingOn: ["sun"],
    source: "R.I. Gen. Laws §§ 5-61-2(9), 5-61-3.6",
  },
  SD: everyDay("09:00", "21:00", "S.D. Codified Laws § 37-30-28", ["sat", "sun"]),
  TX: { weekdays: ["09:00", "21:00"], saturday: ["09:00", "21:00"], sunday: ["12:00", "21:00"], source: "Tex. Bus. & Com. Code § 301.051" },
  UT: everyDay("08:00", "21:00", "Utah Code § 13-25a-103", ["sun"]),
  WA: everyDay("08:00", "20:00", "Wash. Rev. Code § 80.36.390, as amended by Laws of 2022"),
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
