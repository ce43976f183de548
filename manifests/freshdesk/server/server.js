// The app's half that runs on Freshworks' servers. It passes on where to look, and never what customers wrote.
exports = {
  onAppInstallHandler: async (args) => {
    try {
      const { sidebarToken } = await send("installed", args.iparams.install_token, { host: hostOf(args) });
      // Every agent's browser can read what is stored here, so it is the token that opens what they may see anyway.
      await $db.set("sidebar", { token: sidebarToken });
      renderData();
    } catch (error) {
      renderData({ message: refusalOf(error) });
    }
  },

  onAppUninstallHandler: async (args) => {
    try {
      await send("uninstalled", args.iparams.install_token, {});
    } catch (error) {
      // A refusal here would keep the app installed for ever; the server notices by itself that it was removed.
      console.error("could not tell Signalbox of the end", error.status);
    }
    renderData();
  },

  onTicketCreateHandler: async (args) => {
    await passOn(args);
  },

  onTicketUpdateHandler: async (args) => {
    await passOn(args);
  },

  onTicketDeleteHandler: async (args) => {
    await passOn(args);
  },

  onAgentAvailabilityUpdateHandler: async (args) => {
    await passOn(args);
  },

  onAgentUpdateHandler: async (args) => {
    await passOn(args);
  },

  onGroupUpdateHandler: async (args) => {
    await passOn(args);
  },

  openTicketSession: async (args) => {
    try {
      const { token } = await $db.get("sidebar");
      const session = await send("ticketSession", token, { ticketId: String(args.ticketId) });
      renderData(null, session);
    } catch (error) {
      renderData({ status: error.status || 500, message: "Signalbox did not open this ticket." });
    }
  },
};

/** The token goes in by the context, which only this side may put into a header: the page cannot borrow it. */
async function send(template, token, body) {
  const reply = await $request.invokeTemplate(template, {
    context: { token: token },
    body: JSON.stringify(body),
  });
  return JSON.parse(reply.response);
}

async function passOn(args) {
  const ticket = args.data.ticket;
  const data = { actor: { id: args.data.actor?.id } };
  if (ticket) data.ticket = { id: ticket.id, changes: routedChanges(ticket.changes) };
  await send("event", args.iparams.install_token, {
    event: args.event,
    timestamp: args.timestamp,
    data: data,
  });
}

/** Before and after, of what routing writes: so the server learns whether a write of its own replaced a human's. */
function routedChanges(changes) {
  const fields = ["group_id", "responder_id", "priority"];
  return Object.fromEntries(Object.entries(changes || {}).filter(([field]) => fields.includes(field)));
}

function hostOf(args) {
  const address = args.currentHost ? args.currentHost.endpoint_urls.freshdesk : args.domain;
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

/** At most 60 characters are shown. */
function refusalOf(error) {
  if (error.status === 401) return "The token is used up or too old. Make another one.";
  if (error.status === 403) return "This token is for another help desk.";
  return "Signalbox could not be reached. Try again in a minute.";
}
