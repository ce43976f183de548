/** What the agents' pages need of an emulated help desk, with ids as text. */
export interface AgentDesk {
  title: string;
  account: string;
  /** Where its pages begin, as the real one's do. */
  base: string;
  /** Who can look at the pages: admins first. */
  people(): DeskPerson[];
  groups(): { id: string; name: string }[];
  agents(): { id: string; name: string; groupIds: string[] }[];
  /** Newest first. */
  tickets(): DeskTicket[];
  findTicket(ticketId: string): DeskTicket | undefined;
  comments(ticketId: string): DeskComment[];
  create(input: { subject: string; body: string; requester: { name: string; email: string } }): string;
  update(ticketId: string, personId: string, changes: DeskChanges): void;
  /** The app's page at that place; undefined while no app is installed that has one. */
  openApp(input: {
    place: AppPlace;
    person: DeskPerson;
    ticket: DeskTicket | undefined;
    /** Where the agents' pages are, as the browser sees it. */
    origin: string;
    colorScheme: ColorScheme;
  }): AppFrame | undefined;
}

/** `background`: loaded once for whoever opens the help desk, and not seen. */
export type AppPlace = "ticket" | "settings" | "background";

export type ColorScheme = "light" | "dark";

export interface DeskPerson {
  id: string;
  name: string;
  email: string;
  role: "admin" | "agent";
  locale: string;
}

export interface DeskTicket {
  id: string;
  subject: string;
  requester: string;
  status: string;
  isSolved: boolean;
  priority: string;
  groupId: string | null;
  assigneeId: string | null;
  tags: string[];
  createdAt: string;
  updatedAt: string;
}

export interface DeskComment {
  author: string;
  body: string;
  at: string;
  isPrivate: boolean;
}

export interface DeskChanges {
  groupId?: string | null;
  assigneeId?: string | null;
  priority?: string;
  isSolved?: boolean;
}

export interface AppFrame {
  url: string;
  /** Posted with the first load; without one the page is simply fetched. */
  token?: string;
  /** Name of the script that plays the host, and what it is told. */
  hostScript: string;
  data: Record<string, unknown>;
}

export const deskPriorities = ["low", "normal", "high", "urgent"];
