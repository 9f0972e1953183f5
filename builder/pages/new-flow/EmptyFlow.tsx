import { Button, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import type { FlowLine } from "../../editor/api/flows.ts";
import { createEmpty } from "../flows/create.ts";
import styles from "./NewFlow.module.css";

/** A new, empty flow: its name and what it is about. */
export function EmptyFlow({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [subject, setSubject] = useState<FlowLine["subject"]>("matter");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      navigate(`/flows/${await createEmpty(name, subject)}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title="From empty">
      <form className={styles.form} onSubmit={create}>
        {error !== null && <FormProblems error={error} shown={["name"]} />}
        <TextInput
          label="Name"
          placeholder="Estate planning: onboarding"
          value={name}
          maxLength={200}
          data-autofocus
          error={problemsOf(error).of("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <div className={styles.label}>It goes with</div>
          <SegmentedControl
            fullWidth
            aria-label="It goes with"
            value={subject}
            onChange={(value) => setSubject(value as FlowLine["subject"])}
            data={[
              { value: "contact", label: "A person" },
              { value: "matter", label: "A matter" },
              { value: "occasion", label: "A date" },
            ]}
          />
          <p className={styles.hint}>
            {subject === "contact"
              ? "A lead or a client, whatever their matters."
              : subject === "matter"
                ? "One case with its people, fields and stage."
                : "A hearing, a closing, an appointment: it follows the date when it moves."}
          </p>
        </div>
        <div className={styles.formActs}>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" variant="filled" loading={busy} disabled={name.trim() === ""}>
            Make the flow
          </Button>
        </div>
      </form>
    </Modal>
  );
}
