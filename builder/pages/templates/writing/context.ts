import type { Editor } from "@tiptap/react";
import { createContext, useContext } from "react";

/** What every text of the message being written shares. */
export interface Writing {
  mayWrite: boolean;
  /** The text that was last in hand: the bar above writes into it. */
  setActive: (editor: Editor | null) => void;
  /** The words on a chip. */
  wordsOf: (source: string) => string;
}
export const WritingContext = createContext<Writing>({ mayWrite: false, setActive: () => undefined, wordsOf: (source) => source });
export const useWriting = () => useContext(WritingContext);
