import { settingsText } from "../../messages/settings-text.ts";

/** Who did something, as people know them. */
export function useActorName(): (actor: string, name: string | null) => string {
  const { tell } = settingsText.useText();
  return (actor, name) => {
    if (name) return name;
    if (actor === "operator" || actor === "system") return tell(`actor.${actor}`);
    return tell("actor.user", { id: actor.replace("user:", "") });
  };
}
