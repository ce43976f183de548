import { getColor } from "@zendeskgarden/react-theming";
import { Suspense, useSyncExternalStore } from "react";
import { styled } from "styled-components";
import { settingsText } from "../messages/settings-text.ts";
import { settingsPages } from "./pages.ts";
import { LoadSkeleton } from "./parts/load-state.tsx";
import { mayDo, useRole } from "./use-api.ts";

const Bar = styled.header`
  border-block-end: 1px solid ${({ theme }) => getColor({ theme, variable: "border.default" })};
  padding: 0 24px;
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 0 20px;
  @media (max-width: 600px) { padding: 0 16px; }
`;
const Brand = styled.strong`
  font-size: 16px;
  padding-block: 14px;
`;
const Nav = styled.nav`
  display: flex;
  flex-wrap: wrap;
  @media (max-width: 600px) {
    margin-inline-start: -8px;
    &&& a { padding: 6px 8px; }
  }
  & a {
    color: inherit;
    text-decoration: none;
    padding: 14px 12px 12px;
    border-block-end: 2px solid transparent;
  }
  & a:hover { color: ${({ theme }) => getColor({ theme, variable: "foreground.primary" })}; }
  & a[aria-current="page"] {
    font-weight: 600;
    border-block-end-color: ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })};
  }
  & a:focus-visible { outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })}; outline-offset: -2px; }
`;
const Main = styled.main`
  @media (max-width: 600px) { && { padding-inline: 16px; } }
  max-width: 1400px;
  margin-inline: auto;
  padding: 20px 24px 64px;
  & > h1 { font-size: 22px; line-height: 28px; font-weight: 600; margin-block-end: 16px; }
`;

/** The settings: a row of links, and the page that the address names. */
export function Settings() {
  const { tell } = settingsText.useText();
  const role = useRole();
  const address = useSyncExternalStore(
    (changed) => {
      window.addEventListener("hashchange", changed);
      return () => window.removeEventListener("hashchange", changed);
    },
    () => location.hash.replace(/^#\/?/, ""),
  );
  const [path = "", ...rest] = address.split("/");
  const pages = settingsPages.filter((page) => role !== undefined && mayDo(role, page.role));
  const shown = pages.find((page) => page.path === path) ?? pages[0];
  return (
    <>
      <Bar>
        <Brand>{tell("title")}</Brand>
        <Nav aria-label={tell("title")}>
          {pages.map((page) => (
            <a key={page.path} href={`#/${page.path}`} aria-current={page === shown ? "page" : undefined}>
              {tell(page.title)}
            </a>
          ))}
        </Nav>
      </Bar>
      <Main>
        {shown && (
          <>
            <h1>{tell(shown.title)}</h1>
            <Suspense fallback={<LoadSkeleton />}>
              <shown.Page rest={rest.map(decodeURIComponent).join("/")} />
            </Suspense>
          </>
        )}
      </Main>
    </>
  );
}
