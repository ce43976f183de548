import { type ComponentType, lazy } from "react";
import type { Session } from "../host/host.ts";

interface SettingsPage {
  /** Behind the # of the address. */
  path: string;
  title: `tab.${"start" | "policy" | "people" | "versions" | "register" | "learning" | "deliveries" | "health"}`;
  /** Who may see it; the server refuses others anyway. */
  role: Session["role"];
  /** @param props.rest what the address says after the page's own name */
  Page: ComponentType<{ rest: string }>;
}

/** The pages of the settings in the order of their tabs; each is loaded when it is opened. */
export const settingsPages: readonly SettingsPage[] = [
  {
    path: "start",
    title: "tab.start",
    role: "lead",
    Page: lazy(async () => ({ default: (await import("./start/start-page.tsx")).StartPage })),
  },
  {
    path: "policy",
    title: "tab.policy",
    role: "lead",
    Page: lazy(async () => ({ default: (await import("./policy/policy-page.tsx")).PolicyPage })),
  },
  {
    path: "people",
    title: "tab.people",
    role: "lead",
    Page: lazy(async () => ({ default: (await import("./people/people-page.tsx")).PeoplePage })),
  },
  {
    path: "versions",
    title: "tab.versions",
    role: "lead",
    Page: lazy(async () => ({ default: (await import("./versions/versions-page.tsx")).VersionsPage })),
  },
  {
    path: "register",
    title: "tab.register",
    role: "agent",
    Page: lazy(async () => ({ default: (await import("./register/register-page.tsx")).RegisterPage })),
  },
  {
    path: "learning",
    title: "tab.learning",
    role: "admin",
    Page: lazy(async () => ({ default: (await import("./learning/learning-page.tsx")).LearningPage })),
  },
  {
    path: "deliveries",
    title: "tab.deliveries",
    role: "lead",
    Page: lazy(async () => ({ default: (await import("./deliveries/deliveries-page.tsx")).DeliveriesPage })),
  },
  {
    path: "health",
    title: "tab.health",
    role: "lead",
    Page: lazy(async () => ({ default: (await import("./health/health-page.tsx")).HealthPage })),
  },
];
