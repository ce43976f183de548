/** How pressing a phrase makes a ticket, from 0 to 1, and what for. */
export interface Pressure {
  weight: number;
  kind: "asked" | "deadline" | "legal" | "money" | "repeated" | "danger";
}

const lists: [kind: Pressure["kind"], weight: number, phrases: string][] = [
  [
    "asked",
    0.5,
    "urgent, urgently, asap, as soon as possible, immediately, emergency, right away, right now, time sensitive, dringend, eilt, sofort, schnellstmöglich, so schnell wie möglich, umgehend, notfall, urgence, immédiatement, au plus vite, le plus vite possible, dès que possible, urgente, urgentemente, inmediatamente, lo antes posible, cuanto antes, emergencia, imediatamente, o mais rápido possível, o quanto antes, emergência, urgentemente, subito, il prima possibile, dringend, zo snel mogelijk, onmiddellijk, spoed, 至急, 緊急, 急いで, すぐに, 大至急, 急ぎ",
  ],
  [
    "deadline",
    0.4,
    "by tomorrow, until tomorrow, by today, before tomorrow, by friday, by monday, before the weekend, wedding, birthday, funeral, before christmas, in time for, need it for, need it by, last minute, bis morgen, bis heute, bis freitag, hochzeit, geburtstag, vor weihnachten, rechtzeitig, avant demain, pour demain, mariage, anniversaire, avant noël, à temps, para mañana, antes de mañana, boda, cumpleaños, antes de navidad, a tiempo, para amanhã, até amanhã, casamento, aniversário, antes do natal, a tempo, entro domani, matrimonio, compleanno, voor morgen, bruiloft, verjaardag, 明日まで, 今日中, 結婚式, 誕生日, 間に合",
  ],
  [
    "legal",
    0.5,
    "lawyer, attorney, legal action, court, sue, small claims, trading standards, consumer protection, bbb, police, chargeback, dispute the charge, anwalt, rechtsanwalt, gericht, anzeige, verbraucherzentrale, verbraucherschutz, polizei, rückbuchung, avocat, tribunal, porter plainte, dgccrf, mise en demeure, abogado, demanda, juzgado, consumo, denuncia, policía, advogado, processo, procon, reclame aqui, justiça, avvocato, tribunale, querela, advocaat, rechtbank, consumentenbond, 弁護士, 訴え, 消費者センター, 警察, 法的",
  ],
  [
    "money",
    0.4,
    "charged twice, double charged, charged two times, unauthorized, unauthorised, did not authorize, hacked, stolen card, fraudulent, identity theft, doppelt abgebucht, doppelt belastet, zweimal abgebucht, gehackt, unbefugt, débité deux fois, prélevé deux fois, piraté, cobrado dos veces, cobro doble, doble cargo, hackeado, no autorizado, cobrado duas vezes, cobrança dupla, não autorizei, addebitato due volte, dubbel afgeschreven, 二重請求, 二重に請求, 不正利用, 不正アクセス, 身に覚えのない",
  ],
  [
    "repeated",
    0.3,
    "third time, second time, third email, second email, again and again, several times, many times, multiple times, still no answer, still no reply, no one replies, nobody replies, still waiting, weeks ago, for weeks, since weeks, last warning, final notice, zum dritten mal, zum zweiten mal, mehrfach, mehrmals, immer noch keine antwort, warte immer noch, seit wochen, troisième fois, deuxième fois, plusieurs fois, toujours pas de réponse, toujours rien, depuis des semaines, tercera vez, segunda vez, varias veces, sigo sin respuesta, sigo esperando, hace semanas, terceira vez, segunda vez, várias vezes, ainda sem resposta, há semanas, terza volta, più volte, derde keer, meerdere keren, 何度も, 三回目, 何回も, まだ返事が, 未だに",
  ],
  [
    "danger",
    0.7,
    "caught fire, on fire, smoke coming, burned, burnt, electric shock, injured, injury, allergic reaction, bleeding, hospital, choking, recall, feuer, brand, rauch, verbrannt, stromschlag, verletzt, allergische reaktion, krankenhaus, pris feu, brûlé, fumée, blessé, allergie, hôpital, choc électrique, incendio, fuego, quemado, humo, herido, alergia, hospital, fogo, queimou, fumaça, ferido, choque elétrico, fuoco, bruciato, ferito, scossa, vuur, rook, gewond, 発火, 煙, 火傷, やけど, 怪我, 感電, アレルギー",
  ],
];

export const urgencyWords: [phrase: string, pressure: Pressure][] = lists.flatMap(([kind, weight, phrases]) =>
  phrases.split(", ").map((phrase): [string, Pressure] => [phrase, { weight, kind }]),
);
