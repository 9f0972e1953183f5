/** What names the servers of well-known mail providers in an SPF record, by how the name of the one that mail is handed to ends. */
const names: [RegExp, string][] = [
  [/(^|\.)amazonaws\.com$/, "include:amazonses.com"],
  [/(^|\.)(gmail|google)\.com$/, "include:_spf.google.com"],
  [/(^|\.)office365\.com$|(^|\.)outlook\.com$/, "include:spf.protection.outlook.com"],
  [/(^|\.)sendgrid\.net$/, "include:sendgrid.net"],
  [/(^|\.)mailgun\.org$/, "include:mailgun.org"],
  [/(^|\.)postmarkapp\.com$/, "include:spf.mtasv.net"],
  [/(^|\.)mailjet\.com$/, "include:spf.mailjet.com"],
  [/(^|\.)(brevo|sendinblue)\.com$/, "include:spf.brevo.com"],
  [/(^|\.)(messagingengine|fastmail)\.com$/, "include:spf.messagingengine.com"],
  [/(^|\.)zoho\.com$/, "include:zohomail.com"],
];

/** What an SPF record has to say for the server that SMTP_URL names; null where that is not known, as for a server of one's own. */
export function spfOfRelay(smtpUrl = process.env.SMTP_URL ?? ""): string | null {
  const host = URL.canParse(smtpUrl) ? new URL(smtpUrl).hostname.toLowerCase() : "";
  return names.find(([ending]) => ending.test(host))?.[1] ?? null;
}
