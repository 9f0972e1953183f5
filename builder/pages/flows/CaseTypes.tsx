import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { ShippedFlow } from "../../../domain/library/index.ts";
import styles from "./Flows.module.css";
import { useLibrary } from "./library.ts";
import { Shipped } from "./Shipped.tsx";

/** Some of the flows that ship, below the firm's own; all of them stand on the page of a new flow. */
export default function CaseTypes() {
  const { data } = useLibrary();
  if (!data || data.flows.length === 0) return null;
  return (
    <section aria-labelledby="case-types-title">
      <div className={styles.subHead}>
        <h2 id="case-types-title" className={styles.sub}>
          Start from a case type
        </h2>
        <Button component={Link} to="/new-flow" size="xs" variant="subtle" className={styles.all ?? ""}>
          All {data.flows.length}
        </Button>
      </div>
      <div className={styles.gallery}>
        {leading(data.flows).map((flow) => (
          <Shipped key={flow.key} flow={flow} />
        ))}
      </div>
    </section>
  );
}

/** How many stand there. */
const first = 4;
/** The longest flow of each case type, then what is left, as many as there is room for. */
function leading(flows: ShippedFlow[]): ShippedFlow[] {
  const longest = flows.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const firsts = [...new Set(longest.map((flow) => flow.group))].flatMap((group) => longest.find((flow) => flow.group === group) ?? []);
  return [...new Set([...firsts, ...longest])].slice(0, first);
}

const lengthOf = ({ definition }: ShippedFlow) => Object.keys(definition.steps).length;
