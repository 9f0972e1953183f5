import { ActionIcon, Button, Group, NumberInput, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { formatWhen } from "../../components/when.ts";
import { zones } from "../set-up/states.ts";
import { type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { Row, SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

export const weekdays = [
  { key: "mon", label: "Monday" },
  { key: "tue", label: "Tuesday" },
  { key: "wed", label: "Wednesday" },
  { key: "thu", label: "Thursday" },
  { key: "fri", label: "Friday" },
  { key: "sat", label: "Saturday" },
  { key: "sun", label: "Sunday" },
];
type Hours = Firm["hours"];

export function HoursAndHolidays() {
  const { data, error, refetch } = useFirm();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={8} />;
  return (
    <>
      <WeeklyHours firm={data} />
      <Holidays firm={data} />
    </>
  );
}

function WeeklyHours({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const [hours, setHours] = useState<Hours>(firm.hours);
  const problems = problemsOf(save.error);
  return (
    <SavingCard
      heading={`Office hours (${zones.find((one) => one.value === firm.zone)?.label ?? firm.zone} time)`}
      saving={save.isPending}
      saved={save.isSuccess}
      onSave={() => save.mutate({ hours })}
    >
      <FormProblems error={save.error} shown={Object.keys(problems.all).filter((one) => one.startsWith("hours."))} />
      {weekdays.map(({ key, label }) => (
        <DayHours
          key={key}
          label={label}
          stretches={hours[key] ?? []}
          onChange={(stretches) => setHours((before) => ({ ...before, [key]: stretches }))}
          problem={Object.entries(problems.all).find(([field]) => field.startsWith(`hours.${key}`))?.[1]}
        />
      ))}
    </SavingCard>
  );
}

interface DayHoursProps {
  label: string;
  stretches: { from: string; to: string }[];
  onChange: (stretches: { from: string; to: string }[]) => void;
  problem: string | undefined;
}

export function DayHours({ label, stretches, onChange, problem }: DayHoursProps) {
  const put = (index: number, change: { from?: string; to?: string }) =>
    onChange(stretches.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const last = stretches.at(-1);
  return (
    <fieldset className={styles.day}>
      <legend>{label}</legend>
      <div className={styles.stretches}>
        {stretches.length === 0 && <span className="muted">Closed</span>}
        {stretches.map((one, index) => (
          <span className={styles.stretch} key={index}>
            <TextInput
              type="time"
              aria-label={`${label}, opens`}
              value={one.from}
              onChange={(event) => put(index, { from: event.currentTarget.value })}
            />
            to
            <TextInput
              type="time"
              aria-label={`${label}, closes`}
              value={one.to}
              onChange={(event) => put(index, { to: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take ${one.from} to ${one.to} on ${label} away`}
              onClick={() => onChange(stretches.filter((_one, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </span>
        ))}
        <Button
          size="xs"
          aria-label={`Add hours on ${label}`}
          leftSection={<IconPlus size={14} stroke={1.7} />}
          onClick={() => onChange([...stretches, last ? { from: last.to, to: "18:00" } : { from: "09:00", to: "17:00" }])}
        >
          Add
        </Button>
        {problem && (
          <span role="alert" style={{ color: "var(--attention)", fontSize: 13 }}>
            {problem}
          </span>
        )}
      </div>
    </fieldset>
  );
}

function Holidays({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const may = useMay("own");
  const [year, setYear] = useState<number | string>(new Date().getFullYear());
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  const shown = firm.holidays.filter((one) => one.date.startsWith(String(year))).sort((a, b) => a.date.localeCompare(b.date));
  const keep = (holidays: Firm["holidays"]) => save.mutateAsync({ holidays: holidays.toSorted((a, b) => a.date.localeCompare(b.date)) });
  const suggest = async () => {
    const { holidays } = await api.get<{ holidays: Firm["holidays"] }>("/api/firm/suggested-holidays", { year: Number(year) });
    const missing = holidays.filter((one) => !firm.holidays.some((known) => known.date === one.date));
    await keep([...firm.holidays, ...missing]);
    notifyDone(missing.length ? `${missing.length} holidays of ${year} added.` : `All holidays of ${year} are there already.`);
  };
  return (
    <Card
      heading="Holidays: the office is closed"
      count={shown.length}
      action={<NumberInput size="xs" w={90} aria-label="Year" value={year} onChange={setYear} min={2000} max={2100} thousandSeparator="" />}
    >
      {shown.length === 0 && <p className={styles.form}>No holidays in {year} yet.</p>}
      {shown.map((one) => (
        <Row key={one.date} what={one.name} more={formatWhen(new Date(`${one.date}T12:00:00Z`), { zone: "UTC", dayOnly: true })}>
          {may && (
            <Button
              size="xs"
              aria-label={`Take ${one.name} away`}
              onClick={() => void keep(firm.holidays.filter((other) => other.date !== one.date))}
            >
              Take away
            </Button>
          )}
        </Row>
      ))}
      {may && (
        <div className={styles.form}>
          <Group align="flex-end" gap="sm">
            <TextInput type="date" label="Day" value={date} onChange={(event) => setDate(event.currentTarget.value)} />
            <TextInput label="Holiday" value={name} onChange={(event) => setName(event.currentTarget.value)} style={{ flex: 1 }} />
            <Button
              disabled={!date || !name.trim()}
              loading={save.isPending}
              onClick={async () => {
                await keep([...firm.holidays.filter((one) => one.date !== date), { date, name: name.trim() }]);
                setYear(Number(date.slice(0, 4)));
                setName("");
              }}
            >
              Add
            </Button>
          </Group>
          <Button onClick={() => void suggest()} style={{ alignSelf: "start" }}>
            Add the public holidays of {firm.state} in {year}
          </Button>
        </div>
      )}
    </Card>
  );
}
