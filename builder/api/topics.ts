import { useQuery } from "@tanstack/react-query";
import type { ToldTopic } from "../../domain/messages/index.ts";
import { api } from "./client.ts";

/** What the firm's marketing is about, topic by topic. */
export const useTopics = () =>
  useQuery({ queryKey: ["templates", "topics"], queryFn: () => api.get<{ topics: ToldTopic[] }>("/api/topics") });
