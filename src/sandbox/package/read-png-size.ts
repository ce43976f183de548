const signature = Buffer.from("89504e470d0a1a0a", "hex");

/** Width and height as "320x320"; undefined when it is no PNG. */
export function readPngSize(content: Buffer): string | undefined {
  if (content.length < 24 || !content.subarray(0, 8).equals(signature)) return undefined;
  return `${content.readUInt32BE(16)}x${content.readUInt32BE(20)}`;
}
