import styles from "./PersonAvatar.module.css";
import { initials, tintOf } from "./person.ts";

/** A person's initials on a tint that stays theirs. Says nothing to a screen reader: the name stands beside it. */
export function PersonAvatar({ name, size = "m" }: { name: string; size?: "s" | "m" | "l" }) {
  const tint = tintOf(name);
  return (
    <span
      className={styles.avatar}
      data-size={size}
      style={{ background: `var(--${tint}-bg)`, color: `var(--${tint})` }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}
