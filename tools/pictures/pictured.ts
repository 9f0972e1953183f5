/** The index of the pictures: every page by the part of the product it belongs to. Pure. */
export interface Pictured {
  /** Of its pictures. */
  name: string;
  /** What stands over the page. */
  title: string;
  /** Where it was found; links of one person stand for many. */
  address: string;
  onPhone?: boolean;
}

interface Part {
  title: string;
  says: string;
  /** How the addresses of its pages begin. */
  begins: readonly string[];
}

const parts: readonly Part[] = [
  {
    title: "The day's work",
    says: "What has to be done, who the people are, and where each matter stands.",
    begins: ["/contacts", "/matters", "/pipeline", "/calendar", "/tasks", "/attention", "/outbox", "/reports"],
  },
  {
    title: "Flows",
    says: "Drawn, tried, published, watched and repaired.",
    begins: ["/flows", "/new-flow", "/runs", "/approvals"],
  },
  { title: "What flows use", says: "Messages, documents and forms.", begins: ["/templates", "/forms"] },
  { title: "Settings", says: "The firm, its people, and how it reaches its clients.", begins: ["/settings"] },
  { title: "What clients see", says: "Without signing in, at a desk and on a phone.", begins: ["/p/"] },
  { title: "Coming in", says: "And addresses that lead nowhere.", begins: ["/sign-in", "/set-up", "/invitation", "/nothing-here"] },
];

export function indexOf(pages: readonly Pictured[]): string {
  const partOf = ({ address }: Pictured) => parts.find(({ begins }) => begins.some((begin) => address.startsWith(begin))) ?? parts[0];
  const told = parts.flatMap((part) => {
    const own = pages.filter((page) => partOf(page) === part);
    return own.length === 0 ? [] : [`## ${part.title}\n\n${part.says}\n\n${own.map(shown).join("\n\n")}`];
  });
  return `# Every page, in the light and in the dark

Of the demonstration firm, as \`npm start\` shows it. Taken by \`npm run -s pictures\`, which writes this page too.

${told.join("\n\n")}
`;
}

function shown({ name, title, onPhone = false }: Pictured): string {
  const picture = (file: string, look: string, width: number) =>
    `<img src="pictures/${file}-${look}.webp" width="${width}%" alt="${escaped(title)}, in the ${look}">`;
  const row = (file: string, width: number) => `${picture(file, "light", width)} ${picture(file, "dark", width)}`;
  return `### ${escaped(title)}\n\n${row(name, 49)}${onPhone ? `\n\n${row(`${name}-phone`, 24)}` : ""}`;
}

const escaped = (words: string): string => words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
