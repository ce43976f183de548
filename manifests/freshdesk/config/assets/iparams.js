const tokenPattern = /^[\w-]{40,100}$/;

/** What the platform keeps; nobody's browser sees a secure value again. */
window.postConfigs = () => ({
  install_token: tokenField().value.trim(),
  __meta: { secure: ["install_token"] },
});

/** The saved token stays where it is: it was good once, so a change of settings takes a new one. */
window.getConfigs = () => {
  tokenField().value = "";
};

/** False keeps the admin on the page. */
window.validate = () => {
  const isToken = tokenPattern.test((tokenField().value || "").trim());
  const problem = document.getElementById("problem");
  problem.textContent = isToken ? "" : text().problem;
  problem.hidden = isToken;
  return isToken;
};

function tokenField() {
  return document.getElementById("install-token");
}

const texts = {
  en: {
    title: "Connect Signalbox",
    where: "Connect this Freshdesk here first:",
    then: "Then choose “Make an installation token” there. The token is good once, for an hour.",
    label: "Installation token",
    placeholder: "Paste it here",
    problem: "This is not a token from Signalbox. Copy the whole of it.",
  },
  de: {
    title: "Signalbox verbinden",
    where: "Verbinden Sie dieses Freshdesk zuerst hier:",
    then: "Wählen Sie dort „Make an installation token“. Das Token gilt einmal und eine Stunde lang.",
    label: "Installations-Token",
    placeholder: "Hier einfügen",
    problem: "Das ist kein Token von Signalbox. Kopieren Sie es ganz.",
  },
  fr: {
    title: "Connecter Signalbox",
    where: "Connectez d’abord ce Freshdesk ici :",
    then: "Choisissez-y ensuite « Make an installation token ». Le jeton sert une fois, pendant une heure.",
    label: "Jeton d’installation",
    placeholder: "Collez-le ici",
    problem: "Ce n’est pas un jeton de Signalbox. Copiez-le en entier.",
  },
  es: {
    title: "Conectar Signalbox",
    where: "Conecte primero este Freshdesk aquí:",
    then: "Elija allí «Make an installation token». El token sirve una vez, durante una hora.",
    label: "Token de instalación",
    placeholder: "Péguelo aquí",
    problem: "Esto no es un token de Signalbox. Cópielo entero.",
  },
  pt: {
    title: "Ligar o Signalbox",
    where: "Ligue primeiro este Freshdesk aqui:",
    then: "Escolha lá “Make an installation token”. O token serve uma vez, durante uma hora.",
    label: "Token de instalação",
    placeholder: "Cole-o aqui",
    problem: "Isto não é um token do Signalbox. Copie-o por inteiro.",
  },
  ja: {
    title: "Signalbox を接続",
    where: "まず、ここでこの Freshdesk を接続してください:",
    then: "次に、そこで “Make an installation token” を選びます。トークンは 1 時間以内に 1 回だけ使えます。",
    label: "インストール用トークン",
    placeholder: "ここに貼り付け",
    problem: "Signalbox のトークンではありません。全体をコピーしてください。",
  },
};

/** In the browser's language, for the platform does not say here which one the admin reads. */
const browserLanguage = navigator.language.slice(0, 2);
const language = texts[browserLanguage] ? browserLanguage : "en";

function text() {
  return texts[language];
}

function translate() {
  document.documentElement.lang = language;
  const { label, placeholder, ...words } = text();
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = words[part.dataset.text];
  tokenField().setAttribute("label", label);
  tokenField().setAttribute("placeholder", placeholder);
}

translate();
