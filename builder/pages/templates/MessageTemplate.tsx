import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "react-router";
import type { MessageContent, Variant } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { Page } from "../../frame/Page.tsx";
import { readOnOpening } from "../../saving/readOnOpening.ts";
import { Writing } from "./writing/Writing.tsx";

interface Stored {
  key: string;
  version: number;
  content: MessageContent;
}

const blank: Variant = { subject: "", body: [{ type: "text", text: "Dear {{ contact.firstName | default: 'Sir or Madam' }}," }] };

/** One message: written on the left as it will look, shown on the right as it would arrive. Saving makes the next version. */
export default function MessageTemplate() {
  const { key = "" } = useParams();
  const begun = useLocation().state as { name?: string; from?: string | null } | null;
  const named = begun?.name;
  const stored = useQuery({
    queryKey: ["templates", "messages", key],
    queryFn: () => api.get<Stored>(`/api/message-templates/${key}`),
    enabled: named === undefined,
    ...readOnOpening,
  });
  const shipped = useQuery({
    queryKey: ["shipped-mails", begun?.from],
    queryFn: () => api.get<{ content: MessageContent }>(`/api/library/mails/${begun?.from}`),
    enabled: Boolean(begun?.from),
    staleTime: Number.POSITIVE_INFINITY,
  });
  // Once it is open, a question that fails takes it away from nobody.
  const read = stored.data !== undefined && stored.isFetchedAfterMount;
  const failed = shipped.isError && !shipped.data ? shipped : stored.isError && !read ? stored : undefined;
  if (failed || (begun?.from && !shipped.data) || (named === undefined && !read))
    return (
      <Page title={named ?? "Message"} crumbs={[{ label: "Templates", to: "/templates" }]}>
        {failed ? (
          <ErrorState error={failed.error} title="The message could not be shown" onRetry={() => void failed.refetch()} />
        ) : (
          <LoadingLines lines={8} label="Loading the message" />
        )}
      </Page>
    );
  if (named !== undefined && shipped.data) return <Writing itsKey={key} from={{ ...shipped.data.content, name: named }} />;
  if (named !== undefined) return <Writing itsKey={key} from={{ name: named, purpose: "transactional", variants: { en: blank } }} />;
  if (!stored.data) return null;
  return <Writing key={key} itsKey={key} version={stored.data.version} from={stored.data.content} />;
}
