import { Component, type ReactNode } from "react";
import styles from "./Panel.module.css";

interface ReadableProps {
  /** What is shown: when it changes, it is tried anew. */
  of: unknown;
  children: ReactNode;
}
interface ReadableState {
  of: unknown;
  failed: boolean;
}

/** A step written by hand may hold what no field can show. Then the panel says so and keeps its head and foot; the drawing goes on. */
export class Readable extends Component<ReadableProps, ReadableState> {
  override state: ReadableState = { of: undefined, failed: false };

  static getDerivedStateFromProps({ of }: ReadableProps, state: ReadableState): ReadableState | null {
    return of === state.of ? null : { of, failed: false };
  }

  static getDerivedStateFromError(): Partial<ReadableState> {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <p className={styles.problems} role="alert">
        These settings cannot be shown here: they hold something that no field of this step can. Put another step in its place, or mend it
        in the file it came from.
      </p>
    );
  }
}
