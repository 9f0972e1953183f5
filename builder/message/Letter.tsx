import type { CSSProperties, SyntheticEvent } from "react";

interface LetterProps {
  /** What the frame is called, for screen readers. */
  title: string;
  html: string;
  className?: string | undefined;
  style?: CSSProperties;
}

/** A message as it looks. Nothing of it acts: no script of it runs, no form is sent, and it reaches nothing of the page around it. */
export function Letter({ html, ...frame }: LetterProps) {
  return <iframe sandbox="allow-same-origin" srcDoc={html} onLoad={passOnEscape} {...frame} />;
}

/** Keys pressed in a frame stay in it; Escape is passed on, so that it closes the dialog the letter stands in. */
function passOnEscape({ currentTarget: frame }: SyntheticEvent<HTMLIFrameElement>): void {
  frame.contentDocument?.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") frame.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
}
