import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "react-router";

const places = [
  { value: "/flows", label: "Flows" },
  { value: "/forms", label: "Forms" },
  { value: "/templates", label: "Templates" },
] as const;

/** Beside the title of each of the three: flows, the forms they ask clients to fill in, and the messages and documents they send. */
export function FlowPlaces({ now }: { now: (typeof places)[number]["value"] }) {
  const navigate = useNavigate();
  return <SegmentedControl aria-label="Flows and their parts" value={now} data={[...places]} onChange={(to) => void navigate(to)} />;
}
