/** "$3,200" or "$1,850.50": whole amounts without cents, as a law office writes them. */
export function formatMoney(cents: number, currency = "USD"): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}
