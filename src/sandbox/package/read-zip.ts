import { inflateRawSync } from "node:zlib";

/** What a vendor's package holds, by path. */
export type PackageFiles = ReadonlyMap<string, Buffer>;

export type ZipContent = { files: PackageFiles; symlinks: string[] };

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const symlinkMode = 0o120000;
const modeMask = 0o170000;
/** What an archive may grow to; a small one can claim to hold anything. */
const maxBytes = 20_000_000;

/** Reads an archive by its central directory, as vendors do. @throws Error when it is none */
export function readZip(zip: Buffer): ZipContent {
  const files = new Map<string, Buffer>();
  const symlinks: string[] = [];
  let at = findDirectory(zip);
  let total = 0;
  while (at + 46 <= zip.length && zip.readUInt32LE(at) === entrySignature) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    ) as [number, number, number];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const mode = zip.readUInt32LE(at + 38) >>> 16;
    if ((mode & modeMask) === symlinkMode) symlinks.push(name);
    else if (!name.endsWith("/")) {
      const content = readContent(zip, at, maxBytes - total);
      total += content.length;
      files.set(name, content);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return { files, symlinks };
}

function findDirectory(zip: Buffer): number {
  for (let at = zip.length - 22; at >= 0; at--) {
    if (zip.readUInt32LE(at) === endSignature) return zip.readUInt32LE(at + 16);
  }
  throw new Error("the file is no zip archive");
}

function readContent(zip: Buffer, entry: number, roomBytes: number): Buffer {
  const method = zip.readUInt16LE(entry + 10);
  const size = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + size);
  if (method === 0) return data;
  if (method === 8) return inflateRawSync(data, { maxOutputLength: Math.max(roomBytes, 1) });
  throw new Error(`the archive is packed by method ${method}, which nobody uses`);
}
