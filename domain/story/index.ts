export {
  type ContactPage,
  type MatterPage,
  type OpenIntake,
  openIntakesWithMatters,
  readContactPage,
  readMatterPage,
  type TaskLine,
  tasksWithNames,
} from "./pages.ts";
export { readStory } from "./read.ts";
export { nameOfStep, type RunLine, runsOf } from "./runs.ts";
export { type StoryGroup, type StoryLine, storyGroups } from "./types.ts";
