import type { CustomerMessage } from "../customer-ticket.ts";
import { createRandom } from "../random.ts";

type Template = Pick<CustomerMessage, "subject" | "body"> & Partial<CustomerMessage>;

/** What customers of the made-up shop write about; "#" becomes an order number. */
const templates: Template[] = [
  {
    subject: "Where is my order #?",
    body: "I ordered two weeks ago and nothing has come. Is there a tracking number?",
  },
  { subject: "Tracking for # does not move", body: "The parcel has been in the same depot since Monday." },
  {
    subject: "Delivery on Saturday?",
    body: "Can order # come on a Saturday? I am at work on the other days.",
  },
  {
    subject: "Wrong size, can I exchange it?",
    body: "The boots from order # are too small. I need one size up.",
  },
  {
    subject: "How do I return this lamp?",
    body: "It does not fit my desk. Please send me a return label for #.",
  },
  {
    subject: "Jacke passt nicht",
    body: "Ich möchte die Jacke aus Bestellung # zurückschicken. Was muss ich tun?",
  },
  { subject: "Mug arrived broken", body: "Order #: the handle came off in the box. I have photos." },
  { subject: "Missing item in #", body: "There were three candles on the slip and two in the box." },
  {
    subject: "Charged twice for #",
    body: "My bank shows the same amount two times. Please look into it today.",
  },
  {
    subject: "I did not order this",
    body: "There is a confirmation for # in my mail, and it is not my order.",
  },
  {
    subject: "Refund for # still open",
    body: "You have had the parcel for ten days. When will the money be back?",
  },
  { subject: "Invoice with our VAT number", body: "We need the invoice for # with our VAT number on it." },
  {
    subject: "Is the rug washable?",
    body: "I would like the large one. Can it go into the machine at 30 degrees?",
  },
  { subject: "Which bulb fits the Fjord lamp?", body: "The page does not say. And is it dimmable?" },
  {
    subject: "Bulk order of 120 mugs",
    body: "We run a café and would like a price for 120 mugs with our logo.",
  },
  {
    subject: "Next season's range",
    body: "Please send us the catalogue and the order form for our three stores.",
    requester: { name: "Harbour Stores Purchasing", email: "purchasing@harbour-stores.example" },
  },
  { subject: "Hello", body: "Could somebody call me back, please?" },
];

const channels = ["mail", "mail", "mail", "web", "web", "native_messaging", "api"] as const;

/** The n-th ticket of a shop day; the same seed and number give the same ticket. */
export function demoTicket(seed: number, index: number): CustomerMessage {
  const draw = (purpose: string, below: number) =>
    Math.floor(createRandom(seed).draw(`${purpose}/${index}`) * below);
  const template = templates[draw("template", templates.length)] ?? { subject: "", body: "" };
  const order = `LG-${10_000 + draw("order", 90_000)}`;
  const customer = 1 + draw("customer", 400);
  return {
    requester: { name: `Customer ${customer}`, email: `customer${customer}@mail.example` },
    channel: channels[draw("channel", channels.length)] ?? "mail",
    tags: draw("vip", 12) === 0 ? ["vip"] : [],
    ...template,
    subject: template.subject.replaceAll("#", order),
    body: template.body.replaceAll("#", order),
  };
}
