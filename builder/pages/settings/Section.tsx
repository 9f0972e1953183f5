import { Button } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import styles from "./Settings.module.css";

interface SavingCardProps {
  heading: string;
  /** Of the mutation that saves. */
  saving: boolean;
  saved: boolean;
  onSave: () => void;
  /** Who may change it, when not only owners. */
  may?: "own" | "build" | "work";
  label?: string;
  children: ReactNode;
}

/** A card whose fields are kept by its one button, and that says so quietly. */
export function SavingCard({ heading, saving, saved, onSave, may = "own", label = "Save", children }: SavingCardProps) {
  const allowed = useMay(may);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <Card heading={heading}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <fieldset disabled={!allowed} style={{ display: "contents" }}>
          {children}
        </fieldset>
        <div className={styles.save}>
          {allowed ? (
            <Button type="submit" variant="filled" loading={saving}>
              {label}
            </Button>
          ) : (
            <span className={styles.saved}>Only {may === "own" ? "owners" : "owners and builders"} can change this.</span>
          )}
          <span className={styles.saved} role="status">
            {saved ? "Saved." : ""}
          </span>
        </div>
      </form>
    </Card>
  );
}

/** A line of a list of settings: what, more about it, and what can be done. */
export function Row({ what, more, children }: { what: ReactNode; more?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.row}>
      <div className={styles.grow}>
        {what}
        {more && <small>{more}</small>}
      </div>
      {children && <div className={styles.acts}>{children}</div>}
    </div>
  );
}
