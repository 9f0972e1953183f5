/** Firmflow's own mark. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true" style={{ color: "var(--accent)", flex: "none" }}>
      <rect x="1" y="1" width="20" height="20" rx="5.5" fill="currentColor" />
      <path
        d="M7 16.5V8.2C7 6.4 8.2 5.5 9.8 5.5H15M7 11h4.2c1.6 0 2.8.9 2.8 2.6v2.9"
        fill="none"
        stroke="var(--accent-ink)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
