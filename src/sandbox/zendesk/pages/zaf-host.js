// Plays the Apps framework's host for one frame, by its protocol: JSON text both ways, replies by number, events by
// key, and hooks that are answered with plain objects.
(() => {
  const data = JSON.parse(document.getElementById("app-data").textContent);
  const frame = document.querySelector("iframe[name=app]");
  const frameOrigin = new URL(data.frameUrl).origin;
  const appGuid = new URL(data.frameUrl).searchParams.get("app_guid");
  const ticketForm = document.getElementById("ticket");
  const subscribers = new Map();
  const hooks = new Map();
  const hookTimeoutMs = 10_000;

  const post = (message) => frame.contentWindow.postMessage(JSON.stringify(message), frameOrigin);
  const emit = (event, message) => {
    if (subscribers.get(event) > 0) post({ key: `zaf.${event}`, message });
  };

  function assignee() {
    const { groupId, assigneeId } = window.desk.ticket ?? data.ticket;
    const nameOf = (name, id) =>
      [...ticketForm.elements[name].options].find(({ value }) => value === id)?.text;
    return {
      ...(groupId ? { group: { id: Number(groupId), name: nameOf("groupId", groupId) } } : {}),
      ...(assigneeId ? { user: { id: Number(assigneeId), name: nameOf("assigneeId", assigneeId) } } : {}),
    };
  }

  function ticket() {
    const now = window.desk.ticket ?? data.ticket;
    const { subject, status, tags } = now;
    const priority = ticketForm.elements.priority.value || null;
    return { id: Number(now.id), subject, status, priority, tags, assignee: assignee() };
  }

  /** @throws Error for a path that is not there in this place */
  function read(path) {
    if (path === "currentUser") return data.currentUser;
    if (path === "currentAccount") return data.currentAccount;
    if (path === "colorScheme") return data.colorScheme;
    const [root, ...rest] = path.split(".");
    const value = { currentUser: data.currentUser, currentAccount: data.currentAccount }[root];
    const start = root === "ticket" && ticketForm ? ticket() : value;
    const found = rest.reduce((at, part) => at?.[part], start);
    if (found === undefined) throw new Error(`"${path}" No such Api`);
    return found;
  }

  function write(path, value) {
    const fields = { "ticket.priority": ["priority", value] };
    if (path === "ticket.assignee" && ticketForm) {
      change("groupId", String(value.groupId ?? ""));
      change("assigneeId", String(value.userId ?? ""));
      return;
    }
    if (!ticketForm || !fields[path]) throw new Error(`"${path}" No such Api`);
    change(...fields[path]);
  }

  /** As an agent would change it: on the form, and not saved. */
  function change(name, value) {
    const field = ticketForm.elements[name];
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const actions = {
    resize({ height }) {
      if (data.location !== "nav_bar") frame.style.height = height;
    },
    notify(message, kind = "notice") {
      // It is taken for markup; what it says is its text.
      const text = new DOMParser().parseFromString(message, "text/html").body.textContent;
      window.desk.toast(text, kind !== "notice");
    },
    routeTo(kind, id) {
      if (kind === "ticket") location.assign(`${data.base}/tickets/${id}${location.search}`);
    },
    track() {},
  };

  /** One result or error for each path, as several may be asked for in one message. */
  function each(paths, act) {
    const result = { errors: {} };
    for (const path of paths) {
      try {
        result[path] = act(path);
      } catch (error) {
        result.errors[path] = { name: "Error", message: error.message, path };
      }
    }
    return result;
  }

  function answer({ id, request, params }) {
    const acts = {
      get: () => each(params, read),
      set: () => each(Object.keys(params), (path) => write(path, params[path])),
      invoke: () =>
        each(Object.keys(params), (name) => {
          if (!actions[name]) throw new Error(`"${name}" No such Api`);
          return actions[name](...params[name]) ?? null;
        }),
    };
    post(
      acts[request] ? { id, result: acts[request]() } : { id, error: { name: "Error", message: "unknown" } },
    );
  }

  /** A call of the help desk's own API, with the rights of whoever looks. */
  async function request(number, { url, type = "GET", data: body, contentType = "application/json" }) {
    const reply = await fetch(`${data.apiBase}${url}`, {
      method: type,
      headers: { authorization: `Bearer ${data.apiToken}`, "content-type": contentType },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const responseText = await reply.text();
    const responseJSON = responseText.startsWith("{") ? JSON.parse(responseText) : undefined;
    const { status, statusText } = reply;
    const full = { status, statusText, responseText, responseJSON };
    const responseArgs = reply.ok ? [responseJSON ?? responseText, "success", full] : [full];
    post({ key: `zaf.request:${number}.${reply.ok ? "done" : "fail"}`, message: { responseArgs } });
  }

  addEventListener("message", ({ source, origin, data: received }) => {
    if (source !== frame.contentWindow || origin !== frameOrigin) return;
    const message = typeof received === "string" ? JSON.parse(received) : received;
    if (message.appGuid !== undefined && message.appGuid !== appGuid) return;
    const { key = "" } = message;
    const [, change, event] = /^iframe\.(on|off):(.+)$/.exec(key) ?? [];
    const [, hook] = /^iframe\.reply:(.+)$/.exec(key) ?? [];
    const [, number] = /^request:(\d+)$/.exec(key) ?? [];
    if (message.id !== undefined) answer(message);
    else if (key === "iframe.handshake") register();
    else if (change) subscribers.set(event, message.message.subscriberCount);
    else if (hook) hooks.get(hook)?.(message.error);
    else if (number) request(number, message.message);
    // What is left is noise: who is active, what is clicked.
  });

  function register() {
    const context = {
      product: "support",
      account: data.currentAccount,
      location: data.location,
      ...(data.ticket ? { ticketId: Number(data.ticket.id) } : {}),
    };
    post({
      key: "zaf.app.registered",
      message: { metadata: data.metadata, context: { ...context, instanceGuid: appGuid } },
    });
    window.desk.appIsRegistered = true;
  }

  window.desk.onTicket((now, before) => {
    const changed = (event, name) => {
      if (before.id !== undefined && now[name] !== before[name]) emit(event, now[name]);
    };
    changed("ticket.assignee.group.id.changed", "groupId");
    changed("ticket.assignee.user.id.changed", "assigneeId");
    changed("ticket.priority.changed", "priority");
    changed("ticket.status.changed", "status");
    emit("ticket.updated", {});
  });

  /** Apps that listen may stop the agent from saving. @returns what one of them says against it */
  function ask(hook) {
    if (!(subscribers.get(hook) > 0)) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      hooks.set(hook, (error) => resolve(error && (error.msg || "an app refused it")));
      setTimeout(resolve, hookTimeoutMs);
      post({ key: `zaf.${hook}`, needsReply: true });
    });
  }

  ticketForm?.addEventListener("submit", async (submission) => {
    submission.preventDefault();
    emit("ticket.submit.start", {});
    const refusal = await ask("ticket.save");
    if (refusal) {
      emit("ticket.submit.fail", {});
      window.desk.toast(refusal, true);
      return;
    }
    const body = new URLSearchParams(new FormData(ticketForm, submission.submitter));
    const saved = await fetch(ticketForm.action, { method: "POST", body });
    emit(saved.ok ? "ticket.submit.done" : "ticket.submit.fail", {});
    window.desk.toast(saved.ok ? "Saved" : "The help desk refused it", !saved.ok);
  });

  document.getElementById("first-load").submit();
})();
