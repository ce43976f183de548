import type { FindingWords } from "../finding-text.ts";

export const findings: FindingWords = {
  "unreachable rule": [
    "Nunca se llega a la regla «{rule}»: {others} se aplica antes a todos sus tickets y termina la lista.",
    "Súbala por encima, o haga que la regla anterior no termine la lista.",
  ],
  "shadowed queue": [
    "La cola de la regla «{rule}» nunca cuenta: {others} siempre envía antes esos tickets a otra parte.",
    "Súbala por encima, o acote la regla anterior.",
  ],
  "never matches": [
    "La regla «{rule}» no puede aplicarse nunca: {one} y {other} se excluyen.",
    "Quite una de las dos condiciones, o únalas con «una de ellas».",
  ],
  "pattern matches everything": [
    "El patrón «{pattern}» de la regla «{rule}» vale para cualquier texto, incluso vacío.",
    "Exija al menos un carácter («+» en vez de «*»), o pregunte si el texto existe.",
  ],
  "pointless actions": [
    "La regla «{rule}» deja los tickets en paz, así que sus demás acciones no hacen nada.",
    "Quite las demás acciones, o la que deja el ticket en paz.",
  ],
  "unknown group": [
    "El servicio de asistencia no tiene el grupo «{group}».",
    "Corrija el nombre, o cree el grupo en el servicio de asistencia.",
  ],
  "unknown agent": [
    "El servicio de asistencia no tiene a nadie llamado «{agent}».",
    "Corrija el nombre, el correo o el número.",
  ],
  "no members": [
    "En el grupo de la cola «{queue}» no hay nadie que pueda tener tickets; sus tickets esperarán.",
    "Añada agentes al grupo, o deje que la cola se desborde a otra.",
  ],
  "skill nobody has": [
    "Nadie en la cola «{queue}» tiene la habilidad «{skill}».",
    "Dé la habilidad a alguien, conviértala en preferencia, o deje que caiga tras unos minutos.",
  ],
  "skill missing at times": [
    "En la cola «{queue}» nadie con la habilidad «{skill}» trabaja a estas horas: {hours}.",
    "Ponga a alguien en esas horas, o deje que la habilidad caiga tras unos minutos.",
  ],
  "unused queue": [
    "Ninguna regla ni desbordamiento envía nada a la cola «{queue}».",
    "Envíe algo a ella, o quítela.",
  ],
  "unused schedule": [
    "Ninguna cola ni regla usa el horario «{schedule}».",
    "Asígnelo a una cola, o quítelo, salvo que haya agentes que lo sigan.",
  ],
  "nobody in rotation": [
    "Todos los miembros de la cola «{queue}» tienen una parte de 0.",
    "Dé una parte a alguien.",
  ],
  "overflow cycle": ["El desbordamiento va en círculo: {circle}.", "Quite uno de esos pasos."],
  "clock without a schedule": [
    "La cola «{queue}» cuenta minutos de apertura y no tiene horario, así que cuenta cada minuto.",
    "Dele un horario, o deje que cuente por el calendario.",
  ],
  "pointless clock": [
    "La cola «{queue}» cuenta minutos de apertura, y nada en ella los espera.",
    "Quite el reloj, salvo que haya reglas con habilidades que caen.",
  ],
  "pointless ramp": [
    "La cola «{queue}» no retiene nada, porque el grupo elige cuando no hay nadie; su ritmo nunca cuenta.",
    "Deje que retenga, o quite el ritmo.",
  ],
  "ramp above capacity": [
    "El ritmo de la cola «{queue}», {tickets} en {minutes} minutos, supera los {most} que puede tener un agente: quien entra primero se llena de golpe.",
    "Póngalo más bajo.",
  ],
  "pointless take-back": [
    "La cola «{queue}» recupera tickets y los deja al grupo cuando nadie está libre, donde nadie tiene que tomarlos.",
    "Deje que retenga, para que se vuelvan a entregar.",
  ],
  "nobody to give back to": [
    "La cola «{queue}» tiene un solo miembro; un ticket que se le quita espera.",
    "Añada agentes al grupo, o deje el ticket con su responsable.",
  ],
  "stand-in not there": [
    "El sustituto de {agent} no es nadie que pueda tener tickets.",
    "Nombre a otra persona.",
  ],
  "stand-in cycle": [
    "Los sustitutos van en círculo mientras todos están ausentes: {circle}.",
    "Que sustituya a uno de ellos alguien que esté.",
  ],
};
