/** "Make new here": a record of the firm's, as little of it as can be used at once. The rest is written on its own page. */
import { api } from "../../api/client.ts";
import type { PipelineOf } from "../../api/offices.ts";
import { keyFrom } from "../../pages/flows/create.ts";
import { emptyForm, keyFor } from "../../pages/forms/formEdits.ts";

export type NewSort = "templates" | "forms" | "documents" | "appointmentTypes" | "stages" | "fields" | "staff";

export interface Wanted {
  name: string;
  subject: string;
  text: string;
  minutes: number;
  /** Of a stage: the case type it belongs to. */
  caseType: string;
  on: "contact" | "matter";
  type: string;
  /** Of somebody who is invited. */
  email: string;
}

interface Around {
  taken: readonly string[];
  staffId: string;
  pipelines: readonly PipelineOf[];
}

/** Makes it, and answers the key (of a field, the path) by which a step names it. */
export async function makeNew(sort: NewSort, wanted: Wanted, around: Around): Promise<string> {
  const name = wanted.name.trim();
  const key = freeKey(keyFrom(name), around.taken);
  switch (sort) {
    case "templates": {
      const body = [{ type: "text", text: wanted.text.trim() }];
      const content = { name, purpose: "transactional", variants: { en: { subject: wanted.subject.trim() || name, body } } };
      await api.put(`/api/message-templates/${key}`, { content });
      return key;
    }
    case "forms": {
      const form = emptyForm(name);
      const [screen] = form.groups;
      screen?.fields.push({ kind: "text", key: "answer", label: wanted.text.trim(), required: true, lines: 3 });
      await api.put(`/api/forms/${key}`, { form });
      return key;
    }
    case "documents": {
      const content = { name, variants: { en: { title: name, body: [{ type: "text", text: wanted.text.trim() }] } } };
      await api.put(`/api/document-templates/${key}`, { content });
      return key;
    }
    case "appointmentTypes":
      await api.post("/api/appointment-types", {
        key,
        name,
        minutes: wanted.minutes,
        modes: [{ kind: "phone" }],
        staffIds: [around.staffId],
      });
      return key;
    case "staff": {
      const { id } = await api.post<{ id: string }>("/api/staff", { name, email: wanted.email.trim(), role: "staff" });
      return id;
    }
    case "stages":
      return await addStage(name, wanted.caseType, around);
    case "fields": {
      const own = keyFor(
        name,
        around.taken.map((path) => path.split(".")[1] ?? path),
      );
      await api.post("/api/fields", { on: wanted.on, key: own, label: name, type: wanted.type });
      return `${wanted.on}.${own}`;
    }
  }
}

/** After the last stage that is not lost. */
async function addStage(name: string, caseType: string, { pipelines }: Around): Promise<string> {
  const pipeline = pipelines.find((one) => one.caseType === caseType) ?? pipelines[0];
  if (!pipeline) throw new Error("There is no case type yet. Add one under Settings.");
  const id = keyFor(
    name,
    pipelines.flatMap((one) => one.stages.map((stage) => stage.id)),
  );
  const lost = pipeline.stages.findIndex((stage) => stage.state === "lost");
  const place = lost < 0 ? pipeline.stages.length : lost;
  const state = pipeline.stages[place - 1]?.state ?? "open";
  await api.patch(`/api/pipelines/${pipeline.id}`, { stages: pipeline.stages.toSpliced(place, 0, { id, name, state }) });
  return id;
}

export function freeKey(key: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const next = number === 1 ? key : `${key.slice(0, 56)}-${number}`;
    if (!taken.includes(next)) return next;
  }
}
