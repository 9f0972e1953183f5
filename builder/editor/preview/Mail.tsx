import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import styles from "./Preview.module.css";

interface Template {
  content: { variants: Record<string, unknown> };
}

/** A mail as it would look, filled in for a sample person. */
export default function Mail({ template }: { template: string }) {
  const { data, error } = useQuery({
    queryKey: ["mail-preview", template],
    queryFn: async () => {
      const { content } = await api.get<Template>(`/api/message-templates/${template}`);
      const language = "en" in content.variants ? "en" : "es";
      return api.post<{ subject: string; html: string }>("/api/message-templates/preview", { content, language });
    },
    staleTime: 60_000,
    retry: false,
  });
  if (error) return <p className={styles.nothing}>This email is not written yet.</p>;
  if (!data) return <LoadingLines lines={1} label="Writing the email" />;
  return (
    <div className={styles.mail}>
      <h4>{data.subject}</h4>
      <iframe title={data.subject} sandbox="" srcDoc={data.html} />
    </div>
  );
}
