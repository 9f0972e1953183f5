/** Every edit is one of these, through `apply`: the editor's, the API's, an import's, a test's. Pure; an edit that makes no sense changes nothing. */
import { tidy } from "../layout.ts";
import { applyWith } from "./applying.ts";

export const { apply, applyAll } = applyWith(tidy);
