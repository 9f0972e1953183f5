export { type Draft, DraftWish, draftFor, draftingState } from "./draft.ts";
