import { InputError } from "../ports/app-error.ts";

/** A subdomain never becomes an arbitrary host. */
export const subdomainPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** @throws InputError when the text is no subdomain of `domain` */
export function parseSubdomain(text: string, domain: string): string {
  const subdomain = text.trim().toLowerCase();
  if (!subdomainPattern.test(subdomain)) {
    throw new InputError(`give the subdomain alone, as in "acme" for acme.${domain}`);
  }
  return subdomain;
}
