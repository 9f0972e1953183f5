/**
 * How a page reads what is written on it: anew when it is opened (wait for `isFetchedAfterMount`), for a colleague may have saved since, and
 * not again while somebody writes.
 */
export const readOnOpening = { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: "always", refetchOnWindowFocus: false } as const;
