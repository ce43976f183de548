import { getColor } from "@zendeskgarden/react-theming";
import { createGlobalStyle } from "styled-components";

/** What holds for the whole page, under the theme's own components. */
export const PageStyle = createGlobalStyle`
  *, *::before, *::after { box-sizing: border-box; }
  body {
    margin: 0;
    background: ${(props) => getColor({ theme: props.theme, variable: "background.default" })};
    color: ${(props) => getColor({ theme: props.theme, variable: "foreground.default" })};
    font: ${(props) => `14px/20px ${props.theme.fonts.system}`};
    color-scheme: ${(props) => props.theme.colors.base};
    overflow-wrap: anywhere;
  }
  /* Garden's hints are too pale to be read by everybody, and a day or a time that was chosen is as pale as one that was not. */
  :root body :is(input, textarea)::placeholder { color: ${(props) => getColor({ theme: props.theme, variable: "foreground.subtle" })}; }
  :root body input::-webkit-datetime-edit { color: ${(props) => getColor({ theme: props.theme, variable: "foreground.subtle" })}; }
  :root body input:not([value=""])::-webkit-datetime-edit { color: ${(props) => getColor({ theme: props.theme, variable: "foreground.default" })}; }
  /* Dialogs, too, which stand outside of what is around the pages. */
  :where(a) { color: ${(props) => getColor({ theme: props.theme, variable: "foreground.primary" })}; }
  h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
  }
`;
