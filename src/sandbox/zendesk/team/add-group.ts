import { formatStamp } from "../../clock.ts";
import type { Group } from "../types.ts";
import type { World } from "../world.ts";

export function addGroup(world: World, input: { name: string; description?: string | undefined }): Group {
  const id = world.nextId();
  const stamp = formatStamp(world.clock());
  const group: Group = {
    url: world.canonicalUrl(`/groups/${id}.json`),
    id,
    is_public: true,
    name: input.name,
    description: input.description ?? "",
    default: world.groups.size === 0,
    deleted: false,
    created_at: stamp,
    updated_at: stamp,
  };
  world.groups.set(id, group);
  return group;
}
