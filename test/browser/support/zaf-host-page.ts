/**
 * A ticket's page as the help desk shows it, reduced to what our page sees of it: a frame that is opened by a signed
 * post, and the answers of Zendesk's protocol for apps. It stands at the emulated help desk's own address.
 */
export function zafHostPage(input: {
  frameUrl: string;
  token: string;
  ticketId: number;
  locale: string;
  colorScheme: "light" | "dark";
}): string {
  const { frameUrl, token, ticketId, locale, colorScheme } = input;
  const state = JSON.stringify({ ticketId, locale, colorScheme, frameOrigin: new URL(frameUrl).origin });
  return `<!doctype html><html lang="en"><head><title>Ticket</title><style>body{margin:0}iframe{border:0;width:100%;height:80px;display:block}</style></head>
<body><form method="post" target="app" action="${frameUrl}"><input type="hidden" name="token" value="${token}"></form>
<iframe name="app" title="App"></iframe>
<script>
const state = ${state};
window.desk = { state, notices: [], heights: [], emit };
const frame = document.querySelector("iframe");
function send(message) { frame.contentWindow.postMessage(JSON.stringify(message), state.frameOrigin); }
function emit(event, message) { send({ key: "zaf." + event, message }); }
function valueOf(path) {
  return { "ticket.id": state.ticketId, "currentUser.locale": state.locale, colorScheme: state.colorScheme }[path];
}
addEventListener("message", ({ data, source, origin }) => {
  if (source !== frame.contentWindow || origin !== state.frameOrigin || typeof data !== "string") return;
  const { id, key, request, params } = JSON.parse(data);
  if (key === "iframe.handshake") {
    emit("app.registered", { metadata: { appId: 1 }, context: { product: "support", location: "ticket_sidebar", ticketId: state.ticketId } });
  } else if (request === "get") {
    const result = { errors: {} };
    for (const path of params) {
      const value = valueOf(path);
      if (value === undefined) result.errors[path] = { name: "Error", message: "no such path", path };
      else result[path] = value;
    }
    send({ id, result });
  } else if (request === "invoke") {
    const result = { errors: {} };
    if (params.resize) {
      frame.style.height = params.resize[0].height;
      window.desk.heights.push(parseInt(params.resize[0].height, 10));
    }
    if (params.notify) window.desk.notices.push(params.notify);
    for (const action of Object.keys(params)) result[action] = null;
    send({ id, result });
  }
});
document.forms[0].submit();
</script></body></html>`;
}
