import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "../use-api.ts";

export interface RegisterFilter {
  ticket: string;
  state: string;
  group: string;
  agent: string;
  rule: string;
  /** As the browser's date field gives it, in the reader's own days. */
  from: string;
  until: string;
}

export const noFilter: RegisterFilter = {
  ...{ ticket: "", state: "", group: "", agent: "", rule: "", from: "", until: "" },
};

/** The register by a filter, a page at a time. */
export function useRegister(filter: RegisterFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["register", filter],
    placeholderData: keepPreviousData,
    initialPageParam: "",
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
    queryFn: async ({ pageParam }) => {
      const { operations, installationId } = await api();
      const query = Object.fromEntries(
        Object.entries({ ...filter, ...daysOf(filter), after: pageParam }).filter(
          ([, value]) => value !== "",
        ),
      );
      return (await operations.register.$get({ param: { installationId }, query })).json();
    },
  });
}

/** A day begins and ends by the reader's clock; the last day is in it. */
function daysOf({ from, until }: RegisterFilter): Pick<RegisterFilter, "from" | "until"> {
  const startOf = (day: string, plusDays: number) => {
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    return new Date(year, month - 1, date + plusDays).toISOString();
  };
  return { from: from && startOf(from, 0), until: until && startOf(until, 1) };
}
