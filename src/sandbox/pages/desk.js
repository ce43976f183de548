// Keeps a ticket's page as the help desk has it, and shows what apps say.
(() => {
  const pollMs = 1_000;
  const toastMs = 6_000;
  for (const select of document.querySelectorAll("[data-submits]")) {
    select.addEventListener("change", () => select.form.submit());
  }

  document.getElementById("background-load")?.submit();

  const listeners = new Set();
  window.desk = {
    onTicket: (listener) => listeners.add(listener),
    toast(message, isError) {
      const toast = document.createElement("p");
      toast.textContent = message;
      toast.classList.toggle("error", isError);
      document.getElementById("toasts").append(toast);
      setTimeout(() => toast.remove(), toastMs);
    },
  };

  const list = document.getElementById("list");
  async function renewList() {
    const answer = await fetch(location.href).catch(() => undefined);
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("list").innerHTML;
      if (now !== list.innerHTML) list.innerHTML = now;
    }
    setTimeout(renewList, pollMs);
  }
  if (list) renewList();

  const form = document.getElementById("ticket");
  if (!form) return;
  const touched = new Set();
  form.addEventListener("change", ({ target }) => touched.add(target.name));
  let updatedAt = form.dataset.updated;

  async function poll() {
    const answer = await fetch(`${form.action.split("?")[0]}/state`).catch(() => undefined);
    if (answer?.ok) show(await answer.json());
    setTimeout(poll, pollMs);
  }

  function show(ticket) {
    const before = { ...window.desk.ticket };
    window.desk.ticket = ticket;
    const isChanged = ["groupId", "assigneeId", "priority", "status"].some(
      (name) => before[name] !== ticket[name],
    );
    if (ticket.updatedAt === updatedAt && !isChanged) return;
    updatedAt = ticket.updatedAt;
    for (const name of ["groupId", "assigneeId", "priority"]) {
      // What the agent has chosen and not saved stays on the form.
      if (!touched.has(name)) form.elements[name].value = ticket[name] ?? "";
    }
    const badge = document.querySelector("#status .badge");
    badge.textContent = ticket.status;
    badge.className = `badge ${ticket.isSolved ? "solved" : ticket.status}`;
    const tags = ticket.tags.map((tag) => Object.assign(document.createElement("i"), { textContent: tag }));
    document.getElementById("tags").replaceChildren(...(tags.length > 0 ? tags : ["none"]));
    for (const listener of listeners) listener(ticket, before);
  }

  poll();
})();
