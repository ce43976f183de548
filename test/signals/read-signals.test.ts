import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Signals } from "../../src/routing/signals.ts";
import { type Readers, readSignals } from "../../src/signals/read-signals.ts";
import { signalsOf, sourceOf } from "./signals-of.ts";

describe("the language", () => {
  it.each([
    ["Where is my order? It has not arrived yet.", "en"],
    ["Wo ist meine Bestellung? Sie ist noch nicht da.", "de"],
    ["Bonjour, où est ma commande ? Je ne l'ai pas reçue.", "fr"],
    ["Hola, ¿dónde está mi pedido? No ha llegado todavía.", "es"],
    ["Olá, onde está o meu pedido? Ainda não chegou.", "pt"],
    ["Buongiorno, dove è il mio ordine? Non è ancora arrivato.", "it"],
    ["Hallo, waar is mijn bestelling? Ik heb het nog niet.", "nl"],
    ["注文した商品がまだ届きません。", "ja"],
    ["我的订单在哪里？", "zh"],
    ["주문한 상품이 아직 안 왔어요", "ko"],
    ["Где мой заказ?", "ru"],
  ])("of “%s” is %s", (body, language) => {
    expect(signalsOf(body).language?.value).toBe(language);
  });

  it("of a name and a number is not known", () => {
    expect(signalsOf("Lamp 48213").language).toBeUndefined();
  });
});

describe("sentiment and urgency", () => {
  it.each([
    ["This is a scam! Worst shop ever, I am furious!!", -1, -0.7],
    ["Das ist eine Frechheit, ich bin stinksauer", -1, -0.5],
    ["C'est une arnaque, service lamentable", -1, -0.5],
    ["Esto es una estafa, pésimo servicio", -1, -0.5],
    ["Péssimo atendimento, uma vergonha", -1, -0.5],
    ["最悪です。対応がひどい", -1, -0.5],
    ["My lamp is broken unfortunately", -0.6, -0.1],
    ["Where is my parcel", -0.1, 0.1],
    ["I love it, thank you so much, excellent!", 0.5, 1],
    ["I am not happy with this", -1, -0.1],
  ])("“%s” feels between %d and %d", (body, low, high) => {
    const value = signalsOf(body).sentiment?.value ?? Number.NaN;
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  });

  it("are not softened by politeness", () => {
    const polite = signalsOf("Please, thank you, this is a scam and I am furious, thanks, please").sentiment
      ?.value;
    expect(polite).toBeLessThan(-0.5);
  });

  it.each([
    ["Where is my order?", 0, 0.2],
    ["I need this ASAP, the wedding is on Saturday", 0.6, 1],
    ["Ich brauche es dringend bis morgen", 0.6, 1],
    ["C'est urgent, c'est pour demain", 0.3, 1],
    ["Es urgente, mi abogado les llamará", 0.6, 1],
    ["É urgente, vou ao Procon", 0.6, 1],
    ["至急お願いします", 0.5, 1],
    ["The charger caught fire", 0.7, 1],
    ["No rush, it is not urgent", 0, 0.1],
  ])("“%s” presses between %d and %d", (body, low, high) => {
    const value = signalsOf(body).urgency?.value ?? Number.NaN;
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  });

  it("names the words", () => {
    const body = "I need this ASAP, the wedding is on Saturday";
    expect(signalsOf(body).urgency).toMatchObject({
      words: ["ASAP", "wedding"],
      places: [
        { part: "body", start: 12, end: 16 },
        { part: "body", start: 22, end: 29 },
      ],
    });
  });
});

describe("complexity", () => {
  it("is 1 for a plain question, and grows with matters, orders and what happened before", () => {
    expect(signalsOf("Where is my order 48213?").complexity?.value).toBe(1);
    const many =
      "Order 48213 came broken. Also, order 48214 is missing a chair. When will it come? Can I return the lamp? Another question: why was I charged twice?";
    const value = signalsOf(many).complexity?.value ?? 0;
    expect(value).toBeGreaterThanOrEqual(3);
    const again = readSignals({ ...sourceOf(many), reopened: true }, { history: { priorContacts: 4 } });
    expect(again.complexity?.value).toBeGreaterThan(value);
    expect(again.complexity?.value).toBeLessThanOrEqual(5);
  });

  it.each([
    [
      "several products by number",
      "Item no. AB-1200 is dented, SKU 7731-X is missing, and article 55120 leaks, Artikelnummer 99120 auch",
    ],
    [
      "several products by quantity",
      "I got 2 x lamp, 3x chairs, 1 × table and 4x shelf, and all of them are blue",
    ],
  ])("grows with %s", (_, body) => {
    expect(signalsOf(body).complexity?.value).toBe(2);
    expect(signalsOf(body.replace(/\d/g, "")).complexity?.value).toBe(1);
  });

  it("does not take dates, years and hours for products", () => {
    const body = "The model was fine in 2024, on 03/11 at 10:12 I ordered item two of 12 and 3 more";
    expect(signalsOf(body).complexity?.value).toBe(1);
  });

  it("grows with files and with what the same person asked before", () => {
    const of = (history: Readers["history"]) => readSignals(sourceOf("My lamp leaks"), { history });
    expect(of({}).complexity?.value).toBe(1);
    expect(of({ attachments: 3 }).complexity?.value).toBe(2);
    expect(of({ priorContacts: 3 }).complexity?.value).toBe(2);
  });
});

describe("who writes", () => {
  it("is a VIP for sure by the help desk's mark, and perhaps by the words", () => {
    const marked = sourceOf("hello");
    const by = (change: object) =>
      readSignals({ ...marked, requester: { ...marked.requester, ...change } }).vip;
    expect(by({ tags: ["VIP"] })).toMatchObject({ value: true, confidence: 1 });
    expect(by({ fields: { is_vip: true } })).toMatchObject({ value: true, confidence: 1 });
    expect(by({ fields: { is_vip: false } })).toBeUndefined();
    expect(signalsOf("I am a loyal customer").vip).toMatchObject({
      confidence: 0.4,
      words: ["loyal customer"],
    });
  });

  it.each([
    ["Automatic reply: your order", "I am away until Monday."],
    ["Abwesenheitsnotiz", "Ich bin im Urlaub."],
    ["Réponse automatique", "Je suis absent."],
    ["自動返信", "不在にしております"],
    ["Undeliverable: hello", "Your message could not be delivered"],
    ["", "I am currently out of the office and have no access to mail."],
  ])("is a machine: %s", (subject, body) => {
    expect(signalsOf(body, subject).autoReply).toMatchObject({ value: true });
  });

  it("is a machine by its address", () => {
    const given = sourceOf("Your parcel was sent");
    const from = (email: string) =>
      readSignals({ ...given, requester: { ...given.requester, email } }).autoReply;
    expect(from("no-reply@carrier.example")).toMatchObject({ value: true });
    expect(from("noreply+1@carrier.example")).toMatchObject({ value: true });
    expect(from("nora@mail.example")).toBeUndefined();
  });

  it("sells something, or does not", () => {
    const pitch =
      "Dear webmaster, our SEO services rank your website on the first page of Google. Guest post, backlinks.";
    expect(signalsOf(pitch).spam).toMatchObject({ value: true });
    expect(signalsOf("How do I unsubscribe from the newsletter?").spam).toBeUndefined();
    expect(signalsOf("I bought backlinks for my watch, they broke").spam?.confidence ?? 0).toBeLessThan(0.7);
  });
});

describe("all signals of a message", () => {
  const piece = fc.constantFrom(
    ...[
      "Where is my order #48213?",
      "<p>R&uuml;ckgabe</p>",
      "> quoted",
      "sofort!!",
      "1Z999AA10123456784",
      "€ 20",
      "3.11.2025",
    ],
    ...[
      "Thanks",
      "-- ",
      "On Monday, Shop wrote:",
      "返品したい。",
      "loyal customer",
      "also",
      "out of office",
      "http://a.example",
    ],
  );
  const someText = fc
    .array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 40 })), { maxLength: 15 })
    .map((all) => all.join("\n"));

  it("fit the shape that policies read, and point at the words in the text as it was given", () => {
    fc.assert(
      fc.property(someText, someText, (subject, body) => {
        const signals = Signals.parse(signalsOf(body, subject));
        for (const signal of Object.values(signals)) {
          for (const [index, { part, start, end }] of (signal?.places ?? []).entries()) {
            const text = (part === "subject" ? subject : body).slice(start, end);
            // Markup inside a stretch of words is in the text given, and not in the words.
            if (!/[<&>\n]/.test(text)) expect(text).toBe(signal?.words?.[index]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are none where there is no text", () => {
    expect(signalsOf("", "")).toEqual({});
    expect(signalsOf("  \n\n ", "Re: ")).toEqual({});
  });

  it("do not come from the quoted mail or the signature", () => {
    const body = "It works, thank you.\n\nOn Monday, Shop wrote:\n> urgent! order 48213 refused, lawyer";
    const { orderNumber, urgency } = signalsOf(body);
    expect(orderNumber).toBeUndefined();
    expect(urgency?.value).toBeLessThan(0.2);
  });
});
