import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** Object identifiers, encoded. */
const ecdsaWithSha256 = "06082a8648ce3d040302";
const commonName = "0603550403";
const subjectAltName = "0603551d11";
const basicConstraints = "0603551d13";

const dayMs = 86_400_000;

/** A key and a certificate that signs itself, for a server on 127.0.0.1: real clients insist on https. */
export function createCertificate(nowMs: number): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(hex(ecdsaWithSha256));
  const name = sequence(
    der(0x31, sequence(hex(commonName), der(0x0c, Buffer.from("Signalbox's emulators")))),
  );
  const validity = sequence(utcTime(nowMs - dayMs), utcTime(nowMs + dayMs));
  // Tag 7 is an address; a certificate that vouches for itself has to be an authority.
  const address = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(hex(subjectAltName), der(0x04, address)),
    sequence(hex(basicConstraints), der(0x04, sequence(hex("0101ff")))),
  );
  const content = sequence(
    der(0xa0, hex("020102")),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", content, privateKey)]));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: toPem(sequence(content, algorithm, signature)),
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function hex(text: string): Buffer {
  return Buffer.from(text, "hex");
}

function utcTime(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/\D/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function toPem(content: Buffer): string {
  const lines = content.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
