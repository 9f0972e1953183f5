import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContact } from "../../domain/contacts/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { closeMailConnections, type MessageContent, readMessageTemplate, saveMessageTemplate } from "../../domain/messages/index.ts";
import { complaints, goTo } from "../support/browser.ts";
import { smtpServer } from "../support/mailServers.ts";
import { type Screens, startScreens } from "../support/screens.ts";

/**
 * Messages are written: a real browser, the built pages, the real API and database; pictures of the desk and of the mails are kept. That
 * the page itself is accessible, wide and on a phone, is seen in test/screens/everyPage.test.ts; here are its menus, dialogs and mails.
 */
const pictures = resolve(import.meta.dirname, "../../test-output/writing");
const shipped = resolve(import.meta.dirname, "../../workflows/library/estate-planning/mails/ep-welcome.json");

let screens: Screens;
let page: Page;
let mail: Awaited<ReturnType<typeof smtpServer>>;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  mail = await smtpServer();
  process.env.SMTP_URL = mail.url;
  screens = await startScreens();
  const content = JSON.parse(await readFile(shipped, "utf8")) as MessageContent;
  await saveMessageTemplate(screens.scope, { key: "ep-welcome", content });
  page = await screens.windowOf("Elena", { role: "owner" });
});
afterAll(async () => {
  await page?.context().close();
  await screens?.stop();
  closeMailConnections();
  await mail?.stop();
});

const open = (key: string) => goTo(page, `${screens.home}/templates/messages/${key}`);
const part = (name: string | RegExp) => page.getByRole("region", { name });
const saved = async (key: string): Promise<MessageContent> => (await readMessageTemplate(screens.scope, { key })).content;
const save = async (version: number) => {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(`Saved as version ${version}`).waitFor();
};
/** The caret is in this text. */
const inHand = (label: string) => page.waitForFunction((name) => document.activeElement?.getAttribute("aria-label") === name, label);
const letter = () => page.frameLocator("iframe[title='The message as it would look']");

describe("a message's desk", () => {
  it("shows a shipped message as it will look, beside how it would arrive", async () => {
    await open("ep-welcome");
    await letter().getByRole("link", { name: "Start your form" }).waitFor();
    await page.locator("span[data-field*='contact.firstName']").first().waitFor();
    await page.screenshot({ path: join(pictures, "desk-1440.png"), fullPage: true });
  });

  it("writes text with bold, a field with something to say where it is empty, a button; moves a part by keyboard; undoes; saves", async () => {
    await goTo(page, `${screens.home}/templates`);
    await page.getByRole("button", { name: "New message" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Parking");
    await page.getByRole("button", { name: "Write it" }).click();
    await page.getByRole("textbox", { name: "Subject", exact: true }).fill("Where to park");
    const text = page.getByRole("textbox", { name: "Text", exact: true });
    await text.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Please park behind ");
    await page.getByRole("button", { name: "Bold" }).click();
    await page.keyboard.type("the house");
    await page.getByRole("button", { name: "Bold" }).click();
    await page.keyboard.type(", ");
    await page.getByRole("button", { name: "Put in a field" }).click();
    await page.getByRole("menuitem", { name: "Last name, Contact" }).click();
    await inHand("Text");
    await page.keyboard.type(".");
    await page.locator("span[data-field='{{ contact.lastName }}']").click();
    await page.getByLabel("If it is empty, say").fill("dear guest");
    await page.getByLabel("If it is empty, say").press("Enter");
    await page.getByRole("button", { name: "Add a part" }).click();
    await page.getByRole("menuitem", { name: "Button" }).click();
    await page.getByRole("textbox", { name: "Button", exact: true }).fill("Show the map");
    await page.getByRole("combobox", { name: "Leads to" }).click();
    await page.getByRole("option", { name: "An address" }).click();
    await page.getByRole("textbox", { name: "Address", exact: true }).fill("https://hartwellruiz.example/map");
    await part("1. Text")
      .getByRole("button", { name: /^Move Text/ })
      .press("ArrowDown");
    await part("2. Text").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await part("2. Button").waitFor();
    await save(1);
    expect((await saved("parking")).variants.en).toEqual({
      subject: "Where to park",
      body: [
        {
          type: "text",
          text: "Dear {{ contact.firstName | default: 'Sir or Madam' }},\n\nPlease park behind **the house**, {{ contact.lastName | default: 'dear guest' }}.",
        },
        { type: "button", label: "Show the map", to: "https://hartwellruiz.example/map" },
      ],
    });
    await letter().getByRole("link", { name: "Show the map" }).waitFor();
    await page.screenshot({ path: join(pictures, "written-1440.png"), fullPage: true });
  });

  it("moves a part where it is dragged, as one step to undo, and one dropped beside all parts stays", async () => {
    const handle = part("2. Button").getByRole("button", { name: /^Move Button/ });
    await handle.dragTo(part("1. Text"));
    await part("1. Button").waitFor();
    await part("2. Text").waitFor();
    expect(await page.getByText("Button is now 1 of 2").count()).toBe(1);
    await part("1. Button")
      .getByRole("button", { name: /^Move Button/ })
      .dragTo(page.getByRole("heading", { level: 1 }));
    await part("1. Button").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await part("2. Button").waitFor();
  });

  it("loses nothing when it is left: what was not saved is back, and can be taken away again", async () => {
    await page.getByRole("textbox", { name: "Subject", exact: true }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" on Friday");
    await page.getByText("Version 1, changes not saved").waitFor();
    await page.getByRole("link", { name: "Templates" }).first().click();
    await page.getByRole("button", { name: "New message" }).waitFor();
    await open("parking");
    await page.getByRole("textbox", { name: "Subject", exact: true }).getByText("Where to park on Friday").waitFor();
    const taken = page.getByRole("button", { name: /^Undo: Your changes of .* had not been saved\. They are back\./ });
    await taken.click();
    await page.getByText("Version 1", { exact: true }).waitFor();
    await page.reload();
    await page
      .getByRole("textbox", { name: "Subject", exact: true })
      .getByText(/^Where to park$/)
      .waitFor();
    expect((await readMessageTemplate(screens.scope, { key: "parking" })).version).toBe(1);
  });

  it("says at the part itself what may not be saved, and saves nothing", async () => {
    await page.getByRole("textbox", { name: "Address", exact: true }).fill("javascript:alert(1)");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await part("2. Button").getByRole("alert").filter({ hasText: "no address to lead to" }).waitFor();
    expect((await readMessageTemplate(screens.scope, { key: "parking" })).version).toBe(1);
    await page.getByRole("textbox", { name: "Address", exact: true }).fill("https://hartwellruiz.example/map");
  });

  it("takes a picture with words for whoever does not see it; it stands in the letter", async () => {
    await page.getByRole("button", { name: "Add a part" }).click();
    await page.getByRole("menuitem", { name: "Picture" }).click();
    const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
    await page.locator("input[type=file]").setInputFiles({ name: "map.png", mimeType: "image/png", buffer: dot });
    await page.getByLabel("What it shows").fill("A map of our street");
    await letter().getByRole("img", { name: "A map of our street" }).waitFor();
    await save(2);
    expect((await saved("parking")).variants.en?.body[2]).toMatchObject({ type: "image", alt: "A map of our street" });
  });

  it("brings an older version back onto the page, to be saved as the next", async () => {
    await page.getByRole("button", { name: "Versions" }).click();
    const first = page.getByRole("region", { name: "Version 1" });
    await first.getByRole("button", { name: "Look at it" }).click();
    await first.locator("iframe").waitFor();
    await first.getByRole("button", { name: "Bring it back" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.locator("section[aria-label='3. Picture']").waitFor({ state: "detached" });
    await save(3);
    expect((await saved("parking")).variants.en?.body).toHaveLength(2);
  });

  it("is written in another language beside it, and its plain text by hand", async () => {
    await page.getByText("Spanish", { exact: true }).click();
    await page.getByRole("button", { name: "Write it in Spanish too" }).click();
    await page.getByRole("textbox", { name: "Subject", exact: true }).fill("Dónde estacionar");
    await page.getByText("Plain text", { exact: true }).click();
    await page.getByRole("button", { name: "Write the plain text yourself" }).click();
    await page.getByRole("textbox", { name: "Plain text" }).fill("Estacione detrás de la casa.");
    await page.locator("pre", { hasText: "Estacione detrás de la casa." }).waitFor();
    await save(4);
    expect((await saved("parking")).variants.es).toMatchObject({ subject: "Dónde estacionar", plain: "Estacione detrás de la casa." });
  });

  it("of marketing has a topic, made where it is chosen; the next message finds it among the others", async () => {
    const choose = async (box: string, option: string) => {
      await page.getByRole("combobox", { name: box }).click();
      await page.getByRole("option", { name: option }).click();
    };
    await choose("Purpose", "Marketing: needs consent, can be left");
    await choose("Topic", "Another topic …");
    await page.getByLabel("Name of the topic").fill("Planning for your family");
    await page.getByLabel("In Spanish (optional)").fill("Planear por su familia");
    await page.getByRole("button", { name: "Use it" }).click();
    await save(5);
    const topic = { key: "planning-for-your-family", name: "Planning for your family", nameEs: "Planear por su familia" };
    expect((await saved("parking")).topic).toEqual(topic);
    await open("ep-welcome");
    await choose("Purpose", "Marketing: needs consent, can be left");
    await choose("Topic", topic.name);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText(/^Saved as version/).waitFor();
    expect((await saved("ep-welcome")).topic).toEqual(topic);
  });

  it("shows what it would say to somebody of the firm's, and what is empty for them", async () => {
    await createContact(screens.scope, { firstName: "Luis", lastName: "Peña", email: "luis@pena.example" });
    await open("ep-welcome");
    await page.getByRole("combobox", { name: "As it would reach" }).fill("Luis");
    await page.getByRole("option", { name: /Luis Peña/ }).click();
    await letter().getByText("Dear Luis").waitFor();
    await page.screenshot({ path: join(pictures, "as-luis.png") });
  });

  it("is used on a phone", async () => {
    const phone = await screens.windowOf("Marcus", { viewport: { width: 390, height: 844 } });
    await goTo(phone, `${screens.home}/templates/messages/ep-welcome`);
    await phone.frameLocator("iframe[title='The message as it would look']").getByRole("link", { name: "Start your form" }).waitFor();
    await phone.screenshot({ path: join(pictures, "desk-390.png"), fullPage: true });
    await phone.context().close();
  });
});

it("the mail itself is readable at 640 and 390 pixels, light and dark", async () => {
  const { content } = await readMessageTemplate(screens.scope, { key: "ep-welcome" });
  const answer = await page.request.post(`${screens.home}/api/message-templates/preview`, {
    headers: screens.signedIn("Elena"),
    data: { content, language: "en" },
  });
  const { html } = (await answer.json()) as { html: string };
  const mailPage = await screens.windowOf("Dana", { viewport: { width: 640, height: 900 } });
  await mailPage.setContent(html);
  for (const look of ["light", "dark"] as const) {
    await mailPage.emulateMedia({ colorScheme: look });
    // What mail programs need (tables for layout) is no list of landmarks.
    const found = await complaints(mailPage, join(pictures, `mail-640-${look}.png`), { fullPage: true, tags: ["wcag2aa"] });
    expect(found, look).toEqual([]);
    await mailPage.setViewportSize({ width: 390, height: 844 });
    await mailPage.screenshot({ path: join(pictures, `mail-390-${look}.png`), fullPage: true });
    expect(await mailPage.evaluate(() => document.documentElement.scrollWidth), look).toBeLessThanOrEqual(390);
    await mailPage.setViewportSize({ width: 640, height: 900 });
  }
  await mailPage.context().close();
});

describe("writing to somebody", () => {
  it("begins with a saved answer, shows how it reads for them, and leaves as an email", async () => {
    await goTo(page, `${screens.home}/templates?what=answers`);
    await page.getByRole("button", { name: "New saved answer" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Parking");
    await page.getByRole("dialog").getByRole("textbox", { name: "What it says" }).fill("Please park behind the house.");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: /Parking/ }).waitFor();
    const { id } = await createContact(screens.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
    await goTo(page, `${screens.home}/contacts/${id}`);
    await page.getByRole("button", { name: "Write", exact: true }).click();
    const desk = page.getByRole("dialog", { name: "Write to Ngozi Okafor" });
    await desk.getByRole("combobox", { name: /saved answer/ }).click();
    await page.getByRole("option", { name: "Parking" }).click();
    await desk.getByRole("textbox", { name: "Subject" }).fill("Where to park");
    await desk.getByRole("textbox", { name: "Message" }).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" See you, ");
    await desk.getByRole("button", { name: "Put in a field" }).click();
    await page.getByRole("menuitem", { name: "First name, Contact" }).click();
    await desk.getByRole("region", { name: "How it reads" }).getByText("Please park behind the house. See you, Ngozi").waitFor();
    await page.screenshot({ path: join(pictures, "write-to.png") });
    await desk.getByRole("button", { name: "Send to Ngozi Okafor" }).click();
    await page.getByText("Sent to Ngozi Okafor.").waitFor();
    expect(mail.received.map((one) => [one.mail.subject, one.mail.text?.includes("See you, Ngozi")])).toEqual([["Where to park", true]]);
  });

  it("can begin with a model's draft, marked as one and with what it was told; nothing leaves by it", async () => {
    const model = createServer((_req, res) =>
      res.end(JSON.stringify({ choices: [{ message: { content: "Subject: Your papers\n\nDear Luis,\n\nthank you." } }] })),
    );
    await new Promise<void>((ready) => model.listen(0, "127.0.0.1", ready));
    process.env.DRAFTING_URL = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
    await changeFirm(screens.scope, { drafting: true });
    const { id } = await createContact(screens.scope, { firstName: "Marta", lastName: "Diaz", email: "marta@diaz.example" });
    await goTo(page, `${screens.home}/contacts/${id}`);
    await page.getByRole("button", { name: "Write", exact: true }).click();
    const desk = page.getByRole("dialog", { name: "Write to Marta Diaz" });
    await desk.getByRole("textbox", { name: /Have it drafted/ }).fill("We got the papers");
    await desk.getByRole("button", { name: "Draft it" }).click();
    await desk.getByText("A draft by a language model. Read it before you send it.").waitFor();
    await desk.getByText(/It was told nothing but: .*First name: Marta/).waitFor();
    await desk.getByRole("textbox", { name: "Message" }).getByText("thank you.").waitFor();
    expect(await complaints(page, join(pictures, "drafted.png"))).toEqual([]);
    expect(mail.received.filter((one) => one.mail.subject === "Your papers")).toEqual([]);
    await desk.getByRole("button", { name: "I have read it: send to Marta Diaz" }).waitFor();
    delete process.env.DRAFTING_URL;
    model.closeAllConnections();
    model.close();
  });

  it("finds what all emails share in Settings", async () => {
    await goTo(page, `${screens.home}/settings/sender`);
    const card = page.locator("form", { has: page.getByLabel("Above who signs (optional)") });
    await card.getByLabel("Above who signs (optional)").fill("Kind regards,");
    await card.getByRole("button", { name: "Save" }).click();
    await card.getByText("Saved.").waitFor();
    await page.screenshot({ path: join(pictures, "settings-sender.png"), fullPage: true });
    await open("ep-welcome");
    await letter().getByText("Kind regards,").waitFor();
  });
});
