import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { settingsText } from "../../messages/settings-text.ts";
import { LoadError } from "../parts/load-state.tsx";
import { useApi } from "../use-api.ts";
import { RetryTable } from "./retry-table.tsx";

/** Jobs that the queue gave up, each of which can be started again. Nothing is shown where there are none. */
export function DeadLetters() {
  const { tell, tellName } = settingsText.useText();
  const letters = useDeadLetters();
  const revive = useRevive();
  if (letters.error) return <LoadError error={letters.error} retry={letters.refetch} />;
  const items = letters.data ?? [];
  if (items.length === 0 && !revive.data) return null;
  return (
    <RetryTable
      title={tell("letters.title")}
      hint={tell("letters.hint")}
      label={tell("letters.title")}
      what={tell("letters.job")}
      since={tell("letters.diedAt")}
      retry={tell("letters.revive")}
      retryAll={tell("letters.reviveAll")}
      done={revive.data && tell("letters.revived", { n: revive.data.jobs })}
      error={revive.error}
      isBusy={revive.isPending}
      items={items.map(({ letterId, job, reason, diedAt }) => {
        const name = tellName("job", job);
        const retryLabel = tell("letters.reviveOne", { job: name });
        return { key: letterId, what: name, reason, at: diedAt, retryLabel };
      })}
      onRetry={(letterId) => revive.mutate(letterId)}
      onRetryAll={() => revive.mutate(undefined)}
    />
  );
}

function useDeadLetters() {
  const api = useApi();
  return useQuery({
    queryKey: ["dead letters"],
    refetchInterval: 15_000,
    queryFn: async () => {
      const { deadLetters, installationId } = await api();
      return (await (await deadLetters.$get({ param: { installationId } })).json()).deadLetters;
    },
  });
}

/** One by its id, or all of them. */
function useRevive() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (letterId: string | undefined): Promise<{ jobs: number }> => {
      const { deadLetters, installationId } = await api();
      if (letterId === undefined) {
        return (await deadLetters.revive.$post({ param: { installationId } })).json();
      }
      await deadLetters[":letterId"].revive.$post({ param: { installationId, letterId } });
      return { jobs: 1 };
    },
    // Somebody else may have been quicker: what is there now is looked up either way.
    onSettled: () => queries.invalidateQueries({ queryKey: ["dead letters"] }),
  });
}
