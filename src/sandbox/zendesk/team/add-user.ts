import { formatStamp } from "../../clock.ts";
import type { User, UserRole } from "../types.ts";
import type { World } from "../world.ts";

export type NewUser = {
  name: string;
  email: string;
  role?: UserRole;
  roleType?: number | null;
  suspended?: boolean;
};

export function addUser(world: World, input: NewUser): User {
  const id = world.nextId();
  const role = input.role ?? "end-user";
  const stamp = formatStamp(world.clock());
  const domain = input.email.split("@")[1] ?? "";
  const organization = [...world.organizations.values()].find((item) => item.domain_names.includes(domain));
  const user: User = {
    id,
    url: world.canonicalUrl(`/users/${id}.json`),
    name: input.name,
    email: input.email,
    created_at: stamp,
    updated_at: stamp,
    time_zone: "Europe/London",
    iana_time_zone: "Europe/London",
    phone: null,
    locale_id: 1,
    locale: "en-US",
    organization_id: organization?.id ?? null,
    role,
    verified: role !== "end-user",
    external_id: null,
    tags: [],
    alias: null,
    active: true,
    shared: false,
    shared_agent: false,
    last_login_at: null,
    two_factor_auth_enabled: null,
    role_type: input.roleType ?? (role === "admin" ? 4 : role === "agent" ? 0 : null),
    custom_role_id: role === "end-user" ? null : 6_130_869_137_434,
    moderator: role !== "end-user",
    ticket_restriction: role === "end-user" ? "requested" : null,
    only_private_comments: input.roleType === 1,
    restricted_agent: role !== "admin",
    suspended: input.suspended ?? false,
    default_group_id: null,
    report_csv: role === "admin",
    user_fields: {},
  };
  world.users.set(id, user);
  world.userIdByEmail.set(user.email.toLowerCase(), id);
  return user;
}

/** Customers come into being with their first ticket, as they do in a help desk. */
export function findOrAddCustomer(world: World, input: { name?: string | undefined; email: string }): User {
  const knownId = world.userIdByEmail.get(input.email.toLowerCase());
  const known = knownId === undefined ? undefined : world.users.get(knownId);
  return known ?? addUser(world, { name: input.name ?? input.email, email: input.email });
}
