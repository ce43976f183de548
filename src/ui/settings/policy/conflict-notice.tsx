import { useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import type { PolicyChange } from "../../../routing/diff-policies.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Stack } from "../parts/layout.ts";
import { Loaded } from "../parts/load-state.tsx";
import { useApi } from "../use-api.ts";
import { ChangeList } from "./change-list.tsx";
import { useActorName } from "./use-actor-name.ts";
import type { Work } from "./use-work.ts";

/** Another version went in force since this work began: who did it, what it changed, and the two ways on. */
export function ConflictNotice({ work }: { work: Work }) {
  const { tell } = settingsText.useText();
  const nameOf = useActorName();
  const { inForce, baseVersion } = work;
  const changes = useChanges(baseVersion, inForce.version);
  if (baseVersion === inForce.version) return null;
  const who = nameOf(inForce.savedBy, inForce.savedByName);
  return (
    <Alert type="warning" role="alert">
      <Title>{tell("conflict.title", { who, version: inForce.version })}</Title>
      <Stack>
        <p>{tell("conflict.what", { version: baseVersion })}</p>
        <Loaded query={changes}>{(data) => <ChangeList changes={data} />}</Loaded>
        <Line>
          <Button size="small" onClick={work.rebase}>
            {tell("conflict.keep")}
          </Button>
          <Button
            size="small"
            isDanger
            onClick={() => {
              work.discard();
              work.rebase();
            }}
          >
            {tell("conflict.take")}
          </Button>
        </Line>
      </Stack>
    </Alert>
  );
}

/** What leads from one version to another. */
export function useChanges(from: number, to: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["changes", from, to],
    enabled: from !== to,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { policy, installationId } = await api();
      const param = { installationId, version: String(to) };
      const answer = await policy.versions[":version"].changes.$get({ param, query: { from: String(from) } });
      return (await answer.json()).changes as PolicyChange[];
    },
  });
}
