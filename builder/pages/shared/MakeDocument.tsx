import { Button, Group, Modal, SegmentedControl, Select, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";

interface Props {
  matterId: string;
  onClose: () => void;
}

/** Fills one of the firm's documents in from what is known of a matter, and files it there. */
export function MakeDocument({ matterId, onClose }: Props) {
  const client = useQueryClient();
  const [template, setTemplate] = useState<string | null>(null);
  const [as, setAs] = useState("pdf");
  // Pressed again after a lost answer, it is still one document.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const templates = useQuery({
    queryKey: ["document-templates"],
    queryFn: () => api.get<{ templates: { key: string; name: string }[] }>("/api/document-templates"),
  });
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post<{ name: string }>("/api/documents", { template, as, matterId }, { idempotencyKey }),
    onSuccess: async ({ name }) => {
      onClose();
      notifyDone(`${name} stands among the documents.`);
      await client.invalidateQueries();
    },
  });
  const all = (templates.data?.templates ?? []).map(({ key, name }) => ({ value: key, label: name }));
  return (
    <Modal opened onClose={onClose} title="Make a document">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
        noValidate
      >
        <Stack gap="md">
          <FormProblems error={make.error} shown={["template"]} />
          {templates.isError ? (
            <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
          ) : (
            <Select
              data-autofocus
              openOnFocus={false}
              label="Document"
              placeholder={templates.isPending ? "Looking for the firm's documents …" : "Type a part of its name"}
              searchable
              data={all}
              value={template}
              onChange={setTemplate}
              nothingFoundMessage="No document is called so. Templates has them all."
              error={problemsOf(make.error).of("template")}
            />
          )}
          <SegmentedControl
            aria-label="As"
            data={[
              { value: "pdf", label: "PDF" },
              { value: "docx", label: "Word, to change by hand" },
            ]}
            value={as}
            onChange={setAs}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={make.isPending} disabled={!template}>
              Make it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
