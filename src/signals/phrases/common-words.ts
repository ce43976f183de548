/** The small words that every message in a language is full of. One that stands in several lists speaks for each. */
export const commonWords: Record<string, string> = {
  en: "the and is my i to not you have it of for this that was with on can please what when where how your but are has been do did me would from order they will there if am an be just get why hello hi thanks thank",
  de: "der die das und ist nicht ich mein meine meinen zu mit sie es ein eine einen auf habe hat wann wo wie bitte noch den dem für von wurde aber ihr mir mich auch haben bei nach kann wird sind im am oder hallo guten tag danke bestellung leider",
  fr: "le la les et est pas je mon ma mes vous de des du un une que pour dans sur avec ne ai avez quand où comment bonjour merci mais il elle nous votre été sont au aux ce cette n'ai j'ai commande toujours suis plus",
  es: "el la los las y es no mi mis de un una que por para con en se lo ha he cuándo cuando dónde donde cómo como hola gracias pero yo tengo está esta este mi pedido quiero puede del al su más sido muy todavía necesito",
  pt: "o a os as e é não nao meu minha de um uma que por para com em se do da no na ele você voce foi quando onde como olá ola obrigado obrigada mas eu tenho está este esta pedido quero pode ao mais ainda já muito preciso",
  it: "il lo la gli le e è non mio mia di un una che per con in si ho ha quando dove come ciao grazie ma io sono questo questa ordine vorrei può del della al più ancora stato molto buongiorno",
  nl: "de het een en is niet ik mijn te met je u van op heb heeft wanneer waar hoe alstublieft nog dat voor maar zijn bij naar kan wordt dit hallo bedankt bestelling wil graag ook er aan",
  sv: "och är inte jag min mitt att det en ett med på har när var hur du för men som av till från hej tack beställning kan vill inte också",
  pl: "i nie jest moje moja mój w na do się z że to kiedy gdzie jak proszę czy mam ale za dzień dobry dziękuję zamówienie jeszcze",
  tr: "ve bir bu benim değil ne zaman nerede nasıl için ile var yok siparişim lütfen merhaba ama çok daha mi teşekkürler",
};
