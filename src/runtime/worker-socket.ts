import { connect } from "cloudflare:sockets";
import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";

/** A statement of `pg` is five messages, and those that are sent at once reach it some turns apart. */
const gatheringTurns = 4;

/**
 * A connection as `pg` wants its stream to be, without TLS, which a pooler near by has no use for. Unlike the one that
 * comes with `pg`, it gathers what is written before anybody else has a turn and sends it as one: each write costs a
 * Worker a trip through the platform's streams, five of them for every statement.
 */
export function openWorkerSocket(): Duplex {
  const events = new EventEmitter();
  let writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  let close = async () => {};
  let gathered: Uint8Array[] = [];
  let heard: (() => void)[] = [];
  const fail = (error: unknown) => void events.emit("error", error);

  async function listen(readable: ReadableStream<Uint8Array>): Promise<void> {
    for await (const { buffer, byteOffset, byteLength } of readable) {
      events.emit("data", Buffer.from(buffer, byteOffset, byteLength));
    }
  }

  async function sendSoon(): Promise<void> {
    for (let turn = 0; turn < gatheringTurns; turn++) await undefined;
    const [chunks, done] = [gathered, heard];
    [gathered, heard] = [[], []];
    await writer?.write(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    for (const one of done) one();
  }

  const stream = Object.assign(events, {
    writable: false,
    connect(port: number, hostname: string) {
      const socket = connect({ hostname, port });
      writer = socket.writable.getWriter();
      close = () => socket.close();
      listen(socket.readable).catch(fail);
      socket.closed.then(() => void events.emit("close"), fail);
      stream.writable = true;
      // Whoever asked for it listens after this call only.
      queueMicrotask(() => events.emit("connect"));
      return stream;
    },
    write(data: Uint8Array, done?: () => void) {
      if (gathered.length === 0) sendSoon().catch(fail);
      gathered.push(data);
      if (done) heard.push(done);
      return true;
    },
    end() {
      stream.writable = false;
      close().catch(fail);
      return stream;
    },
    destroy: () => stream.end(),
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    ref: () => stream,
    unref: () => stream,
  });
  // Of a duplex stream `pg` asks no more than this.
  return stream as unknown as Duplex;
}
