import type { Happened } from "../../../domain/messages/index.ts";
import type { Row } from "./words.ts";

export interface HappenedWords {
  what: string;
  /** What was said, on a quiet second line … */
  detail?: string;
  /** … or, of what a person wrote, in place. */
  text?: string;
}

/** How one thing that became of a message is told. */
export function wordsOf({ what, said, from, attached }: Happened, channel: Row["channel"]): HappenedWords {
  const told = (words: string): HappenedWords => ({ what: words, ...(said ? { detail: said } : {}) });
  switch (what) {
    case "left":
      if (channel === "letter") return told("Posted");
      return { what: "Left", ...(said ? { detail: `The server took it: “${said}”` } : {}) };
    case "opened":
      return { what: "Perhaps opened", detail: "Its pictures were fetched. Mail programs do that by themselves too." };
    case "clicked":
      return told("A link was followed");
    case "delivered":
      return { what: "Arrived, says their server" };
    case "delayed":
      return told("Late: their server tries again");
    case "cameBack":
      return told("Came back");
    case "automatic":
      return told("An automatic answer");
    case "replied":
      return {
        what: `${from || "They"} answered`,
        ...(attached?.length ? { detail: `Attached: ${attached.join(", ")}` } : {}),
        text: said || "(nothing but what they attached)",
      };
    case "spam":
      return { what: "Reported as spam" };
    case "told":
      return told("The telephone company says");
    default:
      return what satisfies never;
  }
}
