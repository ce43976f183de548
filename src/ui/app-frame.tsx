import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "@zendeskgarden/react-theming";
import type { ReactNode } from "react";
import { ApiError } from "./api/api-error.ts";
import { type Host, SessionError, UnknownTicketError } from "./host/host.ts";
import { HostProvider, useColorScheme } from "./host/host-context.tsx";
import { PageStyle } from "./theme/page-style.tsx";
import { themeOf } from "./theme/themes.ts";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refuses it refuses again; what did not arrive may arrive.
      retry: (failures, error) => failures < 2 && !isFinal(error),
      retryDelay: (failures) => 500 * 2 ** failures,
      refetchOnWindowFocus: true,
      // Offline is a state that people are shown, not one in which a page waits in silence.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

function isFinal(error: Error): boolean {
  if (error instanceof SessionError || error instanceof UnknownTicketError) return true;
  return error instanceof ApiError && error.isFinal;
}

/** What every page stands in: host, colours, data. */
export function AppFrame({ host, children }: { host: Host; children: ReactNode }) {
  const scheme = useColorScheme(host);
  return (
    <HostProvider host={host}>
      <QueryClientProvider client={queries}>
        <ThemeProvider theme={themeOf(host.helpdesk, scheme)}>
          <PageStyle />
          {children}
        </ThemeProvider>
      </QueryClientProvider>
    </HostProvider>
  );
}
