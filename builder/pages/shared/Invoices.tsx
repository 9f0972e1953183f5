import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useFirmZone, useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Money } from "../../components/Money.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { dayOf } from "../calendar/zoned.ts";
import { InvoiceForm } from "./InvoiceForm.tsx";
import { type Invoice, owedFirst, standingOf } from "./invoice.ts";
import styles from "./Who.module.css";

export type Billed = { matterId: string } | { contactId: string };

/** What was billed for a matter or to a person: noted by hand where no accounting program tells of it. Flows hear of what is due, overdue and paid. */
export function Invoices({ of }: { of: Billed }) {
  const zone = useFirmZone();
  const mayWork = useMay("work");
  const [open, setOpen] = useState<Invoice | "new" | null>(null);
  const invoices = useQuery({
    queryKey: ["invoices", of],
    queryFn: () => api.get<{ invoices: Invoice[] }>("/api/invoices", of),
  });
  const all = owedFirst(invoices.data?.invoices ?? []);
  const today = dayOf(new Date(), zone);
  return (
    <Card
      heading="Invoices"
      {...(invoices.data ? { count: all.length } : {})}
      action={
        mayWork && (
          <Button size="xs" aria-label="Add an invoice" onClick={() => setOpen("new")}>
            Add
          </Button>
        )
      }
    >
      {invoices.isError && <ErrorState error={invoices.error} onRetry={() => void invoices.refetch()} />}
      {invoices.data && all.length === 0 && <p className={styles.empty}>Nothing billed here yet.</p>}
      {all.map((one) => {
        const standing = standingOf(one, today);
        return (
          <div key={one.id} className={styles.task}>
            <div style={{ flex: 1 }}>
              <Money cents={one.amountCents} />
              <small>
                No. {one.number} · <Day day={one.paid ?? one.due} before={one.paid ? "paid" : "due"} />
              </small>
            </div>
            <StateChip state={standing.state}>{standing.words}</StateChip>
            {mayWork && (
              <Button size="xs" aria-label={`Change invoice ${one.number}`} onClick={() => setOpen(one)}>
                Change
              </Button>
            )}
          </div>
        );
      })}
      {open && <InvoiceForm of={of} {...(open === "new" ? {} : { invoice: open })} today={today} onClose={() => setOpen(null)} />}
    </Card>
  );
}

/** A day without a time is the same day in every zone. */
const Day = ({ day, before }: { day: string; before: string }) => (
  <When at={`${day}T12:00:00Z`} zone="UTC" dayOnly relative={false} before={before} />
);
