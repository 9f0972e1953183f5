import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { DataList, type DataListProps } from "../../components/DataList.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import styles from "./PagedList.module.css";
import type { Narrowed } from "./useNarrowed.ts";
import type { usePagedList } from "./usePagedList.ts";

type Paging = "rows" | "rowKey" | "loading" | "hasMore" | "loadingMore" | "onMore";
interface Props<Row extends { id: string }> extends Omit<DataListProps<Row>, Paging> {
  list: ReturnType<typeof usePagedList<Row>>;
}

/** A list that comes in pages: the next is fetched as the end comes near, and what went wrong stands in its place. */
export function PagedList<Row extends { id: string }>({ list, ...props }: Props<Row>) {
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <DataList
      {...props}
      rows={list.rows}
      rowKey={(row) => row.id}
      loading={list.isPending}
      hasMore={list.hasNextPage}
      loadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}

interface FiltersProps {
  narrowed: Narrowed;
  /** For screen readers: "Search contacts". */
  label: string;
  placeholder: string;
  children?: ReactNode;
}

/** Above a list: a field for words, and beside it chips and selects. */
export function ListFilters({ narrowed, label, placeholder, children }: FiltersProps) {
  return (
    <div className={styles.filters}>
      <TextInput
        aria-label={label}
        placeholder={placeholder}
        leftSection={<IconSearch size={16} stroke={1.7} />}
        value={narrowed.words}
        onChange={(event) => narrowed.setWords(event.currentTarget.value)}
        className={styles.search}
      />
      {children}
    </div>
  );
}

/** The first column's cell: who or what in ink, one quiet line below, and before both a picture where there is one. */
export function Leading({ picture, what, detail }: { picture?: ReactNode; what: ReactNode; detail: ReactNode }) {
  return (
    <span className={styles.who}>
      {picture}
      <span>
        <b>{what}</b>
        <small>{detail}</small>
      </span>
    </span>
  );
}
