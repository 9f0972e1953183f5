import { expect, it } from "vitest";
import { type Signing, signerWords, signingState } from "./signingWords.ts";

type Signer = Signing["signers"][number];
const signer = (more: Partial<Signer>): Signer => ({ contactId: "con_1", name: "Ngozi", state: "asked", ...more });

it("a document to be signed says how many have, and names first what needs somebody", () => {
  const words = (state: Signing["state"], ...signers: Signer[]) => signingState({ state, signers }).words;
  expect(words("open", signer({}))).toBe("To be signed");
  expect(words("open", signer({ state: "signed" }), signer({}), signer({ state: "waived" }))).toBe("To be signed, 1 of 2 have");
  expect(words("open", signer({ notSent: "The address was refused." }))).toBe("Could not be sent to everyone");
  expect([words("signed"), words("declined"), words("withdrawn")]).toEqual(["Signed", "Declined", "Taken back"]);
});

it("of each signer the furthest is said", () => {
  const [sentAt, viewedAt, at] = ["2026-11-24T10:00:00Z", "2026-11-25T10:00:00Z", "2026-11-26T10:00:00Z"];
  const said = (more: Partial<Signer>) => signerWords(signer(more));
  expect(said({})).toEqual({ says: "asked" });
  expect(said({ sentAt })).toEqual({ says: "sent", at: sentAt });
  expect(said({ sentAt, viewedAt })).toEqual({ says: "looked at it", at: viewedAt });
  expect(said({ sentAt, viewedAt, state: "signed", at })).toEqual({ says: "signed", at });
  expect(said({ state: "declined", at, reason: "Too dear" })).toEqual({ says: "declined, “Too dear”", at });
  expect(said({ notSent: "The address was refused." })).toEqual({ says: "The address was refused." });
  expect(said({ after: "Chidi" })).toEqual({ says: "is asked once Chidi has signed" });
});
