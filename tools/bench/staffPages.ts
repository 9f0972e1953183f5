/** Somebody, their matter and one of its runs, whose pages are looked at. */
export interface LookedAt {
  contactId: string;
  matterId: string;
  runId: string;
}

const day = 86_400_000;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What the staff pages ask the API for, as they ask it, in a firm with the flow `flow-1` for estate plans. */
export function staffPages({ contactId, matterId, runId }: LookedAt): string[] {
  const now = Date.now();
  const [from, until] = [new Date(now - 7 * day).toISOString(), new Date(now + 35 * day).toISOString()];
  const year = `from=${new Date(now - 365 * day).toISOString()}&to=${new Date(now).toISOString()}`;
  return [
    ...["/today", "/today?mine=true", "/today/counts", "/intakes", "/notifications?limit=50", `/calendar?from=${from}&until=${until}`],
    ...["/contacts?limit=100", "/contacts?q=okafor&limit=100", "/contacts?q=o&limit=100", "/contacts?source=Website&limit=100"],
    ...["/contacts/filters", `/contacts/${contactId}`],
    ...["/matters?limit=100", "/matters?state=open&limit=100", "/matters?q=okafor&limit=100", `/matters/${matterId}`],
    ...["/matters/board?caseType=estate-planning&cards=50", "/matters/board/attention?caseType=estate-planning"],
    ...["/matters/board/cards?caseType=estate-planning&stage=hired&limit=50", `/files?matterId=${matterId}`],
    ...[`/story?matterId=${matterId}&limit=50`, `/story?contactId=${contactId}&limit=50`],
    ...["/flows", "/flows/flow-1", "/flows/flow-1/steps", "/flows/flow-1/versions", "/library"],
    ...["/flows/flow-1/numbers", `/flows/flow-1/numbers?version=1&since=${dateOf(now - 700 * day)}`],
    ...["/flows/flow-1/people?mark=waiting:wait1&limit=50", "/flows/flow-1/people?mark=done:wait1&limit=50"],
    ...["/runs?limit=50", "/runs?flowKey=flow-1&limit=50", "/runs?status=attention&limit=50", "/runs?flowKey=flow-1&step=wait1&limit=50"],
    ...[`/runs?contactId=${contactId}&limit=50`, `/runs?matterId=${matterId}&status=open&limit=50`, `/runs/${runId}`],
    ...["/reports/leads", `/reports/leads?${year}`, "/reports/flows", `/reports/flows?${year}`],
    ...["/search?q=okafor", "/search?q=o", "/tasks?limit=100", "/tasks?state=done&limit=100"],
    ...["/messages?limit=50", "/messages?q=news&limit=50", "/messages?q=luis&limit=50", "/messages?state=held&limit=50"],
    ...["/messages?came=bounce&limit=50", "/deliverability?days=91", "/invoices", `/requests?matterId=${matterId}`],
    ...["/bulk", "/holds", "/staff", "/firm", "/forms", "/pipelines", "/texts/received?limit=50"],
  ];
}
