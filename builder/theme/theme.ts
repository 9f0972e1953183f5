import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeComponents,
  type VariantColorsResolver,
} from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { createElement } from "react";

const token = (name: string) => `var(--${name})`;

/** Mantine asks for ten shades; ours are the tokens, so light and dark follow by themselves. */
const oneColour = (name: string, ground: string): MantineColorsTuple => [
  token(ground),
  token(ground),
  token(ground),
  token(name),
  token(name),
  token(name),
  token(name),
  token(name),
  token(name),
  token(name),
];

const neutral: MantineColorsTuple = [
  token("sunk"),
  token("sunk"),
  token("line"),
  token("line"),
  token("line2"),
  token("faint"),
  token("faint"),
  token("muted"),
  token("ink"),
  token("ink"),
];

/** In the dark Mantine counts from text (0) to ground (9). */
const neutralDark: MantineColorsTuple = [
  token("ink"),
  token("ink"),
  token("muted"),
  token("faint"),
  token("line2"),
  token("line"),
  token("card"),
  token("ground"),
  token("ground"),
  token("ground"),
];

const meaning = { accent: "tint", waiting: "waiting-bg", done: "done-bg", attention: "attention-bg", held: "held-bg" } as const;
/** What Mantine's own components call by Mantine's own names. */
const alias: Record<string, keyof typeof meaning> = {
  accent: "accent",
  blue: "accent",
  waiting: "waiting",
  yellow: "waiting",
  done: "done",
  green: "done",
  attention: "attention",
  red: "attention",
  held: "held",
};

const colours = Object.fromEntries(Object.entries(alias).map(([name, of]) => [name, oneColour(of, meaning[of])]));

const variantColours: VariantColorsResolver = (input) => {
  const name = alias[input.color ?? "accent"];
  const text = name === "accent" ? token("accent-ink") : token("card");
  if (name && input.variant === "filled")
    return {
      background: token(name),
      hover: name === "accent" ? token("accent-hover") : `color-mix(in srgb, ${token(name)} 88%, ${token("ink")})`,
      color: text,
      hoverColor: text,
      border: "1px solid transparent",
    };
  if (name && input.variant === "light")
    return {
      background: token(meaning[name]),
      hover: `color-mix(in srgb, ${token(meaning[name])} 80%, ${token(name)} 12%)`,
      color: token(name),
      border: name === "accent" ? `1px solid ${token("tint-line")}` : "1px solid transparent",
    };
  return defaultVariantColorsResolver(input);
};

/** Heights by size, drawn to the pictures: 28 in rows, 32 for ordinary buttons, 34 for inputs. */
const buttonHeights: Record<string, number> = { xs: 28, sm: 32, md: 36, lg: 44 };
const inputHeights: Record<string, number> = { xs: 28, sm: 34, md: 38, lg: 44 };

const chevron = () => createElement(IconChevronDown, { size: 16, stroke: 1.7, "aria-hidden": true });
const choosing = {
  defaultProps: { rightSection: chevron(), checkIconPosition: "right", comboboxProps: { shadow: "md" }, maxDropdownHeight: 280 },
};
interface Sized {
  size?: unknown;
}

/** Named only, not imported: a page that has no modal does not fetch one. */
const components: MantineThemeComponents = {
  Button: {
    defaultProps: { size: "sm", variant: "default" },
    vars: (_theme: unknown, { size }: Sized) => ({
      root: {
        "--button-height": `${buttonHeights[String(size)] ?? 32}px`,
        "--button-fz": size === "xs" ? "12.5px" : size === "lg" ? "14px" : "13px",
        "--button-padding-x": size === "xs" ? "10px" : "12px",
      },
    }),
    styles: { root: { fontWeight: 500 }, section: { marginInlineEnd: 7 } },
  },
  Input: {
    defaultProps: { size: "sm" },
    vars: (_theme: unknown, { size }: Sized) => ({
      wrapper: { "--input-height": `${inputHeights[String(size)] ?? 34}px`, "--input-fz": "13.5px", "--input-color": "var(--ink)" },
    }),
  },
  InputWrapper: {
    // What may be left out says "(optional)" in its label; everything else is needed.
    defaultProps: { inputWrapperOrder: ["label", "description", "error", "input"], withAsterisk: false },
    styles: {
      label: { fontSize: "12.5px", lineHeight: "16px", fontWeight: 500, marginBottom: 5 },
      description: { fontSize: "12px", lineHeight: "16px", color: "var(--muted)", marginBottom: 5 },
      error: { fontSize: "12.5px", lineHeight: "17px", fontWeight: 500, marginBottom: 5 },
    },
  },
  Select: choosing,
  MultiSelect: { defaultProps: { comboboxProps: { shadow: "md" }, maxDropdownHeight: 280 } },
  Checkbox: { defaultProps: { size: "xs", iconColor: "var(--accent-ink)" } },
  Radio: { defaultProps: { size: "xs", iconColor: "var(--accent-ink)" } },
  Switch: { defaultProps: { size: "sm" } },
  SegmentedControl: {
    defaultProps: { size: "xs", transitionDuration: 120 },
    styles: {
      root: { background: "var(--sunk)", border: "1px solid var(--line)", padding: 2 },
      label: { fontSize: "12.5px", fontWeight: 500 },
    },
  },
  Tabs: { styles: { tab: { fontSize: "13px", fontWeight: 500, paddingInline: 2, marginInlineEnd: 16 } } },
  Menu: {
    defaultProps: {
      shadow: "md",
      radius: "lg",
      transitionProps: { duration: 100 },
      position: "bottom-end",
      withInitialFocusPlaceholder: false,
    },
    styles: { item: { fontSize: "13px", minHeight: 32 }, itemSection: { marginInlineEnd: 9 } },
  },
  Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
  // A named landmark in index.html, so that menus and notices lie within one.
  Portal: { defaultProps: { target: "#layers" } },
  Popover: { defaultProps: { shadow: "md", radius: "lg", transitionProps: { duration: 100 } } },
  Modal: {
    defaultProps: {
      centered: true,
      radius: "lg",
      padding: "xl",
      overlayProps: { backgroundOpacity: 1, color: "var(--veil)" },
      transitionProps: { duration: 120 },
      closeButtonProps: { "aria-label": "Close" },
    },
    styles: { title: { fontSize: "16px", lineHeight: "24px", fontWeight: 600 }, header: { minHeight: 0, paddingBottom: 8 } },
  },
  DrawerOverlay: { defaultProps: { backgroundOpacity: 1, color: "var(--veil)" } },
  Drawer: {
    defaultProps: {
      overlayProps: { backgroundOpacity: 1, color: "var(--veil)" },
      transitionProps: { duration: 120 },
      closeButtonProps: { "aria-label": "Close" },
    },
  },
  Tooltip: { defaultProps: { openDelay: 400, fz: 12, color: "var(--ink)" }, styles: { tooltip: { color: "var(--card)" } } },
};

export const theme = createTheme({
  fontFamily: "var(--font)",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "15px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "18px", md: "20px", lg: "22px", xl: "28px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "7px", lg: "10px", xl: "16px" },
  defaultRadius: "md",
  headings: {
    fontFamily: "var(--font)",
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "28px" },
      h2: { fontSize: "14px", lineHeight: "20px" },
      h3: { fontSize: "14px", lineHeight: "20px" },
    },
  },
  primaryColor: "accent",
  primaryShade: 6,
  colors: { ...colours, gray: neutral, dark: neutralDark },
  variantColorResolver: variantColours,
  shadows: { xs: "var(--shadow)", sm: "var(--shadow)", md: "var(--pop)", lg: "var(--pop)", xl: "var(--pop)" },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
  components,
});

/** Where Mantine has a variable of its own, it reads ours. */
const shared: Record<string, string> = {
  "--mantine-color-body": token("card"),
  "--mantine-color-text": token("ink"),
  "--mantine-color-bright": token("ink"),
  "--mantine-color-dimmed": token("muted"),
  "--mantine-color-placeholder": token("faint"),
  "--mantine-color-anchor": token("accent"),
  "--mantine-color-error": token("attention"),
  "--mantine-color-default": token("card"),
  "--mantine-color-default-hover": token("sunk"),
  "--mantine-color-default-color": token("ink"),
  "--mantine-color-default-border": token("line2"),
  "--mantine-color-disabled": token("held-bg"),
  "--mantine-color-disabled-color": token("faint"),
  "--mantine-color-disabled-border": token("line"),
  "--mantine-primary-color-filled": token("accent"),
  "--mantine-primary-color-filled-hover": token("accent-hover"),
  "--mantine-primary-color-light": token("tint"),
  "--mantine-primary-color-light-hover": token("tint"),
  "--mantine-primary-color-light-color": token("accent"),
  "--mantine-primary-color-contrast": token("accent-ink"),
};
for (const [name, of] of Object.entries(alias)) {
  shared[`--mantine-color-${name}-text`] = token(of);
  shared[`--mantine-color-${name}-filled`] = token(of);
  shared[`--mantine-color-${name}-light`] = token(meaning[of]);
  shared[`--mantine-color-${name}-light-hover`] = token(meaning[of]);
  shared[`--mantine-color-${name}-light-color`] = token(of);
  shared[`--mantine-color-${name}-outline`] = token(of);
}

for (const part of ["text", "light-color", "outline"]) shared[`--mantine-color-gray-${part}`] = token("muted");
shared["--mantine-color-gray-light-hover"] = token("sunk");

export const cssVariables: CSSVariablesResolver = () => ({ variables: shared, light: shared, dark: shared });
