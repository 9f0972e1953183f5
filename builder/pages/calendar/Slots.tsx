import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { formatWhen, whenParts } from "../../components/when.ts";
import styles from "./Calendar.module.css";
import { dayOf } from "./zoned.ts";

interface SlotsProps {
  typeKey: string;
  /** The appointment that is moved: it does not stand in its own way. */
  ignoring?: string;
  zone: string;
  value: string;
  onChange: (startsAt: string) => void;
}

/** The open slots of a kind of appointment, day by day in the firm's zone. */
export function Slots({ typeKey, ignoring, zone, value, onChange }: SlotsProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["slots", typeKey, ignoring],
    queryFn: () => api.get<{ slots: { startsAt: string }[] }>(`/api/appointment-types/${typeKey}/slots`, { ignoring }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} label="Looking for open slots" />;
  if (!data.slots.length)
    return <p className="muted">No slot is open in the days that can be booked. Change the hours of this type in Settings.</p>;
  const days = Map.groupBy(data.slots, (slot) => dayOf(new Date(slot.startsAt), zone));
  return (
    <fieldset className={styles.slots}>
      <legend className="visually-hidden">Open slots</legend>
      {[...days].map(([day, slots]) => (
        <div key={day}>
          <h3>{formatWhen(new Date(`${day}T12:00:00Z`), { zone: "UTC", dayOnly: true })}</h3>
          <div className={styles.slotRow}>
            {slots.map((slot) => (
              <Button
                key={slot.startsAt}
                size="xs"
                variant={slot.startsAt === value ? "filled" : "default"}
                aria-pressed={slot.startsAt === value}
                aria-label={formatWhen(new Date(slot.startsAt), { zone })}
                onClick={() => onChange(slot.startsAt)}
              >
                {whenParts(new Date(slot.startsAt), { zone, showZone: false }).time}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
