import type { TablerIcon } from "@tabler/icons-react";
import type { MouseEventHandler, ReactNode } from "react";

export interface ButtonProps {
  kind?: "main" | "ghost" | "text" | "danger" | "add" | "back";
  children?: ReactNode;
  icon?: TablerIcon;
  /** A link that looks like a button. */
  href?: string;
  type?: "button" | "submit";
  full?: boolean;
  /** Working: pressing again does nothing, the focus stays. */
  busy?: boolean;
  onClick?: MouseEventHandler<HTMLElement>;
  "aria-label"?: string;
}

/** A button, at least 44 px high. While busy it keeps its width and its focus. */
export function Button({ kind = "main", children, icon: Icon, href, type = "button", full, busy, onClick, ...rest }: ButtonProps) {
  const inside = (
    <>
      {Icon && <Icon size={20} stroke={1.75} aria-hidden="true" />}
      {children}
    </>
  );
  if (href !== undefined)
    return (
      <a className="btn" data-kind={kind} data-full={full || undefined} href={href} onClick={onClick} {...rest}>
        {inside}
      </a>
    );
  return (
    <button
      type={type}
      className="btn"
      data-kind={kind}
      data-full={full || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {inside}
    </button>
  );
}
