import type { Aside } from "./markup.ts";

export const sans = "Inter, 'Segoe UI', Helvetica, Arial, sans-serif";
export const serif = "'Source Serif 4', Georgia, 'Times New Roman', serif";
export const ink = "#1F2A37";
export const muted = "#556070";
export const line = "#E4DED3";
export const paper = "#FAF8F4";
export const ground = "#F3F0E9";

/**
 * What inline styles can't say: a phone's width, and the dark of mail programs that have one. There the firm's colour is lightened
 * (`mail.light`), so that it stays readable.
 */
export function mailStyles(aside: Aside): string {
  const light = aside.mark("{{ mail.light }}");
  return `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.m-sheet { overflow: hidden; }
a { text-underline-offset: 3px; }
a[href^="tel:"] { white-space: nowrap; }
@media only screen and (max-width:480px) {
  .m-sheet, .m-sheet > table, .m-sheet > table > tbody > tr > td { border: 0 !important; border-radius: 0 !important; }
  .m-gap > table > tbody > tr > td { padding: 0 !important; }
  .m-in > table > tbody > tr > td { padding: 20px 20px 8px !important; }
  .m-foot > table > tbody > tr > td { padding: 16px 20px 24px !important; }
  .m-btn table { width: 100% !important; }
  .m-btn a { display: block !important; }
}
@media (prefers-color-scheme: dark) {
  body, .m-body, .m-body > div { background: #14181E !important; background-color: #14181E !important; }
  .m-sheet, .m-sheet > table, .m-sheet > table > tbody > tr > td, .m-in, .m-in > table { background: #1C222A !important; background-color: #1C222A !important; border-color: #2D3540 !important; }
  .m-foot, .m-foot > table { background: #171C23 !important; background-color: #171C23 !important; }
  .m-foot > table > tbody > tr > td { border-color: #2D3540 !important; }
  .m-sheet div, .m-sheet td, .m-sheet p, .m-sheet b, .m-sheet i { color: #E8E6E1 !important; }
  .m-label { color: #A7B0BC !important; }
  .m-sheet .m-quiet div, .m-sheet .m-muted, .m-foot div, .m-foot b, .m-foot a { color: #A7B0BC !important; }
  .m-sheet .m-colour, .m-in a { color: ${light} !important; }
  .m-sheet .m-line, .m-rule p { border-color: #3A4450 !important; }
  .m-sheet .m-edge { border-left-color: ${light} !important; }
  .m-sheet .m-tint { background: #262E38 !important; background-color: #262E38 !important; }
  .m-sheet .m-mark { color: #ffffff !important; }
  .m-logo { background: #ffffff !important; }
  .m-sheet .m-btn td, .m-sheet .m-btn a { background: ${light} !important; background-color: ${light} !important; color: #10161D !important; }
}
`;
}
