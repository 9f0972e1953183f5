import { Button, FileInput, Group, Menu, Modal, Stack, Textarea } from "@mantine/core";
import { IconBellOff, IconForbid, IconPhoneCheck, IconSignature, IconUpload, IconUserCheck, type TablerIcon } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RequestLine as DomainRequestLine } from "../../../domain/requests/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { notifyDone } from "../../components/notify.tsx";

type RequestLine = Wire<DomainRequestLine>;
type How = "phone" | "paper" | "anotherWay" | "notNeeded";
interface Way {
  how: How;
  label: string;
  hint: string;
  icon: TablerIcon;
}

const notNeeded: Way = { how: "notNeeded", label: "Not needed", hint: "Give a reason", icon: IconForbid };
const answered: Way[] = [
  { how: "phone", label: "Told us by phone", hint: "Write down what they said", icon: IconPhoneCheck },
  { how: "paper", label: "Answered on paper", hint: "Add it, or say where it is", icon: IconSignature },
  { how: "anotherWay", label: "Sent another way", hint: "Add it, or say how", icon: IconUpload },
  notNeeded,
];
/** A signature is never given by phone. */
const signed: Way[] = [
  { how: "paper", label: "Signed on paper", hint: "Add the scan, or say where it is", icon: IconSignature },
  notNeeded,
];

/** A client told staff instead of answering the link: what was asked is settled as they would have. */
export function AnsweredAnotherWay({ requests }: { requests: RequestLine[] }) {
  const mayWork = useMay("work");
  const [chosen, setChosen] = useState<{ request: RequestLine; way: Way } | null>(null);
  const open = requests.filter((one) => one.state === "open" || one.state === "givenUp");
  if (!mayWork || open.length === 0) return null;
  return (
    <>
      <Menu width={340} position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="light" leftSection={<IconUserCheck size={16} stroke={1.7} />} style={{ alignSelf: "flex-start" }}>
            Client answered another way
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {open.flatMap((request) => [
            <Menu.Label key={request.id}>
              {request.what} · {request.contactName}
            </Menu.Label>,
            ...(request.kind === "signature" ? signed : answered).map((way) => (
              <Menu.Item
                key={`${request.id} ${way.how}`}
                leftSection={<way.icon size={16} stroke={1.7} />}
                rightSection={<span className="muted small">{way.hint}</span>}
                aria-label={`${way.label}: ${request.what}, ${request.contactName}`}
                onClick={() => setChosen({ request, way })}
              >
                {way.label}
              </Menu.Item>
            )),
          ])}
        </Menu.Dropdown>
      </Menu>
      {chosen && <CompleteDialog {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

/** What can be scanned or sent on. */
const papers = ".pdf,.jpg,.jpeg,.png,.heic,.webp,.tif,.tiff,.docx";

function CompleteDialog({ request, way, onClose }: { request: RequestLine; way: Way; onClose: () => void }) {
  const [words, setWords] = useState("");
  const [scans, setScans] = useState<File[]>([]);
  const client = useQueryClient();
  const { how, label } = way;
  const takesPapers = how === "paper" || how === "anotherWay";
  const complete = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const fileIds: string[] = [];
      for (const scan of takesPapers ? scans : []) fileIds.push((await upload(scan)).fileId);
      const said = words.trim() ? (how === "notNeeded" ? { reason: words.trim() } : { notes: words.trim() }) : {};
      const data = { ...said, ...(fileIds.length ? { fileIds } : {}) };
      await api.post(`/api/requests/${request.id}/complete`, { how, ...(Object.keys(data).length ? { data } : {}) });
    },
    onSuccess: async () => {
      notifyDone(`${request.what}: noted. Reminders to ${request.contactName} stop.`);
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={`${label}: ${request.what}`} closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          complete.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblems error={complete.error} />
          {takesPapers && (
            <FileInput
              multiple
              clearable
              label="The papers (optional)"
              description="A scan or a photo of each; they are kept among the documents"
              placeholder="Choose files"
              accept={papers}
              leftSection={<IconUpload size={16} stroke={1.7} />}
              value={scans}
              onChange={setScans}
            />
          )}
          <Textarea
            data-autofocus
            label={
              how === "notNeeded"
                ? "Why it is not needed"
                : request.kind === "signature"
                  ? "Or where it is kept"
                  : "What they answered, or where it is kept"
            }
            required={how === "notNeeded"}
            autosize
            minRows={3}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <p className="muted small" style={{ display: "flex", gap: 8 }}>
            <IconBellOff size={16} stroke={1.7} aria-hidden="true" style={{ flex: "none" }} />
            Reminders to {request.contactName} stop at once, the flow goes on, and the story says it was you.
          </p>
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={complete.isPending}>
              Note it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Becomes one of this request's papers when it is noted. */
function upload(scan: File): Promise<{ fileId: string }> {
  const form = new FormData();
  form.append("file", scan);
  return api.post<{ fileId: string }>("/api/files", form);
}
