/** One mail that a run should send: who to, and which of its letters. */
export type MailKey = string;

/** What a journal says of a mail. */
export interface Told {
  mail: MailKey;
  uncertain: boolean;
}

export interface Counted {
  /** Neither arrived nor listed as uncertain; or arrived, and the journal does not know. */
  lost: MailKey[];
  /** Arrived more than once, or told more than once, and not listed as uncertain. */
  doubled: MailKey[];
  uncertain: number;
}

/** Compares what should have been sent with what arrived and with what the journals say (rule 2). */
export function count(expected: readonly MailKey[], arrived: readonly MailKey[], told: readonly Told[]): Counted {
  const arrivals = timesOf(arrived);
  const lines = timesOf(told.map((one) => one.mail));
  const uncertain = new Set(told.filter((one) => one.uncertain).map((one) => one.mail));
  const times = (mail: MailKey) => arrivals.get(mail) ?? 0;
  return {
    lost: expected.filter((mail) => !lines.has(mail) || (times(mail) === 0 && !uncertain.has(mail))),
    doubled: [...new Set([...arrivals.keys(), ...lines.keys()])].filter(
      (mail) => (lines.get(mail) ?? 0) > 1 || (times(mail) > 1 && !uncertain.has(mail)),
    ),
    uncertain: uncertain.size,
  };
}

function timesOf(mails: readonly MailKey[]): Map<MailKey, number> {
  const times = new Map<MailKey, number>();
  for (const mail of mails) times.set(mail, (times.get(mail) ?? 0) + 1);
  return times;
}
