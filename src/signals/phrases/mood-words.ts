/** How much a phrase says of the mood: -3 (furious) to 3 (delighted). One line a weight, one language after another. */
export const moodWords: Record<string, Record<number, string>> = {
  en: {
    [-3]: "furious, disgusting, disgraceful, scam, scammers, fraud, worst, ripped off, rip off, outrageous, appalling, never again, thieves, shameful, unacceptable, ridiculous, hate",
    [-2]: "angry, terrible, horrible, awful, useless, pathetic, fed up, disappointed, disappointing, frustrated, frustrating, annoyed, annoying, complaint, complain, sick of, unhappy, poor service, rude, joke, lied, not happy, not acceptable, no one answers, nobody answers, ignored",
    [-1]: "unfortunately, problem, issue, wrong, broken, damaged, late, delayed, still waiting, missing, not working, doesn't work, faulty, worried, upset, sad, bad, no reply, no response, confused",
    1: "thanks, thank you, please, appreciate, good, nice, happy, helpful, glad",
    2: "great, love, excellent, perfect, wonderful, very happy, well done, fantastic, thank you so much",
    3: "amazing, best service, delighted, outstanding, brilliant service",
  },
  de: {
    [-3]: "unverschämt, unverschämtheit, betrug, betrüger, abzocke, frechheit, katastrophe, nie wieder, skandal, inakzeptabel, lächerlich, das letzte",
    [-2]: "wütend, sauer, schlecht, enttäuscht, enttäuschend, ärgerlich, verärgert, beschwerde, beschweren, frustriert, unzufrieden, furchtbar, schlimm, miserabel, stinksauer, ignoriert",
    [-1]: "leider, problem, falsch, kaputt, beschädigt, defekt, verspätet, fehlt, warte immer noch, funktioniert nicht, keine antwort, besorgt, traurig",
    1: "danke, vielen dank, bitte, gut, freue, nett, hilfreich",
    2: "super, toll, sehr zufrieden, ausgezeichnet, perfekt, prima, wunderbar, herzlichen dank",
    3: "begeistert, großartig, hervorragend",
  },
  fr: {
    [-3]: "scandaleux, arnaque, escroquerie, inadmissible, inacceptable, honteux, furieux, furieuse, plus jamais, voleurs, une honte",
    [-2]: "en colère, déçu, déçue, mécontent, mécontente, horrible, nul, réclamation, plainte, frustré, lamentable, ridicule, ras le bol, énervé",
    [-1]: "malheureusement, problème, erreur, cassé, abîmé, endommagé, retard, manque, manquant, toujours rien, ne fonctionne pas, pas de réponse, inquiet",
    1: "merci, s'il vous plaît, bien, content, gentil, utile",
    2: "super, parfait, excellent, génial, très satisfait, ravi, merci beaucoup",
    3: "formidable, extraordinaire",
  },
  es: {
    [-3]: "estafa, estafadores, vergüenza, vergonzoso, inaceptable, indignante, indignado, furioso, nunca más, ladrones, robo",
    [-2]: "enfadado, enojado, decepcionado, decepcionada, queja, reclamación, horrible, pésimo, terrible, frustrado, harto, molesto, ridículo",
    [-1]: "lamentablemente, problema, error, roto, dañado, defectuoso, retraso, falta, sigo esperando, no funciona, sin respuesta, preocupado",
    1: "gracias, por favor, bien, contento, amable, útil",
    2: "genial, perfecto, excelente, encantado, muy contento, muchas gracias",
    3: "maravilloso, fantástico, increíble servicio",
  },
  pt: {
    [-3]: "golpe, fraude, vergonha, absurdo, inaceitável, revoltante, furioso, nunca mais, ladrões, enganação",
    [-2]: "irritado, irritada, decepcionado, decepcionada, reclamação, péssimo, horrível, terrível, frustrado, chateado, insatisfeito",
    [-1]: "infelizmente, problema, erro, quebrado, danificado, defeito, atraso, atrasado, falta, ainda esperando, não funciona, sem resposta, preocupado",
    1: "obrigado, obrigada, por favor, bom, feliz, gentil, útil",
    2: "ótimo, perfeito, excelente, adorei, muito feliz, muito obrigado, muito obrigada",
    3: "maravilhoso, fantástico, sensacional",
  },
  it: {
    [-3]: "truffa, vergogna, vergognoso, inaccettabile, furioso, mai più, ladri",
    [-2]: "arrabbiato, deluso, delusa, reclamo, pessimo, orribile, terribile, stufo, frustrato",
    [-1]: "purtroppo, problema, errore, rotto, danneggiato, difettoso, ritardo, manca, non funziona, nessuna risposta",
    1: "grazie, per favore, bene, contento, gentile",
    2: "ottimo, perfetto, eccellente, molto contento, grazie mille",
    3: "fantastico, meraviglioso",
  },
  nl: {
    [-3]: "oplichting, oplichters, schandalig, belachelijk, onacceptabel, woedend, nooit meer, schande",
    [-2]: "boos, teleurgesteld, klacht, vreselijk, slecht, gefrustreerd, ontevreden, waardeloos",
    [-1]: "helaas, probleem, fout, kapot, beschadigd, vertraging, ontbreekt, werkt niet, geen reactie, geen antwoord",
    1: "bedankt, dank je, alstublieft, goed, blij, behulpzaam",
    2: "geweldig, perfect, uitstekend, heel blij, hartelijk dank",
    3: "fantastisch, super blij",
  },
  ja: {
    [-3]: "詐欺, 最悪, 許せない, ふざけるな, 二度と",
    [-2]: "怒って, ひどい, がっかり, 不満, クレーム, 失望, 対応が悪い, あり得ない",
    [-1]: "残念, 問題, 壊れ, 破損, 不良, 遅れ, 遅い, 届かない, 返事がない, 困って",
    1: "ありがとう, お願いします, 助かり, 良い",
    2: "嬉しい, 素晴らしい, 完璧, 大変満足, 感謝",
    3: "最高, 感動",
  },
};

/** What turns the next words round. French and German often put it behind: those phrases stand whole above. */
export const negations =
  "not, no, never, isn't, wasn't, don't, doesn't, didn't, can't, cannot, without, hardly, nicht, kein, keine, nie, ohne, pas, jamais, sans, ni, nunca, sin, não, nunca, sem, non, mai, senza, niet, geen, nooit";
