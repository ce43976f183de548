import type { FindingWords } from "../finding-text.ts";

export const findings: FindingWords = {
  "unreachable rule": [
    "La règle « {rule} » n’est jamais atteinte : {others} s’applique avant à chacun de ses tickets et arrête la liste.",
    "Placez-la au-dessus, ou n’arrêtez plus la liste à la règle précédente.",
  ],
  "shadowed queue": [
    "La file de la règle « {rule} » ne compte jamais : {others} envoie toujours ces tickets ailleurs avant.",
    "Placez-la au-dessus, ou restreignez la règle précédente.",
  ],
  "never matches": [
    "La règle « {rule} » ne peut jamais s’appliquer : {one} et {other} s’excluent.",
    "Retirez l’une des deux conditions, ou reliez-les par « l’une d’elles ».",
  ],
  "pattern matches everything": [
    "Le motif « {pattern} » de la règle « {rule} » convient à tout texte, même vide.",
    "Demandez au moins un caractère (« + » au lieu de « * »), ou demandez si le texte est présent.",
  ],
  "pointless actions": [
    "La règle « {rule} » laisse les tickets tranquilles : ses autres actions ne font rien.",
    "Retirez les autres actions, ou celle qui laisse le ticket tranquille.",
  ],
  "unknown group": [
    "Le service d’assistance n’a pas de groupe « {group} ».",
    "Corrigez le nom, ou créez le groupe dans le service d’assistance.",
  ],
  "unknown agent": [
    "Le service d’assistance n’a personne du nom de « {agent} ».",
    "Corrigez le nom, l’adresse e-mail ou le numéro.",
  ],
  "no members": [
    "Personne qui puisse avoir des tickets n’est dans le groupe de la file « {queue} » ; ses tickets attendront.",
    "Ajoutez des agents au groupe, ou laissez la file déborder vers une autre.",
  ],
  "skill nobody has": [
    "Personne dans la file « {queue} » n’a la compétence « {skill} ».",
    "Donnez la compétence à quelqu’un, faites-en une préférence, ou laissez-la tomber après quelques minutes.",
  ],
  "skill missing at times": [
    "Dans la file « {queue} », personne ayant la compétence « {skill} » ne travaille à ces heures : {hours}.",
    "Prévoyez quelqu’un à ces heures, ou laissez tomber la compétence après quelques minutes.",
  ],
  "unused queue": [
    "Aucune règle ni aucun débordement n’envoie quoi que ce soit à la file « {queue} ».",
    "Envoyez-y quelque chose, ou retirez-la.",
  ],
  "unused schedule": [
    "Aucune file ni aucune règle n’utilise les horaires « {schedule} ».",
    "Attribuez-les à une file, ou retirez-les, sauf si des agents les suivent.",
  ],
  "nobody in rotation": [
    "Chaque membre de la file « {queue} » a une part de 0.",
    "Donnez une part à quelqu’un.",
  ],
  "overflow cycle": ["Le débordement tourne en rond : {circle}.", "Retirez l’une de ces étapes."],
  "clock without a schedule": [
    "La file « {queue} » compte les minutes d’ouverture et n’a pas d’horaires : chaque minute compte.",
    "Donnez-lui des horaires, ou laissez-la compter selon le calendrier.",
  ],
  "pointless clock": [
    "La file « {queue} » compte les minutes d’ouverture, et rien n’y attend.",
    "Retirez l’horloge, sauf si des règles demandent des compétences qui tombent.",
  ],
  "pointless ramp": [
    "La file « {queue} » ne retient rien, car le groupe choisit quand personne n’est là : son rythme ne compte jamais.",
    "Laissez-la retenir, ou retirez le rythme.",
  ],
  "ramp above capacity": [
    "Le rythme de la file « {queue} », {tickets} en {minutes} minutes, dépasse les {most} qu’un agent peut avoir : le premier connecté est rempli d’un coup.",
    "Baissez-le.",
  ],
  "pointless take-back": [
    "La file « {queue} » reprend des tickets et les laisse au groupe quand personne n’est libre ; personne n’est alors tenu de les prendre.",
    "Laissez-la retenir, pour qu’ils soient redistribués.",
  ],
  "nobody to give back to": [
    "La file « {queue} » n’a qu’un membre : un ticket qui lui est repris attend.",
    "Ajoutez des agents au groupe, ou laissez le ticket à son responsable.",
  ],
  "stand-in not there": [
    "Le remplaçant de {agent} n’est personne qui puisse avoir des tickets.",
    "Nommez quelqu’un d’autre.",
  ],
  "stand-in cycle": [
    "Les remplaçants tournent en rond alors que tous sont absents : {circle}.",
    "Faites remplacer l’un d’eux par quelqu’un qui est là.",
  ],
};
