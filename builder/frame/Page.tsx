import { IconChevronRight } from "@tabler/icons-react";
import { Fragment, type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import styles from "./Page.module.css";

export interface Crumb {
  label: string;
  to?: string;
}
export interface PageProps {
  /** The one title; also the browser tab's. */
  title: string;
  /** Beside the title: a date, a number chip. */
  beside?: ReactNode;
  /** Where the page lies, when deeper than one. */
  crumbs?: Crumb[];
  /** Filters and secondary buttons, before the primary one. */
  tools?: ReactNode;
  /** The one primary button: `<Button variant="filled">`. */
  primary?: ReactNode;
  /** The content takes the height there is and scrolls inside itself, as a `DataList` does. */
  fill?: boolean;
  children?: ReactNode;
}

/** One page: breadcrumb, one title, one primary button, content. */
export function Page({ title, beside, crumbs, tools, primary, fill = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Firmflow`;
  }, [title]);
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <header className={styles.header}>
        {crumbs && crumbs.length > 0 && (
          <nav className={styles.crumbs} aria-label="Breadcrumb">
            {crumbs.map((crumb, index) => (
              <Fragment key={crumb.label}>
                {index > 0 && <IconChevronRight size={14} stroke={1.7} aria-hidden="true" />}
                {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : <span>{crumb.label}</span>}
              </Fragment>
            ))}
          </nav>
        )}
        <div className={styles.head}>
          <h1>{title}</h1>
          {beside && <div className={styles.beside}>{beside}</div>}
          {(tools || primary) && (
            <div className={styles.acts}>
              {tools}
              {primary}
            </div>
          )}
        </div>
      </header>
      {children}
    </div>
  );
}
