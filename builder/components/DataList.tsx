// biome-ignore-all lint/a11y/useSemanticElements: rows placed by a virtualizer cannot be a table element's rows; roles say the same
import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { BulkBar } from "./BulkBar.tsx";
import styles from "./DataList.module.css";
import { DataRow } from "./DataRow.tsx";
import { type Column, layOut } from "./dataColumns.ts";
import { LoadingLines } from "./LoadingLines.tsx";
import { rowForKey } from "./rowKeys.ts";
import { noSelection, selectAll, toggle, toggleRange } from "./selection.ts";
import { useNarrow } from "./useNarrow.ts";

export type { Column } from "./dataColumns.ts";

export interface DataListProps<Row> {
  /** For screen readers: "Contacts". */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** How a row is called when it is selected: "Ngozi Okafor". */
  rowLabel: (row: Row) => string;
  /** Enter or a click opens the row. */
  onOpen?: (row: Row) => void;
  /** What can be done with the selected rows; with it rows can be selected. */
  bulk?: (keys: string[], clear: () => void) => ReactNode;
  /** Cursor paging: called when the end comes near. */
  onMore?: () => void;
  hasMore?: boolean;
  loading?: boolean;
  loadingMore?: boolean;
  rowHeight?: number;
  /** On a phone, where a row needs more than its two lines. */
  narrowRowHeight?: number;
  /** Left out: takes the height its parent has (use it in a `Page fill`). */
  height?: CSSProperties["height"];
  /** An `EmptyState`. */
  empty: ReactNode;
}

/** A table of any length: sticky header, virtual rows, arrow keys and Enter, Space and Shift select, a bulk bar while something is selected. */
export function DataList<Row>(props: DataListProps<Row>) {
  const narrow = useNarrow();
  const rowHeight = narrow ? (props.narrowRowHeight ?? Math.max(props.rowHeight ?? 0, 68)) : (props.rowHeight ?? 50);
  const place = props.height ? { height: props.height, flex: "none" } : undefined;
  if (props.rows.length > 0) return <FilledList {...props} narrow={narrow} rowHeight={rowHeight} place={place} />;
  return (
    <div className={styles.list} style={place}>
      {props.loading ? <LoadingLines lines={8} height={rowHeight} label={`Loading ${props.label.toLowerCase()}`} /> : props.empty}
    </div>
  );
}

interface FilledListProps<Row> extends DataListProps<Row> {
  narrow: boolean;
  rowHeight: number;
  place: CSSProperties | undefined;
}

function FilledList<Row>({ label, columns, rows, narrow, rowHeight, place, bulk, onOpen, ...rest }: FilledListProps<Row>) {
  const { rowKey, rowLabel, onMore, hasMore = false, loadingMore = false } = rest;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [selection, setSelection] = useState(noSelection);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Room to see the last row above the bulk bar.
    paddingEnd: selection.keys.size > 0 ? 64 : 0,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  // A phone turned on its side changes the height of every row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the height changes, not when the virtualizer does
  useEffect(() => virtual.measure(), [rowHeight]);
  useEffect(() => {
    if (hasMore && !loadingMore && last >= rows.length - 10) onMore?.();
  }, [hasMore, loadingMore, last, rows.length, onMore]);

  const keys = rows.map(rowKey);
  const { shown, tracks } = layOut(columns, narrow, bulk !== undefined);
  const chosen = selection.keys.size > 0 ? keys.filter((key) => selection.keys.has(key)) : [];
  const clear = () => setSelection(noSelection);
  const select = (key: string, range: boolean) => setSelection(range ? toggleRange(selection, keys, key) : toggle(selection, key));

  const focusRow = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }));
  };
  const onRowKey = (event: KeyboardEvent, index: number, row: Row, key: string) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);
    const to = rowForKey(event.key, index, rows.length, page);
    if (to !== null) focusRow(to);
    else if (event.key === "Enter" && onOpen) onOpen(row);
    else if (event.key === " " && bulk) select(key, event.shiftKey);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey) && bulk) setSelection(selectAll(keys));
    else if (event.key === "Escape" && chosen.length > 0) clear();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.list} style={place}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-multiselectable={bulk ? true : undefined}
        data-narrow={narrow || undefined}
      >
        <div className={styles.head} role="row" aria-rowindex={1} tabIndex={-1} style={{ gridTemplateColumns: tracks }}>
          {bulk && (
            <span role="columnheader" tabIndex={-1}>
              <Checkbox
                aria-label={`Select all ${label.toLowerCase()} shown`}
                checked={chosen.length === keys.length}
                indeterminate={chosen.length > 0 && chosen.length < keys.length}
                onChange={() => (chosen.length === keys.length ? clear() : setSelection(selectAll(keys)))}
              />
            </span>
          )}
          {shown.map((column) => (
            <span key={column.key} role="columnheader" tabIndex={-1} data-align={column.align}>
              {column.header}
            </span>
          ))}
        </div>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            const key = keys[index];
            if (row === undefined || key === undefined) return null;
            return (
              <DataRow
                key={key}
                row={row}
                index={index}
                columns={shown}
                label={rowLabel(row)}
                place={{ height: rowHeight, transform: `translateY(${start}px)`, gridTemplateColumns: tracks }}
                narrow={narrow}
                active={index === Math.min(active, rows.length - 1)}
                opens={onOpen !== undefined}
                selected={bulk ? selection.keys.has(key) : undefined}
                onOpen={() => onOpen?.(row)}
                onSelect={(range) => select(key, range)}
                onFocus={() => setActive(index)}
                onKeyDown={(event) => onRowKey(event, index, row, key)}
              />
            );
          })}
        </div>
        {loadingMore && <LoadingLines lines={2} height={rowHeight} label="Loading more" />}
      </div>
      {bulk && chosen.length > 0 && (
        <BulkBar count={chosen.length} onClear={clear}>
          {bulk(chosen, clear)}
        </BulkBar>
      )}
    </div>
  );
}
