import styles from "./States.module.css";

const widths = ["62%", "48%", "70%", "54%", "44%", "66%"];

/** As many grey lines as there will be real ones, at the same height, so that nothing jumps when they come. */
export function LoadingLines({ lines = 4, height = 46, label = "Loading" }: { lines?: number; height?: number; label?: string }) {
  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.bone} style={{ height }} aria-hidden="true">
          <i style={{ width: 28, height: 28, borderRadius: 7 }} />
          <span style={{ flex: 1 }}>
            <i style={{ width: widths[line % widths.length], height: 10 }} />
            {height > 36 && <i style={{ width: "32%", height: 8, marginTop: 6 }} />}
          </span>
          <i style={{ width: 84, height: 10 }} />
        </div>
      ))}
    </div>
  );
}
