import { languageOf } from "../messages/language.ts";
import { sidebarText } from "../messages/sidebar-text.ts";
import { startPage } from "../start-page.tsx";
import { Sidebar } from "./sidebar.tsx";

await startPage(async (host) => {
  const text = await sidebarText.loadText(languageOf(host.locale));
  return (
    <sidebarText.TextProvider text={text}>
      <Sidebar />
    </sidebarText.TextProvider>
  );
});
