/** What somebody wrote themselves: the answer without the message it answers, and without the signature of a telephone. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n/g, "\n").split("\n");
  const end = lines.findIndex((line, index) => beginsQuote(line, lines[index + 1] ?? ""));
  const own = (end > 0 ? lines.slice(0, end) : lines).filter((line) => !/^>/.test(line));
  const trimmed = own
    .join("\n")
    .replace(/\n(--\s*\n[\s\S]*|Sent from my [^\n]*|Enviado desde mi [^\n]*|Get Outlook for [^\n]*)$/i, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return (trimmed || text.trim()).slice(0, 20_000);
}

function beginsQuote(line: string, next: string): boolean {
  const both = `${line} ${next}`.trim();
  return (
    /^(On|El|Am|Le) .{6,200}(wrote|escribió|schrieb|a écrit)\s*:/i.test(both) ||
    /^-{2,}\s*(Original Message|Mensaje original|Forwarded message)/i.test(line) ||
    /^_{10,}$/.test(line.trim()) ||
    (/^(From|De):\s.+/i.test(line) && /^(Sent|Date|Enviado|Fecha|To|Para):\s/i.test(next))
  );
}
