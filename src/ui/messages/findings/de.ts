import type { FindingWords } from "../finding-text.ts";

export const findings: FindingWords = {
  "unreachable rule": [
    "Die Regel „{rule}“ wird nie erreicht: Auf jedes ihrer Tickets trifft vorher {others} zu, und danach wird keine Regel mehr angesehen.",
    "Schieben Sie sie darüber, oder lassen Sie die Regel davor nicht die letzte sein.",
  ],
  "shadowed queue": [
    "Die Queue der Regel „{rule}“ gilt nie: {others} schickt diese Tickets vorher immer anderswohin.",
    "Schieben Sie sie darüber, oder fassen Sie die Regel davor enger.",
  ],
  "never matches": [
    "Die Regel „{rule}“ kann nie zutreffen: {one} und {other} schließen einander aus.",
    "Nehmen Sie eine der beiden Bedingungen heraus, oder verbinden Sie sie mit „eine davon“.",
  ],
  "pattern matches everything": [
    "Das Muster „{pattern}“ der Regel „{rule}“ passt auf jeden Text, auch auf einen leeren.",
    "Verlangen Sie mindestens ein Zeichen („+“ statt „*“), oder fragen Sie, ob der Text vorhanden ist.",
  ],
  "pointless actions": [
    "Die Regel „{rule}“ lässt Tickets in Ruhe, ihre übrigen Aktionen bewirken also nichts.",
    "Nehmen Sie die übrigen Aktionen heraus, oder das In-Ruhe-Lassen.",
  ],
  "unknown group": [
    "Der Helpdesk hat keine Gruppe „{group}“.",
    "Berichtigen Sie den Namen, oder legen Sie die Gruppe im Helpdesk an.",
  ],
  "unknown agent": [
    "Der Helpdesk hat niemanden namens „{agent}“.",
    "Berichtigen Sie den Namen, die E-Mail-Adresse oder die Nummer.",
  ],
  "no members": [
    "In der Gruppe der Queue „{queue}“ ist niemand, der Tickets haben darf; ihre Tickets werden warten.",
    "Nehmen Sie Leute in die Gruppe auf, oder lassen Sie die Queue in eine andere überlaufen.",
  ],
  "skill nobody has": [
    "In der Queue „{queue}“ hat niemand die Fähigkeit „{skill}“.",
    "Geben Sie jemandem die Fähigkeit, machen Sie sie zum Wunsch, oder lassen Sie sie nach einigen Minuten fallen.",
  ],
  "skill missing at times": [
    "In der Queue „{queue}“ arbeitet niemand mit der Fähigkeit „{skill}“ zu diesen Zeiten: {hours}.",
    "Teilen Sie dann jemanden mit der Fähigkeit ein, oder lassen Sie sie nach einigen Minuten fallen.",
  ],
  "unused queue": [
    "Keine Regel und kein Überlauf schickt etwas in die Queue „{queue}“.",
    "Schicken Sie etwas dorthin, oder entfernen Sie sie.",
  ],
  "unused schedule": [
    "Keine Queue und keine Regel verwendet die Zeiten „{schedule}“.",
    "Geben Sie sie einer Queue, oder entfernen Sie sie, falls nicht Leute danach arbeiten.",
  ],
  "nobody in rotation": [
    "Jedes Mitglied der Queue „{queue}“ hat einen Anteil von 0.",
    "Geben Sie jemandem einen Anteil.",
  ],
  "overflow cycle": ["Der Überlauf geht im Kreis: {circle}.", "Entfernen Sie einen dieser Schritte."],
  "clock without a schedule": [
    "Die Queue „{queue}“ zählt Minuten der Öffnungszeit und hat keine, also zählt jede Minute.",
    "Geben Sie ihr Zeiten, oder lassen Sie sie nach dem Kalender zählen.",
  ],
  "pointless clock": [
    "Die Queue „{queue}“ zählt Minuten der Öffnungszeit, und nichts in ihr wartet auf welche.",
    "Nehmen Sie die Uhr heraus, falls keine Regel Fähigkeiten verlangt, die nach Minuten fallen.",
  ],
  "pointless ramp": [
    "Die Queue „{queue}“ hält nichts zurück, weil die Gruppe wählt, wenn niemand da ist; das Tempo der Ausgabe gilt also nie.",
    "Lassen Sie sie zurückhalten, oder nehmen Sie das Tempo heraus.",
  ],
  "ramp above capacity": [
    "Das Tempo der Queue „{queue}“, {tickets} in {minutes} Minuten, ist mehr als die {most}, die jemand haben darf: Wer sich zuerst anmeldet, wird auf einmal voll.",
    "Setzen Sie es niedriger.",
  ],
  "pointless take-back": [
    "Die Queue „{queue}“ nimmt Tickets zurück und überlässt sie der Gruppe, wenn niemand frei ist; dort muss sie niemand nehmen.",
    "Lassen Sie sie zurückhalten, damit sie wieder ausgegeben werden.",
  ],
  "nobody to give back to": [
    "Die Queue „{queue}“ hat nur ein Mitglied; was diesem abgenommen wird, wartet.",
    "Nehmen Sie Leute in die Gruppe auf, oder lassen Sie das Ticket, wo es ist.",
  ],
  "stand-in not there": [
    "Die Vertretung von {agent} ist niemand, der Tickets haben darf.",
    "Nennen Sie jemand anderen.",
  ],
  "stand-in cycle": [
    "Vertretungen gehen im Kreis, während alle abwesend sind: {circle}.",
    "Lassen Sie jemanden vertreten, der da ist.",
  ],
};
