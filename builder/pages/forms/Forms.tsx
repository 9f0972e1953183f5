import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { IconForms, IconPlus, IconWorld } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { FlowPlaces } from "../shared/FlowPlaces.tsx";
import { emptyForm, keyFor } from "./formEdits.ts";

export interface FormLine {
  key: string;
  name: string;
  version: number;
  onWebsite: boolean;
  updatedAt: string;
}

/** Every form the firm asks clients to fill in. */
export default function Forms() {
  const mayBuild = useMay("build");
  const [adding, setAdding] = useState(false);
  const forms = useQuery({ queryKey: ["forms"], queryFn: () => api.get<{ forms: FormLine[] }>("/api/forms") });
  const rows = forms.data?.forms ?? [];
  const add = mayBuild && (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={2} />} onClick={() => setAdding(true)}>
      New form
    </Button>
  );
  return (
    <Page title="Forms" beside={<FlowPlaces now="/forms" />} primary={add}>
      {forms.isError && <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.isPending && <LoadingLines lines={5} />}
      {forms.isSuccess && rows.length === 0 && (
        <EmptyState icon={IconForms} title="No forms yet">
          A form asks clients what you need to know: on your website, or by a link that a flow sends them. Flows that ship bring theirs;
          press “New form” for one of your own.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Card>
          <DatedLines label="Forms">
            {rows.map((form) => (
              <DatedLine
                key={form.key}
                tile={<Tile icon={form.onWebsite ? IconWorld : IconForms} />}
                what={form.name}
                more={form.onWebsite ? "On the website" : "By link"}
                when={<When at={form.updatedAt} />}
                to={`/forms/${form.key}`}
              />
            ))}
          </DatedLines>
        </Card>
      )}
      {adding && <NewForm taken={rows.map(({ key }) => key)} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function NewForm({ taken, onClose }: { taken: string[]; onClose: () => void }) {
  const go = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: (key: string) => api.put<{ key: string }>(`/api/forms/${key}`, { form: emptyForm(title.trim()) }),
    onSuccess: async ({ key }) => {
      await queries.invalidateQueries({ queryKey: ["forms"] });
      await go(`/forms/${key}`);
    },
  });
  return (
    <Modal opened onClose={onClose} title="New form">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) make.mutate(keyFor(title, taken));
        }}
      >
        <Stack>
          <FormProblems error={make.error} />
          <TextInput
            data-autofocus
            label="What clients read at the top"
            placeholder="Your family and what you own"
            value={title}
            maxLength={200}
            required
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled" loading={make.isPending}>
            Make the form
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
