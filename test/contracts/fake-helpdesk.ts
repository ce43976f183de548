import { createHmac } from "node:crypto";
import { createLimiter } from "../../src/helpdesks/limiter.ts";
import { numericId } from "../../src/helpdesks/numeric-id.ts";
import { parseJsonBody } from "../../src/helpdesks/parse-json-body.ts";
import { parseSubdomain } from "../../src/helpdesks/parse-subdomain.ts";
import { createRequest } from "../../src/helpdesks/request.ts";
import { isSameSignature } from "../../src/helpdesks/signature.ts";
import type { Helpdesk, UpdateResult } from "../../src/ports/helpdesk.ts";
import type { Fetch } from "../../src/ports/platform.ts";
import type { Ticket } from "../../src/routing/ticket.ts";
import type { EmulationOptions } from "../../src/sandbox/emulated-helpdesk.ts";
import { noFaults } from "../../src/sandbox/faults.ts";
import type { ContractDesk } from "./contract-subject.ts";

type Sent = { key: string; kind: "created" | "changed"; by: string; facts: ReturnType<typeof factsOf> };
const untold = { capacity: null, email: null, skills: null };
type Row = Ticket & { version: number; isDeleted: boolean };

/** A help desk that there is none of, adapter and all: signed webhooks, writes under a version number, pages of ten. */
export function createFakeHelpdesk(options: Partial<EmulationOptions>) {
  const tickets = new Map<string, Row>();
  const people = ["Ada A.", "Ben B.", "Cleo C."].map((name, index) => ({
    id: String(index + 1),
    name,
    groupIds: [index === 2 ? "12" : "11"],
    isAvailable: true,
    isAssignable: index !== 1,
  }));
  const groups = ["Orders", "Returns"].map((name, index) => ({ id: String(11 + index), name }));
  const faults = { ...noFaults(), ...options.faults };
  let hook: { url: string; secret: string } | undefined;
  let clockMs = Date.parse("2026-03-01T08:00:00Z");

  async function change(id: string, changes: Partial<Row>, by: string, kind = "changed"): Promise<void> {
    const row = tickets.get(id);
    if (!row) return;
    clockMs += 1000;
    Object.assign(row, changes, { version: row.version + 1, updatedAt: new Date(clockMs).toISOString() });
    if (!hook) return;
    const body = JSON.stringify({ key: `${kind}/${row.id}/${row.version}`, kind, by, facts: factsOf(row) });
    const at = new Date().toISOString();
    const headers = { "x-at": at, "x-signature": sign(hook.secret, at, body) };
    // It delivers once; a receiver that has gone by then misses it.
    await fetch(hook.url, { method: "POST", headers, body }).catch(() => undefined);
  }

  /** Its whole API in one function: what other help desks need an emulator and a network for. */
  const fetchHere: Fetch = async (url, init) => {
    const reply = (status: number, json?: unknown, headers: Record<string, string> = {}) =>
      ({ status, headers: new Headers(headers), text: async () => JSON.stringify(json) ?? "" }) as const;
    const { pathname, searchParams } = new URL(url);
    const body = JSON.parse(init.body ?? "{}");
    if (init.headers.authorization !== "Bearer the-key") return reply(401);
    if (faults.rateLimitRate > 0) return reply(429, {}, { "retry-after": "7" });
    if (pathname === "/hook") {
      hook = body.url ? { url: body.url, secret: "made-up" } : undefined;
      return reply(200, { secret: "made-up" });
    }
    if (pathname === "/people") return reply(200, { people, groups });
    if (pathname === "/tickets") {
      const rows = [...tickets.values()].filter((row) => row.updatedAt >= (searchParams.get("since") ?? ""));
      return reply(200, rows.slice(Number(searchParams.get("start"))).slice(0, 10));
    }
    const id = pathname.split("/")[2] ?? "";
    const row = tickets.get(id);
    if (!row || row.isDeleted) return reply(404);
    if (init.method === "GET") return reply(200, row);
    await faults.beforeTicketUpdate?.(Number(id));
    if (body.version !== row.version) return reply(409);
    const agent = people.find((person) => person.id === body.changes.assigneeId);
    if (agent && !agent.isAssignable) return reply(422, { field: "assignee" });
    await change(id, body.changes, "99");
    if (faults.replyLostRate > 0) throw new Error("the connection broke");
    return reply(200, row);
  };

  const helpdesk: Helpdesk = {
    name: "third",
    maxDeliveryBytes: 10_000,
    parseSubdomain: (text) => parseSubdomain(text, "third.example"),
    async verifyDelivery({ headers, body, secret, nowMs }) {
      const [at, given] = [headers.get("x-at") ?? "", headers.get("x-signature") ?? ""];
      if (!isSameSignature(given, sign(secret, at, body))) return { outcome: "signature invalid" };
      if (!(Math.abs(nowMs - Date.parse(at)) <= 300_000)) return { outcome: "signature stale" };
      return { outcome: "valid", deliveryKey: given };
    },
    parseDelivery(body) {
      const event = parseJsonBody(body) as Sent | null | undefined;
      if (typeof event?.key !== "string" || !event.facts?.ticketId) return undefined;
      const { key: eventKey, kind, by: actorId, facts } = event;
      return { kind, eventKey, eventType: kind, actorId, facts };
    },
    originOf: (subdomain) => `https://${subdomain}.third.example`,
    ticketUrl: ({ subdomain, ticketId }) => `https://${subdomain}.third.example/${ticketId}`,
    createClient({ credentials, platform }) {
      const request = createRequest({
        origin: "https://third.example",
        headers: { authorization: `Bearer ${credentials}` },
        platform,
        limiter: createLimiter(platform.now),
        readLimits: () => [],
      });
      const get = async (path: string) => (await request({ method: "GET", path })).json as never;
      const write = async (id: string, version: unknown, changes: Partial<Row>): Promise<UpdateResult> => {
        const path = `/tickets/${numericId(id)}`;
        const { status, json } = await request({ method: "PUT", path, body: { version, changes } });
        if (status === 404) return { outcome: "gone" };
        if (status === 409) return { outcome: "conflict" };
        if (status === 422) return { outcome: "refused", field: "assignee", reason: "may not own tickets" };
        return { outcome: "updated", ticket: factsOf(json as Row), replaced: null };
      };
      return {
        listsOldestFirst: false,
        async getCurrentUser() {
          await get("/people");
          return { id: "99", name: "Router", isAdmin: true };
        },
        async findTicket(id) {
          const { status, json } = await request({ method: "GET", path: `/tickets/${numericId(id)}` });
          return status === 404 ? undefined : (json as Row);
        },
        updateTicket: (ticket, { addTags = [], note: _, ...changes }) => {
          const tags = [...new Set([...ticket.tags, ...addTags])];
          return write(ticket.id, (ticket as Row).version, { ...changes, tags } as Partial<Row>);
        },
        async restoreTicket(ours, replaced) {
          const row: Row = await get(`/tickets/${numericId(ours.ticketId)}`);
          if (row.updatedAt !== ours.updatedAt) return { outcome: "conflict" };
          return write(ours.ticketId, row.version, replaced as Partial<Row>);
        },
        findWrite: async () => null,
        hasActed: async () => false,
        async *listTicketsSince(since) {
          for (let start = 0, page: Row[] = []; start === 0 || page.length === 10; start += 10) {
            page = await get(`/tickets?since=${since}&start=${start}`);
            yield* page.map(factsOf);
          }
        },
        async readRoster() {
          const found: { people: typeof people; groups: typeof groups } = await get("/people");
          const agents = found.people.map(({ isAvailable: available, isAssignable: active, ...person }) => ({
            ...untold,
            ...person,
            available,
            active,
          }));
          return { groups: found.groups, agents, picksAgents: false, untold: ["skills"] };
        },
        async createSubscription({ url }) {
          const { json } = await request({ method: "POST", path: "/hook", body: { url } });
          return { id: "1", secret: (json as { secret: string }).secret };
        },
        removeSubscription: async () => void (await request({ method: "POST", path: "/hook", body: {} })),
      };
    },
  };

  const desk: ContractDesk = {
    url: "https://third.example",
    subdomain: "shop",
    credentials: "the-key",
    integrationUserId: "99",
    faults,
    groups: () => groups,
    agents: () => people,
    findTicket: (id) => {
      const row = tickets.get(id);
      return row && { ...row, description: row.body, isSolved: false };
    },
    createTicket: ({ subject, body, requester, tags = [] }) => {
      const id = String(tickets.size + 1);
      const at = new Date(clockMs).toISOString();
      const from = { id: "500", locale: null, tags: [], ...requester };
      const none = { type: null, priority: null, groupId: null, assigneeId: null, brandId: null };
      const text = { id, subject, body, channel: "email", status: "open" as const, tags, requester: from };
      const row = { ...text, ...none, organizationId: null, customFields: {}, createdAt: at, updatedAt: at };
      tickets.set(id, { ...row, version: 1, isDeleted: false });
      void change(id, {}, "500", "created");
      return { id };
    },
    actAsHuman: (by, id, changes) => void change(id, changes, by),
    deleteTicket: (id) => void change(id, { isDeleted: true }, "1"),
    setAvailable(id, isAvailable) {
      for (const person of people) if (person.id === id) Object.assign(person, { isAvailable });
    },
    strikeBeforeWrite: (act) => {
      faults.beforeTicketUpdate = async (id) => act(String(id));
    },
    stop: async () => {},
  };
  return { helpdesk, desk, fetch: fetchHere };
}

const sign = (secret: string, at: string, body: string | Uint8Array) =>
  createHmac("sha256", secret).update(at).update(body).digest("base64");

function factsOf({ id, status, priority, groupId, assigneeId, createdAt, updatedAt }: Row) {
  return { ticketId: id, status, priority, groupId, assigneeId, createdAt, updatedAt };
}
