// biome-ignore-all lint/a11y/useSemanticElements: rows placed by a virtualizer cannot be a table element's rows; roles say the same
import { Checkbox } from "@mantine/core";
import type { CSSProperties, KeyboardEvent } from "react";
import styles from "./DataList.module.css";
import type { Column } from "./dataColumns.ts";

export interface DataRowProps<Row> {
  row: Row;
  index: number;
  columns: Column<Row>[];
  label: string;
  place: CSSProperties;
  /** On a phone the first column leads and the others follow in one quiet line. */
  narrow: boolean;
  /** The one row that Tab reaches; arrow keys move from there. */
  active: boolean;
  opens: boolean;
  /** Undefined where rows can't be selected. */
  selected: boolean | undefined;
  onOpen: () => void;
  onSelect: (range: boolean) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

const controls = "a, button, input, label, [role=menuitem]";

/** One row of a `DataList`. */
export function DataRow<Row>(props: DataRowProps<Row>) {
  const { row, index, columns, label, place, narrow, active, opens, selected, onOpen, onSelect, onFocus, onKeyDown } = props;
  const cells = columns.map((column) => (
    <span key={column.key} role="gridcell" tabIndex={-1} className={styles.cell} data-align={column.align}>
      {column.cell(row)}
    </span>
  ));
  return (
    <div
      className={styles.row}
      role="row"
      data-index={index}
      data-opens={opens || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      style={place}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest(controls)) onOpen();
      }}
    >
      {selected !== undefined && (
        <span role="gridcell" tabIndex={-1} className={styles.pick}>
          <Checkbox
            tabIndex={-1}
            aria-label={`Select ${label}`}
            checked={selected}
            onChange={(event) => onSelect((event.nativeEvent as MouseEvent).shiftKey)}
          />
        </span>
      )}
      {narrow ? (
        <>
          {cells.slice(0, 1)}
          <span role="presentation" className={styles.rest}>
            {cells.slice(1)}
          </span>
        </>
      ) : (
        cells
      )}
    </div>
  );
}
