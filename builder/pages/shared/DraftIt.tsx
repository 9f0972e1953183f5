import { Button, TextInput } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Draft } from "../../../domain/drafting/index.ts";
import { api } from "../../api/client.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import styles from "./WriteDialog.module.css";

export type Drafted = Draft;

interface DraftItProps {
  about: { contactId: string; matterId?: string };
  channel: "email" | "text";
  draft: Drafted | null;
  onDraft: (draft: Drafted) => void;
}

/** A language model's draft, where the firm lets it: it fills the page and says which facts it was told. Nothing leaves by it. */
export function DraftIt({ about, channel, draft, onDraft }: DraftItProps) {
  const [wish, setWish] = useState("");
  const state = useQuery({ queryKey: ["drafting"], queryFn: () => api.get<{ on: boolean }>("/api/drafting"), staleTime: 60_000 });
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post<Drafted>("/api/drafting", { ...about, channel, wish }),
    onSuccess: onDraft,
  });
  if (!state.data?.on) return null;
  return (
    <div className={styles.draft}>
      <div className={styles.wish}>
        <TextInput
          label="Have it drafted (optional)"
          placeholder="We got the papers; the deed follows on Friday"
          value={wish}
          onChange={(event) => setWish(event.currentTarget.value)}
        />
        <Button
          leftSection={<IconSparkles size={16} stroke={1.7} />}
          loading={make.isPending}
          disabled={!wish.trim()}
          onClick={() => make.mutate()}
        >
          Draft it
        </Button>
      </div>
      <FormProblems error={make.error} />
      {draft && (
        <div className={styles.drafted} role="status">
          <b>A draft by a language model. Read it before you send it.</b>
          <p>It was told nothing but: {draft.facts.map(({ label, value }) => `${label}: ${value}`).join(" · ") || "no facts at all"}.</p>
        </div>
      )}
    </div>
  );
}
