import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { phoneApp } from "./phone.ts";
import { startSmtp } from "./smtp.ts";
import { openMailStore } from "./store.ts";
import { openTextStore } from "./textStore.ts";
import type { PhoneSettings } from "./twilio.ts";
import { inboxApp } from "./web.ts";

export type Inbox = { smtpUrl: string; webUrl: string; stop(): Promise<void> };

/** Starts an inbox that keeps its mail and texts in `folder`; port 0 takes a free one. Tests may start as many as they like. */
export async function startInbox(options: {
  folder: string;
  smtpPort: number;
  webPort: number;
  /** How programs sign in to send texts, and where answers go. */
  phone?: PhoneSettings;
}): Promise<Inbox> {
  const store = await openMailStore(options.folder);
  const smtp = await startSmtp(store, options.smtpPort);
  const phone = phoneApp(await openTextStore(options.folder), options.phone ?? { sid: "AClocal", token: "local" });
  const web = createServer(inboxApp(store, phone));
  await new Promise<void>((resolve, reject) => {
    web.once("error", reject);
    web.listen(options.webPort, "127.0.0.1", resolve);
  });
  const stop = async () => {
    web.closeAllConnections();
    await Promise.all([new Promise<void>((resolve) => web.close(() => resolve())), new Promise<void>((resolve) => smtp.close(resolve))]);
  };
  return { smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server.address())}`, webUrl: `http://127.0.0.1:${portOf(web.address())}`, stop };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address ? address.port : 0;
}
