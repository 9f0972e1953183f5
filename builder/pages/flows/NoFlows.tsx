import { IconRoute } from "@tabler/icons-react";
import { EmptyState } from "../../components/EmptyState.tsx";

/** Before the first flow: what one does. Those that ship stand below. */
export function NoFlows() {
  return (
    <EmptyState icon={IconRoute} title="No flows yet">
      A flow does for you what you would do for every client: welcome them, ask for their papers, remind them, book the meeting. Take one of
      those below, or press “New flow” for all of them, for an empty one, or for one from a file.
    </EmptyState>
  );
}
