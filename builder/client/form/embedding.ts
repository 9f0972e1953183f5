/** Told to the page this form stands in (`embed.js` listens): how high it is, and that it was sent. Never what was written. */
export type EmbedMessage = { firmflow: 1; height: number } | { firmflow: 1; sent: true };

export function tellEmbedding(message: EmbedMessage): void {
  if (window.parent !== window) window.parent.postMessage(message, "*");
}

/** Keeps the frame as high as what is in it. */
export function followHeight(): () => void {
  if (window.parent === window) return () => undefined;
  const tell = () => tellEmbedding({ firmflow: 1, height: Math.ceil(document.body.getBoundingClientRect().height) });
  const observer = new ResizeObserver(tell);
  observer.observe(document.body);
  tell();
  return () => observer.disconnect();
}
