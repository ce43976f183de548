import { describe, expect, it } from "vitest";
import { signalsOf } from "./signals-of.ts";

describe("an order number", () => {
  it.each([
    ["Where is my order 48213?", "48213", 0.95],
    ["order no. 48213 has not arrived", "48213", 0.95],
    ["My order number is AB-991245", "AB-991245", 0.95],
    ["Bestellung Nr. 2024-1187 fehlt", "2024-1187", 0.95],
    ["ma commande n° 77123 est en retard", "77123", 0.95],
    ["mi pedido 55421 no ha llegado", "55421", 0.95],
    ["meu pedido nº 55421 não chegou", "55421", 0.95],
    ["注文番号：991245 が届きません", "991245", 0.95],
    ["#48213 is late", "48213", 0.85],
    ["it says LF-48213 on the slip", "LF-48213", 0.8],
    ["ref 48213977", "48213977", 0.4],
  ])("is read from “%s”", (body, value, confidence) => {
    expect(signalsOf(body).orderNumber).toMatchObject({ value, confidence });
  });

  it.each([
    ["I ordered it in 2024"],
    ["call me at tel. 030123456"],
    ["I paid 1234 € for it"],
    ["it cost $48213"],
    ["12:30 on 2025-11-03"],
    ["two of three lamps"],
  ])("is not read from “%s”", (body) => {
    expect(signalsOf(body).orderNumber).toBeUndefined();
  });
});

describe("a tracking number", () => {
  it.each([
    ["1Z999AA10123456784", 0.99],
    ["RR123456785DE", 0.99],
    ["RR123456784DE", 0.6],
    ["JJD000390007882345678", 0.95],
    ["003400099999999999999".slice(0, 20), 0.95],
  ])("is known by its shape: %s", (number, confidence) => {
    expect(signalsOf(`it says ${number} since days`).trackingNumber).toMatchObject({
      value: number,
      confidence,
    });
  });

  it("of plain digits needs a word for it, and is not taken for an order's number", () => {
    const signals = signalsOf("DPD tracking number 01505012345678 does not move");
    expect(signals.trackingNumber).toMatchObject({ value: "01505012345678" });
    expect(signals.orderNumber).toBeUndefined();
    expect(signalsOf("it says 01505012345678").trackingNumber).toBeUndefined();
  });
});

describe("an amount of money", () => {
  it.each([
    ["I was charged $49.99", 49.99],
    ["Ich habe 1.234,50 € bezahlt", 1234.5],
    ["EUR 20 plus 35,90 EUR", 35.9],
    ["£1,200 for a lamp", 1200],
    ["R$ 150,00 no cartão", 150],
    ["3000円 払いました", 3000],
    ["1 234 € de trop", 1234],
  ])("is read from “%s”", (body, value) => {
    expect(signalsOf(body).amount?.value).toBe(value);
  });

  it("is not every number", () => {
    expect(signalsOf("order 48213, size 42, arrived 3 days late").amount).toBeUndefined();
  });
});

describe("a day", () => {
  it.each([
    ["since 2025-11-03", "2025-11-03", 0.95],
    ["am 3.11.2025 bestellt", "2025-11-03", 0.95],
    ["on 3rd November 2025", "2025-11-03", 0.95],
    ["on November 3, 2025", "2025-11-03", 0.95],
    ["le 3 août 2025", "2025-08-03", 0.95],
    ["el 3 de diciembre de 2025", "2025-12-03", 0.95],
    ["3. März 2025", "2025-03-03", 0.95],
    ["2025年11月3日", "2025-11-03", 0.95],
    ["on 25/12/2025", "2025-12-25", 0.9],
    ["on 12/25/2025", "2025-12-25", 0.9],
    ["on 03/04/2025", "2025-04-03", 0.5],
  ])("is read from “%s”", (body, value, confidence) => {
    expect(signalsOf(body).date).toMatchObject({ value, confidence });
  });

  it("that does not exist is none", () => {
    expect(signalsOf("on 31.02.2025 or 2025-13-01").date).toBeUndefined();
    expect(signalsOf("29.02.2024").date?.value).toBe("2024-02-29");
  });
});
