/** A number of which only so many are counted: "12", "1,000+". */
export const countedTo = (most: number, count: number): string =>
  count < most ? count.toLocaleString("en-US") : `${most.toLocaleString("en-US")}+`;

/** A number that may be larger: "500+". */
export const countedAtLeast = ({ count, mayBeMore }: { count: number; mayBeMore: boolean }): string =>
  `${count.toLocaleString("en-US")}${mayBeMore ? "+" : ""}`;
