import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { notifyDone } from "../components/notify.tsx";
import { shownOf, type Which } from "./MailFor.tsx";
import type { Somebody } from "./PersonPicker.tsx";

/** "Send test to me": the message as somebody would get it, to one's own address, marked as a test. */
export function SendTest({ which, somebody = null }: { which: Which; somebody?: Somebody | null }) {
  const mayBuild = useMay("build");
  const send = useMutation({
    mutationFn: () => api.post<{ to: string }>("/api/message-templates/test", shownOf(which, somebody)),
    onSuccess: ({ to }) => notifyDone(`Sent to ${to}, marked as a test. Nobody else got it.`),
  });
  if (!mayBuild) return null;
  return (
    <Button size="xs" leftSection={<IconSend size={15} stroke={1.7} />} loading={send.isPending} onClick={() => send.mutate()}>
      Send test to me
    </Button>
  );
}
