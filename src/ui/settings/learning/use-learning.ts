import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useHost } from "../../host/host-context.tsx";
import { useErrorText } from "../parts/load-state.tsx";
import { useApi } from "../use-api.ts";

/** How far learning is; asked more often while something is under way. */
export function useLearning() {
  const api = useApi();
  return useQuery({
    queryKey: ["learning"],
    refetchInterval: ({ state: { data } }) =>
      data?.import.state === "importing" || data?.training.state === "training" ? 2_000 : 30_000,
    queryFn: async () => {
      const { learning, installationId } = await api();
      return (await learning.$get({ param: { installationId } })).json();
    },
  });
}
export type Learning = NonNullable<ReturnType<typeof useLearning>["data"]>;
export type ModelLine = Learning["models"][number];
export type Target = ModelLine["target"];

export function useQuality({ target, version }: Pick<ModelLine, "target" | "version">) {
  const api = useApi();
  return useQuery({
    queryKey: ["learning", "quality", target, version],
    queryFn: async () => {
      const { learning, installationId } = await api();
      const param = { installationId, target, version: String(version) };
      return (await learning.models[":target"][":version"].$get({ param })).json();
    },
  });
}
export type Quality = NonNullable<ReturnType<typeof useQuality>["data"]>;

type Act =
  | { do: "read" | "train" }
  | { do: "return"; target: Target }
  | { do: "set threshold"; target: Target; threshold: number | null };

/** What an admin does here; what goes wrong is told in the server's words. */
export function useLearningAct() {
  const api = useApi();
  const host = useHost();
  const queries = useQueryClient();
  const textOf = useErrorText();
  return useMutation({
    mutationFn: async (act: Act) => {
      const { learning, installationId } = await api();
      const param = { installationId };
      if (act.do === "read") await learning.import.$post({ param, json: {} });
      if (act.do === "train") await learning.train.$post({ param, json: {} });
      if (act.do === "return") {
        await learning.models[":target"].return.$post({ param: { ...param, target: act.target }, json: {} });
      }
      if (act.do === "set threshold") {
        await learning.$put({ param, json: { thresholds: { [act.target]: act.threshold } } });
      }
    },
    onError: (error) => host.notify(textOf(error), "error"),
    onSettled: () => queries.invalidateQueries({ queryKey: ["learning"] }),
  });
}
