import { type Bag, decodeBag, encodeBag } from "../../classifier/features/bag.ts";
import type { Learning, LearningExample } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { sealContext } from "../helpdesk/seal-context.ts";

const ivBytes = 12;

export interface ExampleVault {
  seal(ticketId: string, bag: Bag): Promise<Uint8Array<ArrayBuffer>>;
  open(example: Pick<LearningExample, "ticketId" | "sealedBag">): Promise<Bag>;
}

/**
 * Hashes of words can be guessed with a dictionary, so they are encrypted: AES-256-GCM, bound to their ticket, under
 * a key for each installation that the keyring seals.
 */
export async function openExampleVault(
  { keyring }: Pick<ServiceContext, "keyring">,
  { installationId, sealedKey }: Pick<Learning, "installationId" | "sealedKey">,
): Promise<ExampleVault> {
  const secret = await keyring.open(sealedKey, sealContext(installationId, "learning key"));
  const raw = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const parameters = (ticketId: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(`${installationId}/${ticketId}`),
  });
  return {
    async seal(ticketId, bag) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(parameters(ticketId, iv), key, encodeBag(bag));
      const bytes = new Uint8Array(ivBytes + sealed.byteLength);
      bytes.set(iv);
      bytes.set(new Uint8Array(sealed), ivBytes);
      return bytes;
    },
    async open({ ticketId, sealedBag }) {
      const bytes = Uint8Array.from(sealedBag);
      const iv = bytes.slice(0, ivBytes);
      const plain = await crypto.subtle.decrypt(parameters(ticketId, iv), key, bytes.slice(ivBytes));
      return decodeBag(new Uint8Array(plain));
    },
  };
}
