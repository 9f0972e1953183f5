/** What mail servers mean when they say that a message could not be delivered (RFC 3463, and the words they use instead). */

/** The most telling status in a text: an enhanced one, else what a plain reply code stands for. Empty where there is none. */
export function statusIn(text: string): string {
  const enhanced = text.match(/\b[45]\.\d{1,3}\.\d{1,3}\b/g)?.filter((one) => !/\d+\.\d+\.\d+\.\d/.test(one)) ?? [];
  const telling = enhanced.find((one) => !/^\d\.0\.0$/.test(one)) ?? enhanced[0];
  if (telling) return telling;
  const plain = /(?:^|[\s:(<"'])([45]\d\d)(?=[\s-])/m.exec(text)?.[1];
  return plain ? `${plain.charAt(0)}.0.0` : "";
}

const full =
  /mailbox (is )?(full|exceed)|over ?quota|quota (exceed|full)|exceed(s|ed)? (the )?(storage|mailbox|quota|maximum (size|storage))|insufficient (system )?storage|out of (storage|disk)|not enough (disk|space)|disk ?full|storage (limit|exceeded)|too many messages|mailfolder is full|inbox is full|full mailbox|exceeded storage|is over quota|user is over/i;
const unwelcome =
  /spam|blocked|blacklist|black list|block ?list|blocklist|deny ?list|spamhaus|rbl|reputation|policy|dmarc|spf |dkim|unsolicited|refused by|banned|virus|content (rejected|filter)|not permitted|not authori[sz]ed|relay(ing)? (access )?(is )?(denied|not)|authentication required|rate limit|too many|greylist|try again later|temporar/i;
const passing =
  /timed? ?out|connection (refused|reset|lost|dropped)|no route|unreachable|expired|retry time|has been (in the )?queue|4\.4\.\d|resources temporarily|message size|too (large|big)|size limit|exceeds? .{0,20}size|message too|line too long|loop(ed|ing)? |hop count|too many hops/i;
const nobody =
  /user (is )?(unknown|doesn'?t exist|not found|disabled)|unknown (user|recipient|address|local[- ]part|mailbox|or illegal alias|account)|no such (user|recipient|mailbox|address|person|account|domain|local user)|does ?n[o']t exist|doesn'?t have a .{0,40}account|not exist|mailbox (unavailable|not found|does not|disabled|inactive|is disabled|unknown)|no mailbox|invalid (recipient|mailbox|address|user|domain)|recipient (address )?(rejected|unknown|not found|invalid|does not)|recipient (name )?is not recogni[sz]ed|address (rejected|unknown|not found|is invalid|does not)|unrouteable|host (or domain name )?(unknown|not found)|unknown host|domain (name )?(not found|does not|invalid|unknown)|name or service|nxdomain|account (has been |is |that you tried to reach (is|does|has been) )?(disabled|inactive|suspended|closed|deleted|expired|does)|(inactive|disabled|deactivated|closed|abandoned) (user|account|mailbox|recipient)|not (our|a) (customer|known user|valid (user|mailbox|recipient|address))|is not a valid (mailbox|user|recipient)|not listed in|couldn'?t be found|could not be found|wasn'?t found|can'?t (find|verify)|cannot (find|verify)|no (longer|more) (valid|at|with|available|works|in use)|user (has )?moved|not recogni[sz]ed|unavailable user|undeliverable address|bad (destination|address|recipient)|(unknown|no) (such )?(host|domain)|permanently (disabled|rejected)|there is no one at|not a known user|mail(box)? .{0,30}not (known|exist|found|valid)|nobody (here )?by that name|address .{0,60}not (exist|found|valid|known)/i;

/** The mailbox is full, the message unwelcome or the way to it broken: another message may well arrive. */
export function isSoft(status: string, said: string): boolean {
  if (status.startsWith("4.")) return true;
  const [, subject, detail] = status.split(".").map(Number);
  if (subject === 2 && detail === 2) return true;
  if (subject === 2 && (detail === 3 || detail === 4)) return true;
  if (subject === 3 || subject === 5 || subject === 6) return !nobody.test(said);
  if (subject === 4) return !nobody.test(said) && detail !== 4;
  if (subject === 7) return !nobody.test(said) || unwelcome.test(said);
  if (subject === 1 && (detail === 7 || detail === 8)) return true;
  if (subject === 1 && detail !== undefined && [1, 2, 3, 6, 10].includes(detail)) return full.test(said);
  return full.test(said) || (!nobody.test(said) && (unwelcome.test(said) || passing.test(said)));
}

/** The address itself is wrong or gone: it is not to be written to again. Without a sign of that, it is not taken for it. */
export function isAboutAddress(status: string, said: string): boolean {
  const [, subject, detail] = status.split(".").map(Number);
  if (subject === 1 && detail !== undefined && [1, 2, 3, 6, 10].includes(detail)) return true;
  if (subject === 2 && detail === 1) return true;
  if (subject === 4 && detail === 4) return true;
  return nobody.test(said);
}

export const saysDelayed = (text: string): boolean =>
  /(will|to) (be retried|retry|keep trying|continue to (try|be attempted))|not yet been delivered|has been delayed|delivery (is )?delay|\(delay\)|no action is required|do not need to resend|temporary (problem|failure|error) .{0,80}(retr|again)|could not be delivered for \d+ hours?|warning: (could not send|message).{0,60}(still|hours)|this is (only )?a warning|still (trying|being retried)/i.test(
    text,
  ) && !/giv(en|ing) up|permanent(ly)? (fail|error)|has failed|failed permanently/i.test(text);

export const saysFailed = (text: string): boolean =>
  /undeliver|not (be )?deliver|n't (be )?deliver|unable to deliver|deliver(y|ed)? .{0,60}(fail|unsuccessful|impossible|refus)|error .{0,40}(deliver|sending)|delivery .{0,60}abort|delevery|fail(ed|ure) .{0,40}(deliver|notice|recipient|address)|failure notice|did not reach|could ?n[o']t (be )?(sent|delivered|reach)|returned (mail|to sender|message)|(permanent|fatal) (error|fail)|returned? .{0,30}undeliver|was rejected|rejected your message|giving up|given up|message you sent .{0,60}(not|fail)|non.?deliver|mail system error|was not delivered|bounced|no se (pudo|ha podido) entregar|nicht zugestellt|n'a pas pu/i.test(
    text,
  );
