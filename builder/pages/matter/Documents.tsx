import { Button } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { MatterPage } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ConfirmReach } from "../../components/ConfirmReach.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import styles from "../shared/Who.module.css";
import { SendToSign } from "./SendToSign.tsx";
import { type Signing, signerWords, signingState } from "./signingWords.ts";

type Shown = Wire<MatterPage>;
type File = Shown["files"][number];

/** A matter's papers: what clients sent, and what was made for them, with how each stands that is to be signed. */
export function Documents({ matter, action }: { matter: Shown; action: ReactNode }) {
  const [sending, setSending] = useState<File | null>(null);
  const mayWork = useMay("work");
  return (
    <Card heading="Documents" count={matter.files.length} action={action}>
      {matter.files.length === 0 && <p className={styles.empty}>Papers the client sends and documents made for them stand here.</p>}
      {matter.files.map((file) => (
        <div key={file.id} className={styles.task}>
          <IconFileText size={18} stroke={1.7} aria-hidden="true" />
          <div style={{ flex: 1 }}>
            <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <small>
              <When at={file.createdAt} dayOnly />
            </small>
            {file.document?.signing && <Signatures signing={file.document.signing} mayWork={mayWork} />}
          </div>
          {mayWork && file.document?.canBeSigned && (
            <Button size="xs" aria-label={`Send to sign: ${file.name}`} onClick={() => setSending(file)}>
              Send to sign
            </Button>
          )}
        </div>
      ))}
      {sending?.document && (
        <SendToSign documentId={sending.document.id} name={sending.name} people={matter.people} onClose={() => setSending(null)} />
      )}
    </Card>
  );
}

const namesOf = (people: { name: string }[]) => new Intl.ListFormat("en-US").format(people.map((one) => one.name));

/** Who is to sign, and how far each of them is. */
function Signatures({ signing, mayWork }: { signing: Signing; mayWork: boolean }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const takeBack = async () => {
    await api.post(`/api/signings/${signing.id}/withdraw`);
    setAsking(false);
    notifyDone("Taken back: its links no longer work.");
    await client.invalidateQueries();
  };
  const waiting = signing.signers.filter((one) => one.state === "asked");
  const { state, words } = signingState(signing);
  return (
    <div className={styles.signing}>
      <StateChip state={state}>{words}</StateChip>
      {signing.state !== "withdrawn" && (
        <ul>
          {signing.signers.map((signer) => {
            const { says, at } = signerWords(signer);
            return (
              <li key={signer.contactId}>
                {signer.name}: {at ? <When at={at} dayOnly before={says} /> : says}
              </li>
            );
          })}
        </ul>
      )}
      {mayWork && signing.byHand && signing.state === "open" && (
        <Button size="compact-xs" aria-label={`Take back: ${signing.title}`} onClick={() => setAsking(true)}>
          Take it back
        </Button>
      )}
      <ConfirmReach
        opened={asking}
        onCancel={() => setAsking(false)}
        onConfirm={takeBack}
        title={`Take back “${signing.title}”?`}
        what={`${namesOf(waiting)} can no longer sign it: the page behind the link says that it was taken back. Nobody is written to.`}
        reach={0}
        confirmLabel="Take it back"
        afterwards="You can send it to sign anew."
      />
    </div>
  );
}
