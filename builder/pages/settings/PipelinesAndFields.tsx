import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { type FieldOf, fieldsQuery, type PipelineOf, pipelinesQuery } from "../../api/offices.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { FieldForm, fieldTypeWords } from "./FieldForm.tsx";
import { PipelineForm } from "./PipelineForm.tsx";
import { Row } from "./Section.tsx";
import styles from "./Settings.module.css";

export function PipelinesAndFields() {
  const may = useMay("own");
  const { data, error, refetch } = useQuery(pipelinesQuery);
  const [editing, setEditing] = useState<PipelineOf | "new" | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={6} />;
  const { pipelines } = data;
  return (
    <>
      <Card
        heading="Pipelines"
        count={pipelines.length}
        action={
          may && (
            <Button size="xs" variant="filled" leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => setEditing("new")}>
              Add a pipeline
            </Button>
          )
        }
      >
        {pipelines.length === 0 && (
          <p className={styles.form}>A pipeline is one kind of case with its stages: Estate planning, from new lead to hired.</p>
        )}
        {pipelines.map((one) => (
          <Row key={one.id} what={<b>{one.name}</b>} more={`${one.prefix} · ${one.stages.map((stage) => stage.name).join(" → ")}`}>
            {may && (
              <Button size="xs" onClick={() => setEditing(one)} aria-label={`Edit ${one.name}`}>
                Edit
              </Button>
            )}
          </Row>
        ))}
      </Card>
      <Fields on="contact" heading="Fields of contacts" />
      <Fields on="matter" heading="Fields of matters" />
      {editing && <PipelineForm {...(editing === "new" ? {} : { pipeline: editing })} onClose={() => setEditing(null)} />}
    </>
  );
}

function Fields({ on, heading }: { on: "contact" | "matter"; heading: string }) {
  const may = useMay("own");
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(fieldsQuery(on));
  const fields = data?.fields ?? [];
  const [editing, setEditing] = useState<FieldOf | "new" | null>(null);
  const remove = useMutation({
    mutationFn: async (field: FieldOf) => {
      await api.delete(`/api/fields/${field.id}`);
      await client.invalidateQueries({ queryKey: ["fields"] });
      const { key, label, type, options, caseTypes } = field;
      notifyUndo({
        message: `Took “${label}” away; records keep what they hold`,
        onUndo: async () => {
          await api.post("/api/fields", { on, key, label, type, ...(options ? { options } : {}), ...(caseTypes ? { caseTypes } : {}) });
          await client.invalidateQueries({ queryKey: ["fields"] });
        },
      });
    },
  });
  return (
    <Card
      heading={heading}
      count={fields.length}
      action={
        may && (
          <Button size="xs" onClick={() => setEditing("new")} leftSection={<IconPlus size={15} stroke={1.7} />}>
            Add a field
          </Button>
        )
      }
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && fields.length === 0 && (
        <p className={styles.form}>Only the usual ones so far. Add what your cases need, such as a closing date.</p>
      )}
      {fields.map((field) => (
        <Row
          key={field.id}
          what={<b>{field.label}</b>}
          more={[fieldTypeWords[field.type] ?? field.type, field.options?.join(", "), `${on}.${field.key}`].filter(Boolean).join(" · ")}
        >
          {may && (
            <>
              <Button size="xs" onClick={() => setEditing(field)} aria-label={`Edit ${field.label}`}>
                Edit
              </Button>
              <Button size="xs" onClick={() => remove.mutate(field)} aria-label={`Take ${field.label} away`}>
                Take away
              </Button>
            </>
          )}
        </Row>
      ))}
      {editing && <FieldForm on={on} {...(editing === "new" ? {} : { field: editing })} onClose={() => setEditing(null)} />}
    </Card>
  );
}
