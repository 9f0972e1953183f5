import { formatMoney } from "./money.ts";

type MoneyProps = { currency?: string } & ({ cents: number | null | undefined } | { dollars: number | null | undefined });

/** An amount of money, told in `cents` (invoices) or in `dollars` (a matter's value). */
export function Money(props: MoneyProps) {
  const cents = "cents" in props ? props.cents : props.dollars == null ? null : Math.round(props.dollars * 100);
  if (cents == null) return <span className="muted">Not set</span>;
  return <span className="num">{formatMoney(cents, props.currency)}</span>;
}
