// Plays the platform for one app's frame: the calls that app-client.js makes, answered as the help desk would.
(() => {
  const data = JSON.parse(document.getElementById("app-data").textContent);
  const frame = document.querySelector("iframe[name=app]");
  const frameOrigin = new URL(data.frameUrl).origin;
  const subscribed = new Set();
  const tones = { warning: true, danger: true, alert: true };

  const post = (message) => frame.contentWindow.postMessage(message, frameOrigin);
  const emit = (event, detail) => {
    if (subscribed.has(event)) post({ event, detail });
  };

  function ticket() {
    const now = window.desk.ticket ?? data.ticket;
    const { id, subject, tags, groupId, assigneeId, priority } = now;
    const numberOf = (text) => (text ? Number(text) : null);
    return {
      id: Number(id),
      subject,
      tags,
      group_id: numberOf(groupId),
      responder_id: numberOf(assigneeId),
      priority: data.priorities.indexOf(priority) + 1,
    };
  }

  function read(name) {
    const known = {
      ticket: data.ticket && (() => ({ ticket: ticket() })),
      loggedInUser: () => ({ loggedInUser: data.loggedInUser }),
      currentHost: () => ({ currentHost: data.currentHost }),
    };
    if (!known[name]) throw { status: 404, message: `${name} is not there in this place` };
    return known[name]();
  }

  /** Function or request template of the app, run where the platform runs it. */
  async function run(path, input) {
    const answer = await fetch(`${data.base}/app/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const reply = await answer.json();
    if (!answer.ok) throw reply;
    return reply;
  }

  const calls = {
    initialized: () => true,
    "data.get": read,
    "iparams.get": () => ({}),
    "request.invoke": (name, input) => run("invoke", { name, input }),
    "request.invokeTemplate": (name, options) => run("template", { name, options }),
    "interface.trigger"(name, { type, title, message } = {}) {
      if (name === "showNotify")
        window.desk.toast([title, message].filter(Boolean).join(": "), tones[type] === true);
      return {};
    },
    "instance.resize"({ height }) {
      frame.style.height = height;
    },
    "instance.context": () => ({ instanceId: "1", location: data.location }),
    "instance.close": () => undefined,
    "events.on"(name) {
      subscribed.add(name);
      if (name === "app.activated") emit(name);
    },
  };

  addEventListener("message", async ({ source, origin, data: message }) => {
    if (source !== frame.contentWindow || origin !== frameOrigin || !message.call) return;
    const { id, call, args } = message;
    try {
      if (!calls[call]) throw { status: 400, message: `there is no ${call}` };
      post({ id, result: await calls[call](...args) });
    } catch (error) {
      post({ id, error: { status: error.status ?? 500, message: error.message, response: error.response } });
    }
  });

  window.desk.onTicket((now, before) => {
    if (before.id !== undefined && now.updatedAt !== before.updatedAt) emit("app.activated");
  });

  frame.src = data.frameUrl;
})();
