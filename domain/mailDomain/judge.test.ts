import { describe, expect, it } from "vitest";
import { judgeDkim, judgeDmarc, judgeSpf } from "./judge.ts";
import { spfOfRelay } from "./relays.ts";

const domain = "hartwellruiz.example";
const spf = (...records: string[]) => judgeSpf(domain, records, 1);
const key = { selector: "firmflow1", publicKey: "MIIBIjAN", seenAt: null };

describe("who may send for the domain (SPF)", () => {
  it("is missing, there twice, open to all, without an end, or too long: each is said with what to publish", () => {
    expect(spf()).toMatchObject({ verdict: "bad", publish: { host: domain, type: "TXT" } });
    expect(spf("google-site-verification=1")).toMatchObject({ verdict: "bad" });
    expect(spf("v=spf1 include:a.example ~all", "v=spf1 mx -all")).toMatchObject({
      verdict: "bad",
      publish: { value: "v=spf1 include:a.example mx ~all" },
    });
    expect(spf("v=spf1 mx +all")).toMatchObject({ verdict: "bad", publish: { value: "v=spf1 mx ~all" } });
    expect(spf("v=spf1 all")).toMatchObject({ verdict: "bad" });
    expect(spf("v=spf1 mx")).toMatchObject({ verdict: "attention", publish: { value: "v=spf1 mx ~all" } });
    expect(judgeSpf(domain, ["v=spf1 include:a.example -all"], 11)).toMatchObject({ verdict: "bad" });
  });

  it("is good where it names servers and refuses others", () => {
    expect(spf("v=spf1 include:_spf.relay.example -all")).toMatchObject({ verdict: "good" });
    expect(spf("V=SPF1 redirect=_spf.relay.example")).toMatchObject({ verdict: "good" });
  });
});

describe("the server that mail is sent by", () => {
  const through = (record: string) => judgeSpf(domain, [record], 1, "include:amazonses.com");
  it("is named in the record to publish, and asked for where the record names others only", () => {
    expect(judgeSpf(domain, [], 0, "include:amazonses.com")).toMatchObject({ publish: { value: "v=spf1 include:amazonses.com ~all" } });
    expect(through("v=spf1 include:spf.protection.outlook.com -all")).toMatchObject({
      verdict: "attention",
      publish: { value: "v=spf1 include:amazonses.com include:spf.protection.outlook.com -all" },
    });
    expect(through("v=spf1 Include:AmazonSES.com ~all")).toMatchObject({ verdict: "good", says: expect.stringContaining("is among them") });
    expect(through("v=spf1 redirect=_spf.firm.example")).toMatchObject({ verdict: "good", says: expect.stringContaining("Make sure") });
  });

  it("is known of well-known providers by the name mail is handed to, and of nobody who only looks like one", () => {
    const found = [
      "smtp://u:p@email-smtp.us-east-1.amazonaws.com:587",
      "smtps://smtp-relay.gmail.com",
      "smtp://smtp.office365.com:587",
    ].map((one) => spfOfRelay(one));
    expect(found).toEqual(["include:amazonses.com", "include:_spf.google.com", "include:spf.protection.outlook.com"]);
    expect(["smtp://127.0.0.1:2525", "smtp://amazonaws.com.evil.example", "nonsense", ""].map((one) => spfOfRelay(one))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("the signature (DKIM)", () => {
  it("needs keys, then their record, and is good once the record holds our key, in however many parts and with whatever spaces", () => {
    expect(judgeDkim(domain, null, [])).toMatchObject({ verdict: "bad" });
    expect(judgeDkim(domain, key, [])).toMatchObject({
      verdict: "attention",
      publish: { host: `firmflow1._domainkey.${domain}`, value: "v=DKIM1; k=rsa; p=MIIBIjAN" },
    });
    expect(judgeDkim(domain, key, ["v=DKIM1; k=rsa; p=MIIB IjAN"])).toMatchObject({ verdict: "good" });
    expect(judgeDkim(domain, key, ["p=MIIBIjAN;"])).toMatchObject({ verdict: "good" });
  });

  it("is bad with another key, a withdrawn one, or when the record is lost again", () => {
    expect(judgeDkim(domain, key, ["v=DKIM1; p=MIIB"])).toMatchObject({ verdict: "bad" });
    expect(judgeDkim(domain, key, ["v=DKIM1; p="]).says).toContain("withdrawn");
    expect(judgeDkim(domain, { ...key, seenAt: new Date() }, [])).toMatchObject({ verdict: "bad" });
  });
});

describe("what others do with forged mail (DMARC)", () => {
  it("is missing, there twice, or without a policy", () => {
    expect(judgeDmarc(domain, [])).toMatchObject({ verdict: "bad", publish: { host: `_dmarc.${domain}` } });
    expect(judgeDmarc(domain, ["v=DMARC1; p=none", "v=DMARC1; p=reject"])).toMatchObject({ verdict: "bad" });
    expect(judgeDmarc(domain, ["v=DMARC1; rua=mailto:a@b.example"])).toMatchObject({ verdict: "bad" });
  });

  it("is explained by what its policy does, also where it is the organisation's", () => {
    expect(judgeDmarc(domain, ["v=DMARC1; p=none"]).says).toContain("only watches");
    expect(judgeDmarc(domain, ["v=DMARC1; p=reject"]).says).toContain("refused");
    expect(judgeDmarc(`mail.${domain}`, [], ["v=DMARC1; p=quarantine"])).toMatchObject({ verdict: "good" });
  });
});

it("says that nobody knows, where the name servers gave no answer", () => {
  expect([judgeSpf(domain, null, 0), judgeDkim(domain, key, null), judgeDmarc(domain, null)].map((one) => one.verdict)).toEqual([
    "unknown",
    "unknown",
    "unknown",
  ]);
});
