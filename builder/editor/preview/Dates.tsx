import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { IconCalendarPlus, IconX } from "@tabler/icons-react";
import type { DateMove } from "../../../engine/simulate/index.ts";
import { dayOf, instantOf, localOf } from "../../pages/calendar/zoned.ts";
import { useFirmDays } from "../api/firm.ts";
import { useNames } from "../words/names.ts";
import { dateName } from "./agendaLines.ts";
import { changeOn, isDay, proposedMove, type ReadDate } from "./dateMoves.ts";
import styles from "./Preview.module.css";
import { ToldDate } from "./ToldDate.tsx";

interface DatesProps {
  dates: readonly ReadDate[];
  starts: Date;
  moves: readonly DateMove[];
  onMoves: (moves: readonly DateMove[]) => void;
  onDate: (path: string, value: string) => void;
}

/**
 * The dates that the flow reads: which they are, and whether they change on the way. A hearing is moved, a closing slips, a date is called
 * off: on which day staff write that down, and what it becomes.
 */
export function Dates({ dates, starts, moves, onMoves, onDate }: DatesProps) {
  const { zone } = useFirmDays();
  const names = useNames();
  return dates.map((date) => {
    const label = dateName(date.path, names);
    const own = moves.filter((move) => move.path === date.path);
    return (
      <div key={date.path} className={styles.date}>
        <ToldDate label={label} value={date.value} dayOnly={date.dayOnly} zone={zone} onChange={(value) => onDate(date.path, value)} />
        {own.map((move, index) => (
          <Change
            key={index}
            label={own.length === 1 ? label : `${label}, change ${index + 1}`}
            move={move}
            dayOnly={date.dayOnly}
            standing={proposedMove(date, own.slice(0, index), starts, zone).to}
            starts={starts}
            zone={zone}
            onChange={(next) => onMoves(moves.map((one) => (one === move ? next : one)))}
            onRemove={() => onMoves(moves.filter((one) => one !== move))}
          />
        ))}
        {date.value !== "" && (
          <button
            type="button"
            className={styles.changes}
            onClick={() => onMoves([...moves, proposedMove(date, moves, starts, zone)])}
            aria-label={own.length === 0 ? `${label} changes on the way` : `${label} changes again`}
          >
            <IconCalendarPlus size={14} stroke={1.7} aria-hidden="true" />
            {own.length === 0 ? "It changes on the way" : "It changes again"}
          </button>
        )}
      </div>
    );
  });
}

interface ChangeProps {
  label: string;
  move: DateMove;
  dayOnly: boolean;
  /** What it becomes when it is moved after all, having been called off. */
  standing: string | null;
  starts: Date;
  zone: string;
  onChange: (move: DateMove) => void;
  onRemove: () => void;
}

function Change({ label, move, dayOnly, standing, starts, zone, onChange, onRemove }: ChangeProps) {
  const takeDay = (day: string) => {
    if (isDay(day)) onChange({ ...move, on: changeOn(day, starts, zone) });
  };
  const takeNew = (value: string) => {
    if (dayOnly) return isDay(value) && onChange({ ...move, to: value });
    const at = instantOf(value, zone);
    if (!Number.isNaN(at.getTime())) onChange({ ...move, to: at.toISOString() });
  };
  return (
    <fieldset className={styles.change} aria-label={label}>
      <TextInput
        size="xs"
        type="date"
        aria-label={`${label}: on which day it changes`}
        leftSection="On"
        min={dayOf(starts, zone)}
        value={dayOf(new Date(move.on), zone)}
        onChange={(event) => takeDay(event.currentTarget.value)}
      />
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={`${label}: does not change`} onClick={onRemove}>
        <IconX size={15} stroke={1.7} />
      </ActionIcon>
      <NativeSelect
        size="xs"
        aria-label={`${label}: what becomes of it`}
        value={move.to === null ? "off" : "moves"}
        data={[
          { value: "moves", label: "it moves to" },
          { value: "off", label: "it is called off" },
        ]}
        onChange={(event) => onChange({ ...move, to: event.currentTarget.value === "off" ? null : standing })}
      />
      {move.to !== null && (
        <TextInput
          size="xs"
          type={dayOnly ? "date" : "datetime-local"}
          aria-label={`${label}: the new date`}
          value={dayOnly ? move.to : localOf(new Date(move.to), zone)}
          onChange={(event) => takeNew(event.currentTarget.value)}
        />
      )}
    </fieldset>
  );
}
