/** The only clock the domain reads. Tests and time-skipping workers set it; nothing else calls `new Date()` for the present. */
let read: () => Date = () => new Date();

export const clock = {
  now: (): Date => read(),
  set(source: () => Date): void {
    read = source;
  },
  reset(): void {
    read = () => new Date();
  },
};
