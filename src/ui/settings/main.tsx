import { languageOf } from "../messages/language.ts";
import { settingsText } from "../messages/settings-text.ts";
import { startPage } from "../start-page.tsx";
import { Settings } from "./settings.tsx";

await startPage(async (host) => {
  const text = await settingsText.loadText(languageOf(host.locale));
  return (
    <settingsText.TextProvider text={text}>
      <Settings />
    </settingsText.TextProvider>
  );
});
