import type { Policy } from "../../routing/policy.ts";

/** The shop's routing policy in the demo: short enough to read, with one of everything. */
export const demoPolicy: Policy = {
  mode: "on",
  note: true,
  capacity: { default: 8 },
  fallback: "product-advice",
  queues: [
    { id: "orders", name: "Orders and delivery", group: "Orders", pick: "fewest open" },
    { id: "returns", name: "Returns", group: "Returns", pick: "fewest open" },
    { id: "payments", name: "Payments", group: "Payments", pick: "fewest open" },
    { id: "product-advice", name: "Product advice", group: "Product Advice", pick: "fewest open" },
    { id: "wholesale", name: "Wholesale", group: "Wholesale", pick: "fewest open" },
  ],
  rules: [
    {
      id: "vip",
      name: "VIP customers wait less",
      when: { field: "tags", operator: "is", value: "vip" },
      then: [{ do: "raise priority", priority: "high" }],
    },
    {
      id: "wholesale",
      name: "Wholesale and bulk orders",
      when: {
        any: [
          { field: "requester.domain", operator: "is", value: "harbour-stores.example" },
          { field: "subject", operator: "contains", value: ["bulk order", "wholesale", "resale"] },
        ],
      },
      then: [{ do: "send to queue", queue: "wholesale" }],
    },
    {
      id: "fraud",
      name: "Charges that the customer does not know",
      when: {
        any: [
          {
            field: "subject",
            operator: "contains",
            value: ["charged twice", "did not order", "unknown charge"],
          },
          { field: "body", operator: "contains", value: ["charged twice", "not my order", "stolen card"] },
        ],
      },
      then: [
        { do: "send to queue", queue: "payments" },
        { do: "set priority", priority: "urgent" },
        { do: "add tags", tags: ["possible_fraud"] },
      ],
      last: true,
    },
    {
      id: "returns",
      name: "Returns and exchanges",
      when: {
        any: [
          {
            field: "subject",
            operator: "contains",
            value: ["return", "send back", "exchange", "wrong size"],
          },
          { field: "body", operator: "contains", value: ["send it back", "return label", "zurückschicken"] },
        ],
      },
      then: [{ do: "send to queue", queue: "returns" }],
    },
    {
      id: "damaged",
      name: "Damaged or missing items",
      when: { field: "subject", operator: "contains", value: ["broken", "damaged", "missing item"] },
      then: [
        { do: "send to queue", queue: "orders" },
        { do: "raise priority", priority: "high" },
      ],
    },
    {
      id: "where-is-my-order",
      name: "Where is my order",
      when: {
        any: [
          {
            field: "subject",
            operator: "contains",
            value: ["where is my", "tracking", "not arrived", "delivery"],
          },
          { field: "body", operator: "contains", value: ["tracking number", "has not arrived"] },
        ],
      },
      then: [{ do: "send to queue", queue: "orders" }],
    },
    {
      id: "refund",
      name: "Refunds and invoices",
      when: { field: "subject", operator: "contains", value: ["refund", "invoice", "payment"] },
      then: [{ do: "send to queue", queue: "payments" }],
    },
  ],
};
