import { connect } from "cloudflare:sockets";

/** After the one for the delivery; worker-budgets.test.ts counts as many for a ticket of ours. */
const roundTripsOfATicket = 7;
const text = new TextEncoder();
const zero = "\0";

/**
 * Asks of the local platform what Signalbox asks of it, and does nothing with the answers: what this takes is the
 * emulation's own. Never more than Signalbox: tickets of one batch share their round trips altogether.
 */
// biome-ignore lint/style/noDefaultExport: the platform asks for it
export default {
  async fetch(request, bindings) {
    await request.text();
    await openDatabase(bindings.HYPERDRIVE, 1);
    const ticketId = new URL(request.url).pathname.slice(1);
    if (ticketId) await bindings.JOBS.sendBatch([{ body: { ticketId }, contentType: "json" }]);
    return Response.json({ outcome: "accepted" });
  },

  async queue({ messages }, bindings) {
    await Promise.all([
      openDatabase(bindings.HYPERDRIVE, roundTripsOfATicket),
      ...messages.map(async (message) => {
        const url = `${bindings.DESK_URL}/api/v2/tickets/${message.body.ticketId}`;
        const headers = {
          authorization: `Bearer ${bindings.DESK_TOKEN}`,
          "content-type": "application/json",
        };
        await (await fetch(url, { headers })).text();
        await (await fetch(url, { method: "PUT", headers, body: bindings.UPDATE })).text();
        message.ack();
      }),
    ]);
  },
};

/** A connection as PostgreSQL's protocol wants it, and so many statements of a kilobyte, with as much for an answer. */
async function openDatabase({ host, port, user, password, database }, roundTrips) {
  const { readable, writable } = connect({ hostname: host, port });
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const ask = async (bytes) => {
    await writer.write(bytes);
    return (await reader.read()).value;
  };
  const settings = `user${zero}${user}${zero}database${zero}${database}${zero}${zero}`;
  await ask(frame("", `${zero}\x03${zero}${zero}${settings}`));
  await askUntilReady(frame("p", password + zero), ask, reader);
  const statement = frame("Q", `select repeat('x', 1000) /* ${"y".repeat(950)} */${zero}`);
  for (let asked = 0; asked < roundTrips; asked++) await askUntilReady(statement, ask, reader);
}

async function askUntilReady(bytes, ask, reader) {
  let answer = await ask(bytes);
  // "Ready for query" is the last of its messages: a Z, its length, and one byte.
  while (answer && answer.at(-6) !== 90) answer = (await reader.read()).value;
}

/** Four bytes of length, themselves included, and the rest. */
function frame(type, body) {
  const bytes = text.encode(`${type}....${body}`);
  new DataView(bytes.buffer).setUint32(type.length, bytes.length - type.length);
  return bytes;
}
