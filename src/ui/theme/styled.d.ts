import type { IGardenTheme } from "@zendeskgarden/react-theming";

declare module "styled-components" {
  // The theme that every styled component is given.
  export interface DefaultTheme extends IGardenTheme {}
}
