import { expect, it } from "vitest";
import { aFlow } from "../../../engine/run/testing/flow.ts";
import { Lab } from "../../../engine/run/testing/lab.ts";
import { messageTold } from "./messages.ts";

it("each line about a message leads to the one that was sent then, to that person and at that visit, and no other line to any", () => {
  const flow = aFlow()
    .email("welcome")
    .form("form", { to: ["client", "spouse"], remind: ["P3D", "P7D"], giveUpAfter: "P21D" })
    .build();
  const person = (id: string) => ({ id, firstName: id, email: `${id}@mail.example`, consent: { email: true } });
  const run = new Lab(flow, { facts: { people: { client: [person("client")], spouse: [person("spouse")] } } }).to("2026-02-20 10:00");
  const messages = run.asked.map(({ key }, index) => ({ id: `msg_${index}`, step: key.step, visit: key.visit, part: key.part }));
  const told = run.journal.map((entry) => [entry.what, messageTold(entry, messages)]);
  expect(told.filter(([, id]) => id !== undefined).map(([what]) => what)).toEqual([
    ...["sent", "requested", "requested", "reminded", "reminded", "reminded", "reminded"],
  ]);
  expect(new Set(told.flatMap(([, id]) => id ?? [])).size).toBe(7);
});
