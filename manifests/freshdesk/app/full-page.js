const texts = {
  en: {
    why: "Freshdesk tells an app which help desk it is in, and not who is looking. Settings change how tickets are routed, so you sign in for them at Signalbox itself.",
    open: "Open the settings",
  },
  de: {
    why: "Freshdesk sagt einer App, in welchem Helpdesk sie steht, aber nicht, wer sie ansieht. Die Einstellungen bestimmen, wohin Tickets gehen; darum melden Sie sich dafür bei Signalbox selbst an.",
    open: "Einstellungen öffnen",
  },
  fr: {
    why: "Freshdesk dit à une application dans quel service d’assistance elle se trouve, mais pas qui la regarde. Les réglages changent le routage des tickets ; vous vous connectez donc chez Signalbox même.",
    open: "Ouvrir les réglages",
  },
  es: {
    why: "Freshdesk dice a una aplicación en qué centro de ayuda está, pero no quién la mira. La configuración cambia adónde van los tickets; por eso se inicia sesión en el propio Signalbox.",
    open: "Abrir la configuración",
  },
  pt: {
    why: "O Freshdesk diz a uma aplicação em que helpdesk está, mas não quem a vê. As definições mudam para onde vão os tickets; por isso, inicia sessão no próprio Signalbox.",
    open: "Abrir as definições",
  },
  ja: {
    why: "Freshdesk は、どのヘルプデスクにいるかをアプリに伝えますが、誰が見ているかは伝えません。設定はチケットの振り分けを変えるため、Signalbox 側でサインインしてください。",
    open: "設定を開く",
  },
};

/** In the browser's language, as on the page of the installation. */
const browserLanguage = navigator.language.slice(0, 2);
const language = texts[browserLanguage] ? browserLanguage : "en";
document.documentElement.lang = language;
for (const part of document.querySelectorAll("[data-text]")) {
  part.textContent = texts[language][part.dataset.text];
}
