import { Button, Checkbox, FileButton, Select } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportRecord } from "../../../domain/imports/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { csvText } from "./csvText.ts";
import { Row } from "./Section.tsx";
import styles from "./Settings.module.css";

interface Preview {
  headers: string[];
  columns: Record<string, string>;
  targets: string[];
  rows: number;
  ready: number;
  alreadyKnown: number;
  repeated: number;
  problems: { row: number; field: string; message: string }[];
  problemRows: number;
  sample: Record<string, string>[];
}
type Past = Wire<ImportRecord> & { id: string; createdAt: string };
const people = (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "contact" : "contacts"}`;

export function Imports() {
  const may = useMay("own");
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null);
  if (!may) return <p className={styles.intro}>Only owners bring contacts in.</p>;
  return (
    <>
      <p className={styles.intro}>
        A CSV file with a first line naming its columns, as spreadsheets and other programs make it. You see first what it brings; a whole
        import can be taken back.
      </p>
      <Card heading="Bring contacts in">
        <div className={styles.form}>
          <FileButton
            accept=".csv,text/csv"
            onChange={async (chosen) => chosen && setFile({ name: chosen.name, csv: csvText(new Uint8Array(await chosen.arrayBuffer())) })}
          >
            {(props) => (
              <Button
                {...props}
                variant={file ? "default" : "filled"}
                style={{ alignSelf: "start" }}
                leftSection={<IconFileTypeCsv size={16} stroke={1.7} />}
              >
                {file ? "Choose another file" : "Choose a CSV file"}
              </Button>
            )}
          </FileButton>
          {file && <Chosen key={`${file.name} ${file.csv.length}`} file={file} onDone={() => setFile(null)} />}
        </div>
      </Card>
      <PastImports />
    </>
  );
}

function Chosen({ file, onDone }: { file: { name: string; csv: string }; onDone: () => void }) {
  const client = useQueryClient();
  const [columns, setColumns] = useState<Record<string, string> | null>(null);
  const [startsFlows, setStartsFlows] = useState(false);
  const [alsoKnown, setAlsoKnown] = useState(false);
  const chosen = columns ? { columns } : {};
  const preview = useQuery({
    queryKey: ["import-preview", file.name, file.csv.length, columns],
    queryFn: () => api.post<Preview>("/api/imports/contacts/preview", { csv: file.csv, ...chosen }),
    placeholderData: (before) => before,
    retry: false,
  });
  const bring = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.post<{ imported: number }>("/api/imports/contacts", { csv: file.csv, fileName: file.name, startsFlows, alsoKnown, ...chosen }),
    onSuccess: async ({ imported }) => {
      await client.invalidateQueries();
      onDone();
      notifyDone(`${people(imported)} brought in.`);
    },
  });
  const data = preview.data;
  if (preview.error) return <FormProblems error={preview.error} />;
  if (!data) return <p className={styles.saved}>Reading {file.name} …</p>;
  const count = data.ready + (alsoKnown ? data.alreadyKnown : 0);
  return (
    <>
      <p>
        <b>{file.name}</b>: {data.rows.toLocaleString("en-US")} rows. {people(data.ready)} new, {data.alreadyKnown} known already by their
        email, {data.problemRows} with a problem{data.repeated ? `, ${data.repeated} emails more than once` : ""}.
      </p>
      <Columns data={data} onChange={setColumns} />
      {data.problems.length > 0 && (
        <ul className={styles.problems}>
          {data.problems.map((one) => (
            <li key={`${one.row} ${one.field}`}>
              Row {one.row}
              {one.field && `, ${one.field}`}: {one.message}
            </li>
          ))}
        </ul>
      )}
      {data.alreadyKnown > 0 && (
        <Checkbox
          label="Bring in those known already as contacts of their own"
          checked={alsoKnown}
          onChange={(event) => setAlsoKnown(event.currentTarget.checked)}
        />
      )}
      <Checkbox
        label="Start the flows that begin with a new contact"
        description="Off, nobody is written to because of this import."
        checked={startsFlows}
        onChange={(event) => setStartsFlows(event.currentTarget.checked)}
      />
      <FormProblems error={bring.error} />
      <Button
        variant="filled"
        style={{ alignSelf: "start" }}
        loading={bring.isPending}
        disabled={count === 0}
        onClick={() => bring.mutate()}
      >
        Bring in {people(count)}
      </Button>
    </>
  );
}

function Columns({ data, onChange }: { data: Preview; onChange: (columns: Record<string, string>) => void }) {
  return (
    <div>
      {data.headers.map((header) => (
        <Row
          key={header}
          what={header}
          more={data.sample
            .map((row) => row[header])
            .filter(Boolean)
            .slice(0, 3)
            .join(", ")}
        >
          <Select
            aria-label={`Where ${header} goes`}
            placeholder="Leave out"
            clearable
            w={200}
            data={data.targets.map((one) => ({ value: one, label: wordsOf(one) }))}
            value={data.columns[header] ?? null}
            onChange={(target) => {
              const { [header]: _before, ...rest } = data.columns;
              onChange(target ? { ...rest, [header]: target } : rest);
            }}
          />
        </Row>
      ))}
    </div>
  );
}

/** "First name" of `firstName`, "Pet" of `fields.pet`. */
function wordsOf(target: string): string {
  const words = target.replace(/^fields\./, "").replace(/([a-z])([A-Z])/g, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

function PastImports() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ["imports"], queryFn: () => api.get<{ imports: Past[] }>("/api/imports") });
  const undo = useMutation({
    mutationFn: (id: string) => api.post<{ removed: number; kept: number }>(`/api/imports/${id}/undo`),
    onSuccess: async ({ removed, kept }) => {
      await client.invalidateQueries();
      notifyDone(`${people(removed)} taken back${kept ? `; ${kept} kept, because they have a matter or were deleted before` : ""}.`);
    },
  });
  if (error) return <ErrorState error={error} title="What was brought in lately could not be shown" onRetry={() => void refetch()} />;
  if (!data?.imports.length) return null;
  return (
    <Card heading="Brought in lately" count={data.imports.length}>
      {data.imports.map((one) => (
        <Row
          key={one.id}
          what={<b>{one.fileName}</b>}
          more={
            <>
              {one.imported} of {one.rows} rows · {one.by.name}, <When at={one.createdAt} />
            </>
          }
        >
          {one.state === "undone" ? (
            <StateChip state="held">Taken back</StateChip>
          ) : (
            <Button
              size="xs"
              loading={undo.isPending && undo.variables === one.id}
              onClick={() => undo.mutate(one.id)}
              aria-label={`Take ${one.fileName} back`}
            >
              Take back
            </Button>
          )}
        </Row>
      ))}
    </Card>
  );
}
