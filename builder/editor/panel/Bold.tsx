/** A sentence whose `**…**` are bold. */
export function Bold({ children }: { children: string }) {
  return children.split("**").map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part));
}
