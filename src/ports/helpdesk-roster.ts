export interface HelpdeskAgent {
  id: string;
  name: string;
  groupIds: string[];
  active: boolean;
  /** Suspended or deactivated: whoever is inactive for another reason may own what a human gives them. */
  hasLeft?: boolean;
  /** Null where the help desk's plan does not tell. */
  available: boolean | null;
  /** Null where the help desk does not set one. */
  capacity: number | null;
  email: string | null;
  /** Level by skill, 1 to 10; null where the help desk keeps none. */
  skills: Record<string, number> | null;
}

export interface HelpdeskRoster {
  /** `assignsItself`: the help desk picks an agent of its own as soon as the group is set. */
  groups: { id: string; name: string; assignsItself?: boolean }[];
  agents: HelpdeskAgent[];
  /** The help desk's own engine gives tickets to agents. */
  picksAgents: boolean;
  /** What its plan does not have or we may not read; Signalbox's own settings have to say it. */
  untold: RosterFact[];
}

export const rosterFacts = ["availability", "skills"] as const;
export type RosterFact = (typeof rosterFacts)[number];
