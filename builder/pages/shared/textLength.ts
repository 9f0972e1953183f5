/** The letters one text holds 160 of (GSM 03.38, with its second table, whose signs count twice); with any other it holds 70. */
const basic = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const twice = /[\^{}\\[~\]|€]/g;

/** Into how many texts carriers cut it. */
export function textParts(text: string): number {
  const plain = basic.test(text);
  const length = plain ? text.length + (text.match(twice)?.length ?? 0) : text.length;
  const [whole, part] = plain ? [160, 153] : [70, 67];
  return length <= whole ? 1 : Math.ceil(length / part);
}

/** "172 characters, sent as 2 texts". */
export function textLength(text: string): string {
  const parts = textParts(text);
  return `${text.length} ${text.length === 1 ? "character" : "characters"}, sent as ${parts === 1 ? "one text" : `${parts} texts`}`;
}
