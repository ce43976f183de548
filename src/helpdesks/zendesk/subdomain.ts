/** A subdomain never becomes an arbitrary host. */
export const subdomainPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
