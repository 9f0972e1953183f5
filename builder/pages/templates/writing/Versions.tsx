import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MessageContent } from "../../../../domain/messages/index.ts";
import { api } from "../../../api/client.ts";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { LoadingLines } from "../../../components/LoadingLines.tsx";
import { When } from "../../../components/When.tsx";
import { Letter } from "../../../message/Letter.tsx";
import { useWriting } from "./context.ts";
import styles from "./Writing.module.css";

interface VersionLine {
  version: number;
  name: string;
  savedAt: string;
  savedBy: string;
}
interface Stored {
  version: number;
  content: MessageContent;
}

/** Every version of a message, newest first: looked at, and brought back into the editor, where it is saved as the next one. */
export function Versions({ itsKey, onBringBack, onClose }: { itsKey: string; onBringBack: (one: Stored) => void; onClose: () => void }) {
  const [looking, setLooking] = useState<number | null>(null);
  const { mayWrite } = useWriting();
  const list = useQuery({
    queryKey: ["templates", "versions", itsKey],
    queryFn: () => api.get<{ versions: VersionLine[] }>(`/api/message-templates/${itsKey}/versions`),
  });
  const readVersion = (version: number) => api.get<Stored>(`/api/message-templates/${itsKey}`, { version });
  return (
    <Drawer opened onClose={onClose} position="right" size={680} title="Versions">
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingLines lines={5} />}
      {list.data?.versions.map((one, index) => (
        <section key={one.version} aria-label={`Version ${one.version}`}>
          <div className={styles.version}>
            <div>
              <b>Version {one.version}</b>
              <small>
                {one.savedBy}, <When at={one.savedAt} />
              </small>
            </div>
            <Button size="xs" onClick={() => setLooking(looking === one.version ? null : one.version)}>
              {looking === one.version ? "Close it" : "Look at it"}
            </Button>
            {mayWrite && index > 0 && (
              <Button
                size="xs"
                onClick={() =>
                  void readVersion(one.version).then((found) => {
                    onBringBack(found);
                    onClose();
                  })
                }
              >
                Bring it back
              </Button>
            )}
          </div>
          {looking === one.version && <Looked read={() => readVersion(one.version)} itsKey={itsKey} version={one.version} />}
        </section>
      ))}
    </Drawer>
  );
}

function Looked({ read, itsKey, version }: { read: () => Promise<Stored>; itsKey: string; version: number }) {
  const shown = useQuery({
    queryKey: ["templates", "version", itsKey, version],
    queryFn: async () => {
      const { content } = await read();
      const language = content.variants.en ? "en" : "es";
      return await api.post<{ subject: string; html: string }>("/api/message-templates/preview", { content, language });
    },
  });
  if (shown.isError) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />;
  if (!shown.data) return <LoadingLines lines={4} />;
  return (
    <div className={styles.shown}>
      <p className={styles.shownSubject}>{shown.data.subject}</p>
      <Letter className={styles.frame} title={`Version ${version}`} html={shown.data.html} style={{ width: "100%", height: 480 }} />
    </div>
  );
}
