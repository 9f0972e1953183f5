import { ActionIcon, Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { PipelineOf } from "../../api/offices.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { keyOf } from "./firm.ts";

type Stage = PipelineOf["stages"][number];
interface Draft extends Stage {
  /** Stays while it is renamed, also before it has an id. */
  row: string;
}
const usual: Stage[] = [
  { id: "lead", name: "New lead", state: "open" },
  { id: "consultation", name: "Consultation", state: "open" },
  { id: "hired", name: "Hired", state: "won" },
  { id: "lost", name: "Lost", state: "lost" },
];
const states = [
  { value: "open", label: "Open" },
  { value: "won", label: "Won" },
  { value: "lost", label: "Lost" },
];

/** A case type with its stages. A stage's id stands in flows' conditions, so a renamed one keeps it. */
export function PipelineForm({ pipeline, onClose }: { pipeline?: PipelineOf; onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(pipeline?.name ?? "");
  const [prefix, setPrefix] = useState(pipeline?.prefix ?? "");
  const [stages, setStages] = useState<Draft[]>(() => (pipeline?.stages ?? usual).map((one) => ({ ...one, row: one.id })));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const kept = withIds(stages);
      return pipeline
        ? api.patch(`/api/pipelines/${pipeline.id}`, { name, prefix, stages: kept })
        : api.post("/api/pipelines", { caseType: keyOf(name), name, prefix, stages: kept });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["pipelines"] });
      onClose();
    },
  });
  const problems = problemsOf(save.error);
  const put = (row: string, change: Partial<Stage>) =>
    setStages((list) => list.map((one) => (one.row === row ? { ...one, ...change } : one)));
  return (
    <Modal opened onClose={onClose} title={pipeline ? `Edit ${pipeline.name}` : "Add a pipeline"} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
        noValidate
      >
        <Stack gap="md">
          <FormProblems error={save.error} shown={["name", "prefix", "caseType"]} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput
              data-autofocus
              label="Case type"
              placeholder="Estate planning"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={problems.of("name") ?? problems.of("caseType")}
            />
            <TextInput
              label="Letters before matter numbers"
              placeholder="EP"
              value={prefix}
              onChange={(event) => setPrefix(event.currentTarget.value.toUpperCase())}
              error={problems.of("prefix") && "One to six capital letters, such as EP."}
            />
          </SimpleGrid>
          <Stages stages={stages} put={put} setStages={setStages} />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {pipeline ? "Save" : "Add the pipeline"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** New stages get an id of their name, told apart by a number where two are alike. */
function withIds(stages: Draft[]): Stage[] {
  const taken = new Set(stages.map((one) => one.id).filter(Boolean));
  return stages.map(({ row: _row, ...stage }) => {
    if (stage.id) return stage;
    const base = keyOf(stage.name) || "stage";
    let id = base;
    for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
    taken.add(id);
    return { ...stage, id };
  });
}

interface StagesProps {
  stages: Draft[];
  put: (row: string, change: Partial<Stage>) => void;
  setStages: (change: (before: Draft[]) => Draft[]) => void;
}

function Stages({ stages, put, setStages }: StagesProps) {
  const move = (index: number, by: number) =>
    setStages((list) => {
      const next = [...list];
      const [one] = next.splice(index, 1);
      if (one) next.splice(index + by, 0, one);
      return next;
    });
  return (
    <Stack gap="xs">
      {stages.map((stage, index) => (
        <Group key={stage.row} gap="xs" wrap="nowrap">
          <TextInput
            aria-label={`Name of stage ${index + 1}`}
            value={stage.name}
            onChange={(event) => put(stage.row, { name: event.currentTarget.value })}
            style={{ flex: 1 }}
          />
          <Select
            aria-label={`What ${stage.name || "it"} means`}
            data={states}
            allowDeselect={false}
            w={90}
            value={stage.state}
            onChange={(value) => put(stage.row, { state: value === "won" || value === "lost" ? value : "open" })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Move ${stage.name} up`}
            disabled={index === 0}
            onClick={() => move(index, -1)}
          >
            <IconArrowUp size={16} stroke={1.7} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Move ${stage.name} down`}
            disabled={index === stages.length - 1}
            onClick={() => move(index, 1)}
          >
            <IconArrowDown size={16} stroke={1.7} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Take ${stage.name} away`}
            disabled={stages.length === 1}
            onClick={() => setStages((list) => list.filter((one) => one.row !== stage.row))}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="xs"
        style={{ alignSelf: "start" }}
        leftSection={<IconPlus size={14} stroke={1.7} />}
        onClick={() => setStages((list) => [...list, { id: "", name: "", state: "open", row: crypto.randomUUID() }])}
      >
        Add a stage
      </Button>
    </Stack>
  );
}
