/**
 * A firm's colour as used on white and under white text: made darker until both can be read (WCAG 2.2 AA, 4.5 to 1). In the dark it is
 * made lighter until it can be read on a dark card, and dark text on it.
 */

type Rgb = [number, number, number];

export function parseHex(colour: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour.trim());
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long?.slice(1);
  if (!parts) return null;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16));
  return [red, green, blue];
}

const toHex = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

const linear = (part: number) => {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Rgb) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG's contrast of two colours, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const white: Rgb = [255, 255, 255];
/** `#1c222a` of the theme's tokens. */
const darkCard: Rgb = [28, 34, 42];

const darker = (rgb: Rgb, by: number): Rgb => [rgb[0] * by, rgb[1] * by, rgb[2] * by];
const lighter = (rgb: Rgb, by: number): Rgb => [mixed(rgb[0], by), mixed(rgb[1], by), mixed(rgb[2], by)];
const mixed = (part: number, by: number) => 255 - (255 - part) * by;

/** The colour itself where it can be read, else the nearest darker one; null where it is no colour. */
export function readable(colour: string): { firm: string; deep: string } | null {
  let rgb = parseHex(colour);
  if (!rgb) return null;
  while (contrast(rgb, white) < 5) rgb = darker(rgb, 0.95);
  return { firm: toHex(rgb), deep: toHex(darker(rgb, 0.73)) };
}

/** The same in the dark, where lighter ones can be read. */
export function readableInTheDark(colour: string): { firm: string; deep: string } | null {
  let rgb = parseHex(colour);
  if (!rgb) return null;
  while (contrast(rgb, darkCard) < 6) rgb = lighter(rgb, 0.95);
  return { firm: toHex(rgb), deep: toHex(lighter(rgb, 0.6)) };
}

/** The firm's brand is its heading's font and its colour, of which style sheets take the sister that suits the light around. */
export function applyBrand(style: CSSStyleDeclaration, brand: { colour?: string; deep?: string; headingFont?: string } = {}): void {
  const colours = brand.colour ? readable(brand.colour) : null;
  if (colours) {
    const asked = brand.deep ? readable(brand.deep) : null;
    style.setProperty("--firm-light", colours.firm);
    style.setProperty("--firm-light-deep", asked?.firm ?? colours.deep);
  }
  const inTheDark = brand.colour ? readableInTheDark(brand.colour) : null;
  if (inTheDark) {
    style.setProperty("--firm-dark", inTheDark.firm);
    style.setProperty("--firm-dark-deep", inTheDark.deep);
  }
  if (brand.headingFont && /^[\w -]{1,60}$/.test(brand.headingFont))
    style.setProperty("--font-head", `"${brand.headingFont}", Georgia, serif`);
}
