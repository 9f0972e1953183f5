import { Button, Checkbox, CopyButton, Group, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconExternalLink, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useParams } from "react-router";
import { checkForm, type Form, type FormGroup, type Language } from "../../../engine/forms/index.ts";
import { api } from "../../api/client.ts";
import { useMay, useMe } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { Page } from "../../frame/Page.tsx";
import { readOnOpening } from "../../saving/readOnOpening.ts";
import { useKept } from "../../saving/useKept.ts";
import { versionWords } from "../../saving/words.ts";
import { emptyGroup, keysOf, moved, replaced, textIn, tidyOptions, without, withText } from "./formEdits.ts";
import { QuestionList } from "./QuestionList.tsx";

interface Known {
  key: string;
  name: string;
  version: number;
  onWebsite: boolean;
  form: Form;
}

/** One form: its screens and what each asks. Saving makes a new version; links already sent keep theirs. */
export default function FormEditor() {
  const { formKey = "" } = useParams();
  const known = useQuery({
    queryKey: ["forms", formKey],
    queryFn: () => api.get<Known>(`/api/forms/${encodeURIComponent(formKey)}`),
    ...readOnOpening,
  });
  if (!known.data || !known.isFetchedAfterMount)
    return (
      <Page title="Form" crumbs={[{ label: "Forms", to: "/forms" }]}>
        {known.isError ? <ErrorState error={known.error} onRetry={() => void known.refetch()} /> : <LoadingLines lines={8} />}
      </Page>
    );
  return <Editing key={formKey} known={known.data} />;
}

function Editing({ known }: { known: Known }) {
  const queries = useQueryClient();
  const mayBuild = useMay("build");
  const [form, setForm] = useState(known.form);
  const [onWebsite, setOnWebsite] = useState(known.onWebsite);
  const [language, setLanguage] = useState<Language>("en");
  const draft = useMemo(() => ({ form, onWebsite }), [form, onWebsite]);
  const [saved, setSaved] = useState({ draft, version: known.version });
  const changed = form !== saved.draft.form || onWebsite !== saved.draft.onWebsite;
  const show = (shown: typeof draft) => {
    setForm(shown.form);
    setOnWebsite(shown.onWebsite);
  };
  useKept({
    ...{ what: `form ${known.key}`, name: known.name, version: saved.version, draft, changed },
    isWhole: isDraft,
    onPutBack: show,
    onTakeAway: () => show(saved.draft),
  });
  const problems = checkForm(form);
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (sent: typeof draft) =>
      api.put<{ version: number }>(`/api/forms/${encodeURIComponent(known.key)}`, { ...sent, form: tidied(sent.form) }),
    onSuccess: async ({ version }, sent) => {
      setSaved({ draft: sent, version });
      notifyDone(`Saved as version ${version}. Links already sent keep the questions they had.`);
      await queries.invalidateQueries({ queryKey: ["forms"] });
    },
  });
  const text = (label: string, name: "title" | "intro") => ({
    label,
    value: textIn(form[name], language),
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: withText(form[name], language, event.currentTarget.value) }),
  });
  const group = (index: number, next: FormGroup) => setForm({ ...form, groups: replaced(form.groups, index, next) });
  return (
    <Page
      title={known.name}
      crumbs={[{ label: "Forms", to: "/forms" }]}
      beside={versionWords(saved.version, changed)}
      tools={
        <SegmentedControl
          aria-label="Language"
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={[
            { value: "en", label: "English" },
            { value: "es", label: "Español" },
          ]}
        />
      }
      primary={
        mayBuild && (
          <Button variant="filled" disabled={!changed || problems.length > 0} loading={save.isPending} onClick={() => save.mutate(draft)}>
            Save
          </Button>
        )
      }
    >
      <Stack maw={820} gap="md">
        <FormProblems error={save.error} />
        {problems.length > 0 && (
          <ul role="status">
            {problems.map((problem) => (
              <li key={`${problem.path} ${problem.message}`}>{problem.message}</li>
            ))}
          </ul>
        )}
        <Card padded heading="What clients read first">
          <Stack>
            <TextInput {...text("Title", "title")} maxLength={200} />
            <Textarea {...text("A word of introduction", "intro")} autosize minRows={2} maxLength={2000} />
            <Checkbox
              label="On the website: anybody may open it"
              checked={onWebsite}
              onChange={(event) => setOnWebsite(event.currentTarget.checked)}
            />
            {known.onWebsite && <OnWebsite formKey={known.key} />}
          </Stack>
        </Card>
        {form.groups.map((one, index) => (
          <Screen
            key={one.key}
            group={one}
            form={form}
            language={language}
            onChange={(next) => group(index, next)}
            onMove={(by) => setForm({ ...form, groups: moved(form.groups, index, by) })}
            {...(form.groups.length > 1 ? { onRemove: () => setForm({ ...form, groups: without(form.groups, index) }) } : {})}
          />
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={2} />}
          onClick={() => setForm({ ...form, groups: [...form.groups, emptyGroup(form.groups.map(({ key }) => key))] })}
        >
          Add a screen
        </Button>
      </Stack>
    </Page>
  );
}

const isDraft = ({ form, onWebsite }: { form?: Partial<Form>; onWebsite?: boolean }): boolean =>
  Array.isArray(form?.groups) && form.groups.every((group) => Array.isArray(group.fields)) && typeof onWebsite === "boolean";

/** Empty lines among the answers to choose from are left out when saving. */
const tidied = (form: Form): Form => ({
  ...form,
  groups: form.groups.map((group) => ({
    ...group,
    fields: group.fields.map((field) =>
      field.kind === "choice" || field.kind === "choices" ? { ...field, options: tidyOptions(field.options) } : field,
    ),
  })),
});

function Screen({
  group,
  form,
  language,
  onChange,
  onMove,
  onRemove,
}: {
  group: FormGroup;
  form: Form;
  language: Language;
  onChange: (group: FormGroup) => void;
  onMove: (by: -1 | 1) => void;
  onRemove?: () => void;
}) {
  return (
    <Card padded heading={textIn(group.title, language) || "Screen"}>
      <Stack>
        <Group align="end" wrap="nowrap">
          <TextInput
            flex={1}
            label="Heading of this screen"
            value={textIn(group.title, language)}
            maxLength={200}
            onChange={(event) => onChange({ ...group, title: withText(group.title, language, event.currentTarget.value) })}
          />
          <Button variant="default" px="xs" aria-label="Move this screen up" onClick={() => onMove(-1)}>
            <IconArrowUp size={16} />
          </Button>
          <Button variant="default" px="xs" aria-label="Move this screen down" onClick={() => onMove(1)}>
            <IconArrowDown size={16} />
          </Button>
          {onRemove && (
            <Button variant="default" px="xs" aria-label="Remove this screen" onClick={onRemove}>
              <IconTrash size={16} />
            </Button>
          )}
        </Group>
        <QuestionList
          fields={group.fields}
          taken={keysOf(form)}
          form={form}
          language={language}
          onChange={(fields) => onChange({ ...group, fields })}
        />
      </Stack>
    </Card>
  );
}

/** Where it stands, and the one line that puts it on the firm's own pages. */
function OnWebsite({ formKey }: { formKey: string }) {
  const slug = String(useMe().data?.firm["slug"] ?? "");
  const page = `${window.location.origin}/p/f/${slug}/${formKey}`;
  const tag = `<script src="${window.location.origin}/embed.js" data-firm="${slug}" data-form="${formKey}" async></script>`;
  return (
    <Stack gap="xs">
      <Textarea label="Put this on a page of your website" readOnly autosize value={tag} />
      <Group>
        <CopyButton value={tag}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconCopy size={16} />} onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" component="a" href={page} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={16} />}>
          See the page
        </Button>
      </Group>
    </Stack>
  );
}
