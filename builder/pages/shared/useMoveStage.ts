import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { notifyUndo } from "../../components/notify.tsx";

export interface Move {
  id: string;
  title: string;
  from: string;
  to: string;
  toName: string;
}

/** Moves a matter to a stage, to be taken back for ten seconds. */
export function useMoveStage() {
  const client = useQueryClient();
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => ["board", "matter", "matters", "story"].includes(String(queryKey[0])) });
  return useMutation({
    mutationFn: (move: Move) => api.post(`/api/matters/${move.id}/stage`, { stage: move.to }).then(() => move),
    onSuccess: async (move) => {
      notifyUndo({
        message: `Moved ${move.title} to ${move.toName}`,
        onUndo: async () => {
          await api.post(`/api/matters/${move.id}/stage`, { stage: move.from });
          await refresh();
        },
      });
    },
    onSettled: refresh,
  });
}
