import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../api/me.ts";
import { useStaff } from "../../api/offices.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { AppointmentTypeForm } from "./AppointmentTypeForm.tsx";
import { type TypeOf, useAppointmentTypes, waysOf } from "./bookable.ts";
import { Row } from "./Section.tsx";
import styles from "./Settings.module.css";

export function AppointmentTypes() {
  const may = useMay("build");
  const staff = useStaff();
  const { data, error, refetch } = useAppointmentTypes();
  const [editing, setEditing] = useState<TypeOf | "new" | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  const names = (ids: string[]) =>
    ids
      .map((id) => staff.find((one) => one.id === id)?.name)
      .filter(Boolean)
      .join(", ");
  return (
    <>
      <Card
        heading="Appointment types"
        count={data.types.length}
        action={
          may && (
            <Button size="xs" variant="filled" leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => setEditing("new")}>
              Add a type
            </Button>
          )
        }
      >
        {data.types.length === 0 && (
          <p className={styles.form}>What clients can book, such as a consultation of 30 minutes with one of your attorneys.</p>
        )}
        {data.types.map((type) => (
          <Row
            key={type.key}
            what={<b>{type.name}</b>}
            more={[`${type.minutes} minutes`, waysOf(type.modes), names(type.staffIds)].filter(Boolean).join(" · ")}
          >
            {!type.active && <StateChip state="held">Not offered</StateChip>}
            {type.open && <StateChip state="plain">On the website</StateChip>}
            {may && (
              <Button size="xs" onClick={() => setEditing(type)} aria-label={`Edit ${type.name}`}>
                Edit
              </Button>
            )}
          </Row>
        ))}
      </Card>
      {editing && <AppointmentTypeForm {...(editing === "new" ? {} : { type: editing })} onClose={() => setEditing(null)} />}
    </>
  );
}
