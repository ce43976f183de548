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
  problem.textContent = isToken ? "" : "This is not a token from Signalbox. Copy the whole of it.";
  problem.hidden = isToken;
  return isToken;
};

function tokenField() {
  return document.getElementById("install-token");
}
