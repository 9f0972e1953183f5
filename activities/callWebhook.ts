import { clock, withScope } from "../domain/base/index.ts";
import { keyText } from "../domain/messages/index.ts";
import { callOut, savedFrom, signedHeaders, signingSecretNow } from "../domain/webhooks/index.ts";
import { renderText } from "../engine/conditions/index.ts";
import { flowZone, type Json } from "../engine/run/index.ts";
import { type Carrying, effectActivity } from "./carryOut.ts";
import { claiming } from "./claiming.ts";
import { permanent, temporary, uncertain } from "./errors.ts";

/**
 * Calls another system, signed as Standard Webhooks. Each attempt carries the same `webhook-id`, by which the other side knows a call that
 * comes again; an answer that comes after the time limit is not waited for and changes nothing.
 */
export const callWebhook = effectActivity(async (carrying) => {
  const { scope, run, effect, params, facts } = carrying;
  const method = String(params["method"]);
  // Filled in before the claim: where a value is missing nothing was begun, and whoever enters it can retry at once.
  const body = method === "GET" || method === "DELETE" ? "" : JSON.stringify(bodyOf(carrying));
  return await claiming(carrying, async ({ settled, free, stillOurs }) => {
    const secret = await withScope(scope, () => signingSecretNow(scope.firmId));
    await stillOurs();
    const called = await callOut({
      url: String(params["url"]),
      method,
      headers: {
        ...ownHeaders(params["headers"]),
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...signedHeaders(secret, keyText({ runId: run._id, ...effect.key }), body),
      },
      body,
      onlyHosts: hostsOf(facts.firm["webhookHosts"]),
    });
    if (called.status === "failed") {
      await free();
      const { kind, reason, retryAfterMs } = called;
      throw kind === "permanent" ? permanent(reason) : kind === "uncertain" ? uncertain(reason) : temporary(reason, retryAfterMs);
    }
    const vars = await keptOf(called.body, params["save"]).catch(async (error: unknown) => {
      await free();
      throw error;
    });
    const data = { code: called.code, ...(Object.keys(vars).length > 0 ? { vars } : {}) };
    return await settled({ status: "done", at: clock.now().toISOString(), data });
  });
});

/** What the step keeps of an answer; refused in words where there is nothing of the kind in it. */
const keptOf = async (answer: string, save: Json | undefined) => savedFrom(answer, (save ?? {}) as Record<string, string>);

/** The step's own content with its merge fields filled in; without one, what is going on and about whom. */
function bodyOf(carrying: Carrying): Json {
  const { run, effect, params, subject, facts } = carrying;
  if (params["body"] !== undefined) return filled(params["body"], carrying);
  const contactId = subject.contactId ?? facts.contact?.id;
  return {
    type: "flow.step",
    timestamp: clock.now().toISOString(),
    data: {
      flow: run.flowKey,
      run: run._id,
      step: effect.key.step,
      ...(contactId ? { contactId } : {}),
      ...(subject.matterId ? { matterId: subject.matterId } : {}),
    },
  };
}

function filled(value: Json, carrying: Carrying): Json {
  if (typeof value === "string") return textIn(value, carrying);
  if (Array.isArray(value)) return value.map((one) => filled(one, carrying));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, carrying)]));
}

function textIn(source: string, { facts, version }: Carrying): string {
  const { text, error, missing } = renderText(source, facts, { zone: flowZone(version.definition, facts) });
  if (error) throw permanent(`What the call sends along could not be filled in: ${error} Correct it, then retry, or skip the step.`);
  if (missing.length > 0) throw permanent(`There is no value for “${missing[0]}”, which the call sends along. Enter it, then retry.`);
  return text;
}

/** What the connection and the signature say is not for a step to say. */
const ours = /^(host|connection|content-length|content-type|transfer-encoding|accept-encoding|expect|upgrade|te|trailer|webhook-.*)$/i;

function ownHeaders(headers: Json | undefined): Record<string, string> {
  const given = headers !== null && typeof headers === "object" && !Array.isArray(headers) ? headers : {};
  return Object.fromEntries(
    Object.entries(given ?? {})
      .filter(([name]) => !ours.test(name))
      .map(([name, value]) => [name, String(value)]),
  );
}

const hostsOf = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
