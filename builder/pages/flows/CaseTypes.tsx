import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Definition } from "../../../engine/definition/types.ts";
import { api } from "../../api/client.ts";
import { notifyProblem } from "../../components/notify.tsx";
import { plainNames } from "../../editor/words/names.ts";
import { startTitle } from "../../editor/words/start.ts";
import styles from "./Flows.module.css";
import { Thumbnail } from "./Thumbnail.tsx";
import { useStageName } from "./useStageName.ts";

interface ShippedFlow {
  key: string;
  name: string;
  definition?: Definition;
  brings?: Record<string, unknown[] | number>;
  needs?: Record<string, unknown[] | number>;
}

/** The flows that ship, each with a drawing of it; choosing one copies it and all it uses as a draft. */
export function CaseTypes({ taken, highlighted }: { taken: string[]; highlighted: boolean }) {
  const { data } = useQuery({
    queryKey: ["library"],
    queryFn: () => api.get<{ flows: ShippedFlow[] }>("/api/library"),
    staleTime: 300_000,
    retry: false,
  });
  const [all, setAll] = useState(highlighted);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (highlighted && data) section.current?.scrollIntoView({ block: "start" });
  }, [highlighted, data]);
  if (!data || data.flows.length === 0) return null;
  return (
    <section ref={section} id="case-types" aria-labelledby="case-types-title">
      <div className={styles.subHead}>
        <h2 id="case-types-title" className={styles.sub}>
          Start from a case type
        </h2>
        {!all && data.flows.length > first && (
          <Button size="xs" variant="subtle" className={styles.all ?? ""} onClick={() => setAll(true)}>
            All {data.flows.length}
          </Button>
        )}
      </div>
      <div className={styles.gallery}>
        {(all ? data.flows : leading(data.flows)).map((flow) => (
          <Shipped key={flow.key} flow={flow} taken={taken.includes(flow.key)} />
        ))}
      </div>
    </section>
  );
}

/** How many stand there before somebody asks for all. */
const first = 4;
/** The longest flow of each case type, then what is left, as many as there is room for. */
function leading(flows: ShippedFlow[]): ShippedFlow[] {
  const typeOf = (flow: ShippedFlow) => flow.definition?.caseTypes?.[0];
  const longest = flows.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const firsts = [...new Set(longest.map(typeOf))].flatMap((type) => longest.find((flow) => typeOf(flow) === type) ?? []);
  return [...new Set([...firsts, ...longest])].slice(0, first);
}

const lengthOf = ({ definition }: ShippedFlow) => Object.keys(definition?.steps ?? {}).length;

function Shipped({ flow, taken }: { flow: ShippedFlow; taken: boolean }) {
  const navigate = useNavigate();
  const stage = useStageName();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const install = async () => {
    if (taken) return navigate(`/flows/${flow.key}`);
    setBusy(true);
    try {
      const answer = await api.post<{ key?: string; flowKey?: string }>(`/api/library/${flow.key}/install`);
      await queries.invalidateQueries({ queryKey: ["flow-records"] });
      void queries.invalidateQueries({ queryKey: ["flows"] });
      navigate(`/flows/${answer.key ?? answer.flowKey ?? flow.key}`);
    } catch (error) {
      notifyProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <article className={styles.shipped}>
      <div className={styles.drawing}>{flow.definition ? <Thumbnail definition={flow.definition} /> : null}</div>
      <div className={styles.shippedWords}>
        <h3>{flow.name}</h3>
        {flow.definition && <p>{startTitle(flow.definition, { ...plainNames, stage })}.</p>}
        <p className={styles.brings}>{bringsWords(flow.brings ?? flow.needs)}</p>
        <Button size="xs" loading={busy} onClick={() => void install()}>
          {taken ? "Open yours" : "Use this"}
          <span className="visually-hidden">: {flow.name}</span>
        </Button>
      </div>
    </article>
  );
}

const things: [string, string, string][] = [
  ["forms", "form", "forms"],
  ["mails", "email", "emails"],
  ["documents", "document", "documents"],
  ["appointmentTypes", "appointment", "appointments"],
];

/** "2 forms · 6 emails · 1 document". */
function bringsWords(brings: ShippedFlow["brings"]): string {
  return things
    .flatMap(([field, one, many]) => {
      const value = brings?.[field];
      const count = Array.isArray(value) ? value.length : typeof value === "number" ? value : 0;
      return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
    })
    .join(" · ");
}
