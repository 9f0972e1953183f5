/** Tasks by when they are due, as a day's work is looked at: what is late first. */
export interface TaskGroup<T> {
  name: string;
  overdue: boolean;
  tasks: T[];
}

export function groupTasks<T extends { due?: string; doneAt?: string }>(tasks: T[], now: Date): TaskGroup<T>[] {
  const endOfDay = new Date(now);
  endOfDay.setHours(24, 0, 0, 0);
  const endOfWeek = new Date(endOfDay.getTime() + 6 * 86_400_000);
  const groups: TaskGroup<T>[] = [
    { name: "Done", overdue: false, tasks: [] },
    { name: "Overdue", overdue: true, tasks: [] },
    { name: "Today", overdue: false, tasks: [] },
    { name: "The next seven days", overdue: false, tasks: [] },
    { name: "Later", overdue: false, tasks: [] },
    { name: "No date", overdue: false, tasks: [] },
  ];
  const [done, overdue, today, week, later, undated] = groups;
  for (const task of tasks) {
    const due = task.due ? new Date(task.due) : null;
    const group = task.doneAt ? done : !due ? undated : due < now ? overdue : due < endOfDay ? today : due < endOfWeek ? week : later;
    group?.tasks.push(task);
  }
  return groups.filter((group) => group.tasks.length > 0);
}
