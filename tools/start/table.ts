import { relative } from "node:path";
import { root } from "../servers/places.ts";
import type { Settings } from "./settings.ts";

export type Shown = {
  settings: Settings;
  seconds: number;
  /** Which of the embedded parts run here. */
  inbox: boolean;
  phone: boolean;
  temporalPages: boolean;
  signIn: { email: string; password: string };
};

/** What a person needs once everything runs: addresses, and the demonstration sign-in. */
export function addressTable({ settings, seconds, inbox, phone, temporalPages, signIn }: Shown): string {
  const rows: [string, string][] = [["Firmflow", settings.publicUrl]];
  if (inbox) rows.push(["Local inbox", `http://localhost:${settings.inboxPort}`]);
  if (phone) rows.push(["Local phone", `http://localhost:${settings.inboxPort}/phone`]);
  if (temporalPages) rows.push(["Temporal's pages", `http://localhost:${settings.temporalUiPort}`]);
  rows.push(["Data and logs", relative(root, settings.dataDir) || "."]);
  rows.push(["Sign in as", `${signIn.email}  (password: ${signIn.password})`]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}${value}`);
  return ["", `Firmflow is ready after ${seconds.toFixed(1)} s. Ctrl-C stops it.`, "", ...lines, ""].join("\n");
}
