import { Button, Modal, NumberInput, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "../../api/me.ts";
import { usePipelines } from "../../api/offices.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { keysOf, useRecords } from "../api/records.ts";
import { makeNew, type NewSort, type Wanted } from "./makeNew.ts";
import { newWords } from "./newWords.ts";

interface MakeNewProps {
  sort: NewSort;
  /** Of a field: what it may hold, as conditions and waits tell fields apart. Anything unless told. */
  types?: readonly string[] | undefined;
  onMade: (key: string) => void;
  onClose: () => void;
}

const blank: Wanted = { name: "", subject: "", text: "", minutes: 30, caseType: "", on: "matter", type: "text", email: "" };

/** A new record without leaving the flow: what it needs to be used at once. */
export default function MakeNew({ sort, types, onMade, onClose }: MakeNewProps) {
  const words = newWords[sort];
  const records = useRecords();
  const pipelines = usePipelines();
  const { data: me } = useMe();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>({ ...blank, text: words.begins ?? "", type: kindsOf(types)[0]?.value ?? blank.type });
  const put = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }));
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: () => makeNew(sort, wanted, { taken: keysOf(records, sort), staffId: me?.staff.id ?? "", pipelines }),
    onSuccess: async (key) => {
      for (const queryKey of [["flow-records"], ["templates"], ["forms"], ["pipelines"], ["fields"], ["staff"]])
        await queries.invalidateQueries({ queryKey });
      notifyDone(`“${wanted.name.trim()}” is there and chosen. ${words.later}`);
      onMade(key);
      onClose();
    },
  });
  const lacks =
    wanted.name.trim() === "" ||
    (words.text !== undefined && wanted.text.trim() === "") ||
    (sort === "staff" && !wanted.email.includes("@"));
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!lacks) make.mutate();
        }}
      >
        <Stack>
          {make.error && <FormProblems error={make.error} />}
          <TextInput
            data-autofocus
            label={words.name}
            placeholder={words.example}
            value={wanted.name}
            maxLength={sort === "fields" || sort === "stages" ? 80 : 120}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          {sort === "staff" && (
            <TextInput
              label="Email"
              type="email"
              value={wanted.email}
              maxLength={254}
              onChange={(event) => put({ email: event.currentTarget.value })}
            />
          )}
          {sort === "templates" && (
            <TextInput
              label="Subject"
              value={wanted.subject}
              maxLength={200}
              placeholder={wanted.name}
              onChange={(event) => put({ subject: event.currentTarget.value })}
            />
          )}
          {words.text && (
            <Textarea
              label={words.text}
              value={wanted.text}
              autosize
              minRows={sort === "forms" ? 1 : 4}
              maxRows={12}
              maxLength={4000}
              onChange={(event) => put({ text: event.currentTarget.value })}
            />
          )}
          {sort === "appointmentTypes" && (
            <NumberInput
              label="Minutes"
              min={5}
              max={480}
              step={5}
              value={wanted.minutes}
              onChange={(minutes) => put({ minutes: Number(minutes) || 30 })}
            />
          )}
          {sort === "stages" && pipelines.length > 1 && (
            <Select
              label="Of the case type"
              allowDeselect={false}
              value={wanted.caseType || (pipelines[0]?.caseType ?? null)}
              data={pipelines.map((one) => ({ value: one.caseType, label: one.name }))}
              onChange={(caseType) => caseType && put({ caseType })}
            />
          )}
          {sort === "fields" && <FieldSort wanted={wanted} types={types} put={put} />}
          <Button type="submit" variant="filled" loading={make.isPending} disabled={lacks}>
            {sort === "staff" ? "Invite and choose them" : "Make and choose it"}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

const fieldKinds = [
  { value: "text", label: "A line of text" },
  { value: "longText", label: "Longer text" },
  { value: "number", label: "A number" },
  { value: "money", label: "Money" },
  { value: "date", label: "A date" },
  { value: "dateTime", label: "A date and time" },
  { value: "yesNo", label: "Yes or no" },
];
const kindsOf = (types: readonly string[] | undefined) => (types ? fieldKinds.filter(({ value }) => types.includes(value)) : fieldKinds);

interface FieldSortProps {
  wanted: Wanted;
  types: readonly string[] | undefined;
  put: (change: Partial<Wanted>) => void;
}

function FieldSort({ wanted, types, put }: FieldSortProps) {
  return (
    <>
      <Select
        label="Of"
        allowDeselect={false}
        value={wanted.on}
        data={[
          { value: "matter", label: "The matter" },
          { value: "contact", label: "The person" },
        ]}
        onChange={(on) => on && put({ on: on as Wanted["on"] })}
      />
      <Select label="It holds" allowDeselect={false} value={wanted.type} data={kindsOf(types)} onChange={(type) => type && put({ type })} />
    </>
  );
}
