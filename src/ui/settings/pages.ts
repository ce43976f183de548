import { type ComponentType, lazy } from "react";

interface SettingsPage {
  /** Behind the # of the address. */
  path: string;
  title: "tab.register";
  Page: ComponentType;
}

/** The pages of the settings in the order of their tabs; each is loaded when it is opened. */
export const settingsPages: readonly SettingsPage[] = [
  {
    path: "register",
    title: "tab.register",
    Page: lazy(async () => ({ default: (await import("./register-page.tsx")).RegisterPage })),
  },
];
