import { Skeleton } from "@zendeskgarden/react-loaders";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Stack } from "./parts.tsx";

/** The shape of what is coming. */
export function StorySkeleton() {
  const { tell } = sidebarText.useText();
  return (
    <Stack role="status" aria-label={tell("loading")}>
      <Skeleton width="35%" height="20px" />
      <Skeleton width="70%" height="24px" />
      <Skeleton height="16px" />
      <Skeleton width="85%" height="16px" />
      <Skeleton height="36px" />
      <Skeleton height="36px" />
    </Stack>
  );
}
