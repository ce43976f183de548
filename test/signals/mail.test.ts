import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanMail } from "../../src/signals/mail/clean-mail.ts";

const cleaned = (body: string) => cleanMail(body).text.replace(/\s+/g, " ").trim();

describe("a cleaned mail", () => {
  it.each([
    [
      "English",
      "It is still broken.\n\nOn Mon, 3 Nov 2025 at 10:12, Shop <help@shop.example> wrote:\n> Did it arrive?",
    ],
    [
      "English on two lines",
      "It is still broken.\nOn Mon, 3 Nov 2025 at 10:12, Shop\n<help@shop.example> wrote:\n\nDid it arrive?",
    ],
    ["German", "It is still broken.\n\nAm 03.11.2025 um 10:12 schrieb Shop <help@shop.example>:\nIst es da?"],
    ["French", "It is still broken.\n\nLe lun. 3 nov. 2025 à 10:12, Shop a écrit :\nBien reçu ?"],
    ["Spanish", "It is still broken.\n\nEl lun, 3 nov 2025 a las 10:12, Shop escribió:\n¿Llegó?"],
    ["Portuguese", "It is still broken.\n\nEm seg., 3 de nov. de 2025, Shop escreveu:\nChegou?"],
    ["Japanese", "It is still broken.\n\n2025年11月3日(月) 10:12 Shop <help@shop.example>:\n届きましたか"],
    [
      "Outlook",
      "It is still broken.\n\nFrom: Shop\nSent: Monday\nTo: me\nSubject: Your order\n\nDid it arrive?",
    ],
    [
      "German Outlook",
      "It is still broken.\n\nVon: Shop\nGesendet: Montag\nAn: mich\nBetreff: Bestellung\n\nIst es da?",
    ],
    ["a divider", "It is still broken.\n-----Original Message-----\nDid it arrive?"],
  ])("has no quoted mail (%s)", (_, body) => {
    expect(cleaned(body)).toBe("It is still broken.");
  });

  it("keeps answers between quoted lines", () => {
    expect(cleaned("> Which size?\nLarge\n> Which colour?\nBlue")).toBe("Large Blue");
  });

  it("keeps a forwarded mail, because it is all there is", () => {
    expect(cleaned("> My lamp is broken\n> please help")).toBe("My lamp is broken please help");
    expect(cleaned("---------- Forwarded message ---------\nFrom: A\nMy lamp is broken")).toContain(
      "My lamp is broken",
    );
  });

  it.each([
    ["-- \nAda A.\nShop 1"],
    ["Sent from my iPhone"],
    ["Von meinem iPhone gesendet"],
    ["Envoyé depuis mon iPhone"],
    ["Kind regards,\nAda A.\n+49 30 123456"],
    ["Mit freundlichen Grüßen\nAda A."],
    ["Un saludo\nAda"],
    ["よろしくお願いいたします。\n山田"],
    [
      "This email and any files are confidential and intended solely for the addressee of this message, whoever it is.",
    ],
  ])("has no signature: %s", (signature) => {
    expect(cleaned(`Where is my order?\n\n${signature}`)).toBe("Where is my order?");
  });

  it("keeps what follows a thank-you in the midst of a mail", () => {
    const body =
      "The lamp came.\nThanks!\nBut where is the chair? I ordered both of them in the same order last week.";
    expect(cleaned(body)).toContain("where is the chair");
  });

  it("has the words of HTML, without markup, style and quoted mail", () => {
    const html =
      "<html><head><style>p{color:red}</style></head><body><!-- x --><p>Wo ist meine R&uuml;ckgabe&#33;</p><p>Danke</p><blockquote>Hallo</blockquote></body></html>";
    expect(cleaned(html)).toBe("Wo ist meine Rückgabe! Danke");
    expect(cleaned("<blockquote>My lamp is broken</blockquote>")).toBe("My lamp is broken");
    expect(cleaned("I paid <50 EUR & want 2>1")).toBe("I paid <50 EUR & want 2>1");
  });

  it("is made in one go from hostile markup", () => {
    for (const piece of ["<!--", "<style>", "<p", "<head><script>", "&#x", "On a wrote", "> "]) {
      expect(cleanMail(`<p>${piece.repeat(5000)}`).text.length).toBeLessThanOrEqual(20_000);
    }
  });

  it("knows of each character where it stood", () => {
    const line = fc.constantFrom(
      "> quoted",
      "Hello",
      "-- ",
      "On Monday, Shop wrote:",
      "<b>bold</b> text",
      "<p>",
      "R&uuml;ck",
      "",
      "Kind regards",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.string({ unit: "grapheme", maxLength: 30 })), { maxLength: 20 }),
        (lines) => {
          const body = lines.join("\n");
          const { text, origins } = cleanMail(body);
          expect(origins.length).toBe(text.length);
          for (let at = 0; at < text.length; at++) {
            const original = body[origins[at] as number];
            // A tag that ends a line became a line break, an entity its character.
            if (original !== "<" && original !== "&") expect(text[at]).toBe(original);
            if (at > 0) expect(origins[at]).toBeGreaterThanOrEqual(origins[at - 1] as number);
          }
        },
      ),
    );
  });
});
