import type { Standing } from "../../../domain/signing/index.ts";
import type { Wire } from "../../api/wire.ts";
import type { State } from "../../components/StateChip.tsx";

export type Signing = Wire<Standing>;

/** How a document that is to be signed stands, in a few words. */
export function signingState({ state, signers }: Pick<Signing, "state" | "signers">): { state: State; words: string } {
  const asked = signers.filter((one) => one.state !== "waived");
  const signed = asked.filter((one) => one.state === "signed").length;
  switch (state) {
    case "signed":
      return { state: "done", words: "Signed" };
    case "declined":
      return { state: "attention", words: "Declined" };
    case "withdrawn":
      return { state: "held", words: "Taken back" };
    case "open":
      if (signers.some((one) => one.state === "asked" && one.notSent))
        return { state: "attention", words: "Could not be sent to everyone" };
      return { state: "waiting", words: asked.length > 1 ? `To be signed, ${signed} of ${asked.length} have` : "To be signed" };
    default:
      return state satisfies never;
  }
}

/** How far one of them is, and since when. */
export function signerWords(signer: Signing["signers"][number]): { says: string; at?: string } {
  const { state, at, viewedAt, sentAt, notSent, reason, how, after } = signer;
  switch (state) {
    case "signed":
      return { says: how === "paper" ? "signed on paper" : "signed", ...(at ? { at } : {}) };
    case "declined":
      return { says: `declined${reason ? `, “${reason}”` : ""}`, ...(at ? { at } : {}) };
    case "waived":
      return { says: "need not sign", ...(at ? { at } : {}) };
    case "asked":
      if (after) return { says: `is asked once ${after} has signed` };
      if (viewedAt) return { says: "looked at it", at: viewedAt };
      if (notSent) return { says: notSent };
      // A flow's letters stand in its run.
      return sentAt ? { says: "sent", at: sentAt } : { says: "asked" };
    default:
      return state satisfies never;
  }
}
