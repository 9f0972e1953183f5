import type { MoveGroup } from "../../api/moves.ts";

type Title = (step: string) => string;

const people = (count: number) => (count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`);

/** What happens to those at one step, in a sentence: "8 people go on waiting, until Fri 27 Nov at the latest". */
export function groupWords({ became, count, to, earliest, latest, why }: MoveGroup, title: Title, day: (at: string) => string): string {
  const who = people(count);
  const one = count === 1;
  switch (became) {
    case "goesOn":
      if (!earliest || !latest) return `${who} ${one ? "goes" : "go"} on waiting`;
      return day(earliest) === day(latest)
        ? `${who} ${one ? "goes" : "go"} on waiting until ${day(latest)}`
        : `${who} ${one ? "goes" : "go"} on waiting, between ${day(earliest)} and ${day(latest)}`;
    case "atOnce":
      return `${who} ${one ? "has" : "have"} waited long enough and ${one ? "goes" : "go"} on at once`;
    case "arrives":
      return `${who} ${one ? "begins" : "begin"} “${title(to)}” at once`;
    case "waits":
      return `${who} ${one ? "moves" : "move"} as soon as what is being sent is settled`;
    case "refused":
      return `${who} can’t be moved: ${(why ?? "")
        .replace(/^It /, one ? "it " : "they ")
        .replace(/^they is/, "they are")
        .replace(/^they stands/, "they stand")
        // A step without a name of its own is called by its id there.
        .replace(/“([A-Za-z][\w-]*)”/g, (_, id: string) => `“${title(id)}”`)}`;
    default:
      return became satisfies never;
  }
}

/** Messages that would go out at once, over all of them: "12 people get “Book your design meeting” at once". */
export function sendWords(groups: MoveGroup[], title: Title): string[] {
  const sends = new Map<string, number>();
  for (const group of groups) for (const [step, count] of Object.entries(group.sends)) sends.set(step, (sends.get(step) ?? 0) + count);
  return [...sends].map(([step, count]) => `${people(count)} ${count === 1 ? "gets" : "get"} “${title(step)}” at once`);
}

/** Of those looked at: how many carry on, how many need a place first, how many have to stay. */
export function tally(groups: MoveGroup[], isThere: (step: string) => boolean): { carryOn: number; needPlace: number; stay: number } {
  const sum = (which: MoveGroup[]) => which.reduce((total, group) => total + group.people, 0);
  const refused = groups.filter((group) => group.became === "refused");
  const unplaced = refused.filter((group) => !isThere(group.to));
  return { carryOn: sum(groups) - sum(refused), needPlace: sum(unplaced), stay: sum(refused) - sum(unplaced) };
}
