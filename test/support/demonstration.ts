import { NativeConnection } from "@temporalio/worker";
import type { BrowserContextOptions, Page } from "playwright-core";
import { withScope } from "../../domain/base/index.ts";
import { dispatch } from "../../domain/events/dispatchers.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { RunModel, setTemporal } from "../../domain/runs/index.ts";
import { seedDemonstration } from "../../tools/seed/demonstration.ts";
import { demonstrationSignIn } from "../../tools/seed/signIn.ts";
import { startWorkers } from "../../tools/worker/workers.ts";
import { aPage } from "./browser.ts";
import { workflowBundle } from "./bundle.ts";
import { serveScreens } from "./screens.ts";
import { mailServer } from "./smtp.ts";
import { devServer } from "./temporal.ts";
import { until } from "./until.ts";

/** The demonstration firm as `npm start` shows it, in this process: seeded, its flows carried out, its screens in a browser. */
export async function startDemonstration() {
  const { address, namespace, taskQueue } = devServer();
  const [served, connection, bundle, mail] = await Promise.all([
    serveScreens(),
    NativeConnection.connect({ address }),
    workflowBundle(),
    mailServer(),
  ]);
  process.env["SMTP_URL"] = mail.url;
  const scope = await seedDemonstration(served.api.signIn);
  const workers = await startWorkers(connection, { namespace, taskQueue, bundle });
  const dispatching = dispatch({ name: "demonstration", onError: (error) => console.error(error) });
  const waiting = () => withScope(scope, () => RunModel.countDocuments({ status: "running", tick: { $gte: 1 } }));
  await until("the Okafors, Luis Peña, 14 Elm Street and Karen Doyle are each in a flow", async () => (await waiting()) >= 4);
  return {
    ...served,
    scope,
    /** What has left by mail. */
    mails: mail.mails,
    /** A window in which Elena Ruiz, who owns the firm, is signed in. */
    async window(options: BrowserContextOptions): Promise<Page> {
      const page = await aPage(served.browser, { timezoneId: "America/New_York", ...options });
      const { email, password } = demonstrationSignIn;
      const answer = await page.request.post(`${served.home}/api/auth/sign-in/email`, {
        headers: { Origin: "http://127.0.0.1" },
        data: { email, password },
      });
      if (!answer.ok()) throw new Error(`Elena Ruiz could not sign in: ${await answer.text()}`);
      return page;
    },
    async stop() {
      await dispatching.stop();
      await workers.stop();
      closeMailConnections();
      await served.stop();
      await mail.stop();
      await connection.close();
      setTemporal(null);
    },
  };
}
export type Demonstration = Awaited<ReturnType<typeof startDemonstration>>;
