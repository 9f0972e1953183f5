import type { ReactNode } from "react";

/** One column of a `DataList`. */
export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A grid track: "minmax(200px, 2fr)", "120px". Left out: "minmax(0, 1fr)". */
  width?: string;
  align?: "end";
  /** Leave it out on a phone. The first column always shows. */
  narrow?: false;
}

/** The columns there is room for, and the grid tracks they make. */
export function layOut<Row>(columns: Column<Row>[], narrow: boolean, selectable: boolean): { shown: Column<Row>[]; tracks: string } {
  const shown = narrow ? columns.filter((column, index) => index === 0 || column.narrow !== false) : columns;
  const tracks = shown.map((column) => column.width ?? "minmax(0, 1fr)").join(" ");
  return { shown, tracks: selectable ? `24px ${tracks}` : tracks };
}
