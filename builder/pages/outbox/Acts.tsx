import { Button, Stack, TextInput } from "@mantine/core";
import { IconHandStop, IconPencil, IconPlayerPlay, IconSend } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { ChangeWords } from "./ChangeWords.tsx";
import type { Whole } from "./MessageDialog.tsx";
import styles from "./Outbox.module.css";

type Doing = "hold" | "change" | null;

/** What can be done with a message while it waits. */
export function Acts({ message }: { message: Whole }) {
  const [doing, setDoing] = useState<Doing>(null);
  const [reason, setReason] = useState("");
  const path = `/api/messages/${message.id}`;
  const act = useActing(() => setDoing(null));
  const problems = problemsOf(act.error);
  const name = message.to.name || message.to.address;
  const begin = (next: Doing) => {
    act.reset();
    setDoing(doing === next ? null : next);
  };
  return (
    <Stack gap="sm">
      <div className={styles.acts}>
        <Button
          variant="filled"
          leftSection={<IconSend size={16} stroke={1.7} />}
          loading={act.isPending && doing === null}
          onClick={() => act.mutate({ go: () => api.post(`${path}/send`), said: "It leaves now, unless a hold or the law keeps it." })}
        >
          Send now to {name}
        </Button>
        {message.ownHold ? (
          <Button
            leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
            onClick={() => act.mutate({ go: () => api.delete(`${path}/hold`), said: "It leaves when its flow says." })}
          >
            Let it go
          </Button>
        ) : (
          <Button leftSection={<IconHandStop size={16} stroke={1.7} />} aria-expanded={doing === "hold"} onClick={() => begin("hold")}>
            Hold it
          </Button>
        )}
        <Button leftSection={<IconPencil size={16} stroke={1.7} />} aria-expanded={doing === "change"} onClick={() => begin("change")}>
          Write it differently
        </Button>
      </div>
      {act.error && <FormProblems error={act.error} shown={["reason", "text"]} />}
      {doing === "hold" && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ go: () => api.post(`${path}/hold`, { reason: reason.trim() }), said: "It is held until somebody lets it go." });
          }}
        >
          <TextInput
            label="Why"
            placeholder="Elena wants to call first"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problems.of("reason") && "Say why, so that others know when it may go."}
            data-autofocus
          />
          <Button type="submit" loading={act.isPending}>
            Hold this message
          </Button>
        </form>
      )}
      {doing === "change" && (
        <ChangeWords
          message={message}
          saving={act.isPending}
          problem={problems.of("text")}
          onKeep={(words) => act.mutate({ go: () => api.put(`${path}/words`, words), said: "It says what you wrote, word for word." })}
        />
      )}
    </Stack>
  );
}

interface Act {
  go: () => Promise<unknown>;
  /** What is said when it is done. */
  said: string;
}

function useActing(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ go }: Act) => go(),
    onSuccess: async (_answer, { said }) => {
      await client.invalidateQueries({ queryKey: ["messages"] });
      onDone();
      notifyDone(said);
    },
  });
}
