import { DEFAULT_THEME, type IGardenTheme } from "@zendeskgarden/react-theming";
import type { ColorScheme } from "../host/host.ts";

/** Names of Garden's hues, with Freshworks' own in their place. */
const freshworksPalette = {
  ...DEFAULT_THEME.palette,
  blue: {
    100: "#f0f5ff",
    200: "#e5f2fd",
    300: "#bbdcfe",
    400: "#6fb1f5",
    500: "#4693ec",
    600: "#3683e3",
    700: "#2c5cc5",
    800: "#264966",
    900: "#12344d",
    1000: "#0b2233",
    1100: "#071722",
    1200: "#040e15",
  },
  grey: {
    100: "#f5f7f9",
    200: "#ebeff3",
    300: "#cfd7df",
    400: "#b0bcc8",
    500: "#92a2b1",
    600: "#6f7c87",
    700: "#475867",
    800: "#33424f",
    900: "#233240",
    1000: "#17222d",
    1100: "#101820",
    1200: "#0a1016",
  },
};

/** Garden's theme in the colours of the help desk around the page. */
export function themeOf(helpdesk: "zendesk" | "freshdesk", scheme: ColorScheme): IGardenTheme {
  return {
    ...DEFAULT_THEME,
    ...(helpdesk === "freshdesk" && { palette: freshworksPalette }),
    colors: { ...DEFAULT_THEME.colors, base: scheme },
  };
}
