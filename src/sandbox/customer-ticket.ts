/** What a customer writes to a shop, whatever help desk it has. */
export type CustomerMessage = {
  subject: string;
  body: string;
  requester: { name: string; email: string };
  channel?: "mail" | "web" | "api" | "native_messaging";
  tags?: string[];
};
