/** As the vendors write them. */
export const helpdeskNames: Readonly<Record<string, string>> = { zendesk: "Zendesk", freshdesk: "Freshdesk" };
