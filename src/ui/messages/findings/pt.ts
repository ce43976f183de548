import type { FindingWords } from "../finding-text.ts";

export const findings: FindingWords = {
  "unreachable rule": [
    "A regra “{rule}” nunca é alcançada: {others} se aplica antes a todos os tickets dela e encerra a lista.",
    "Mova-a para cima, ou faça com que a regra anterior não encerre a lista.",
  ],
  "shadowed queue": [
    "A fila da regra “{rule}” nunca conta: {others} sempre envia antes esses tickets para outro lugar.",
    "Mova-a para cima, ou restrinja a regra anterior.",
  ],
  "never matches": [
    "A regra “{rule}” nunca pode se aplicar: {one} e {other} se excluem.",
    "Retire uma das duas condições, ou una-as com “uma delas”.",
  ],
  "pattern matches everything": [
    "O padrão “{pattern}” da regra “{rule}” serve para qualquer texto, até vazio.",
    "Exija pelo menos um caractere (“+” em vez de “*”), ou pergunte se o texto existe.",
  ],
  "pointless actions": [
    "A regra “{rule}” deixa os tickets em paz, então as demais ações não fazem nada.",
    "Retire as demais ações, ou a que deixa o ticket em paz.",
  ],
  "unknown group": [
    "O help desk não tem o grupo “{group}”.",
    "Corrija o nome, ou crie o grupo no help desk.",
  ],
  "unknown agent": [
    "O help desk não tem ninguém chamado “{agent}”.",
    "Corrija o nome, o e-mail ou o número.",
  ],
  "no members": [
    "No grupo da fila “{queue}” não há ninguém que possa ter tickets; os tickets dela vão esperar.",
    "Inclua agentes no grupo, ou deixe a fila transbordar para outra.",
  ],
  "skill nobody has": [
    "Ninguém na fila “{queue}” tem a habilidade “{skill}”.",
    "Dê a habilidade a alguém, torne-a uma preferência, ou deixe que caia após alguns minutos.",
  ],
  "skill missing at times": [
    "Na fila “{queue}” ninguém com a habilidade “{skill}” trabalha nestes horários: {hours}.",
    "Coloque alguém nesses horários, ou deixe que a habilidade caia após alguns minutos.",
  ],
  "unused queue": [
    "Nenhuma regra e nenhum transbordo envia algo para a fila “{queue}”.",
    "Envie algo para ela, ou remova-a.",
  ],
  "unused schedule": [
    "Nenhuma fila e nenhuma regra usa os horários “{schedule}”.",
    "Atribua-os a uma fila, ou remova-os, a menos que agentes os sigam.",
  ],
  "nobody in rotation": ["Todos os membros da fila “{queue}” têm parte 0.", "Dê uma parte a alguém."],
  "overflow cycle": ["O transbordo anda em círculo: {circle}.", "Remova um desses passos."],
  "clock without a schedule": [
    "A fila “{queue}” conta minutos de funcionamento e não tem horários, então todo minuto conta.",
    "Dê a ela horários, ou deixe que conte pelo calendário.",
  ],
  "pointless clock": [
    "A fila “{queue}” conta minutos de funcionamento, e nada nela espera por eles.",
    "Retire o relógio, a menos que regras peçam habilidades que caem.",
  ],
  "pointless ramp": [
    "A fila “{queue}” não retém nada, porque o grupo escolhe quando não há ninguém; o ritmo dela nunca conta.",
    "Deixe que retenha, ou retire o ritmo.",
  ],
  "ramp above capacity": [
    "O ritmo da fila “{queue}”, {tickets} em {minutes} minutos, passa dos {most} que um agente pode ter: quem entra primeiro fica cheio de uma vez.",
    "Defina um valor menor.",
  ],
  "pointless take-back": [
    "A fila “{queue}” toma tickets de volta e os deixa ao grupo quando ninguém está livre, onde ninguém precisa pegá-los.",
    "Deixe que retenha, para que sejam entregues de novo.",
  ],
  "nobody to give back to": [
    "A fila “{queue}” tem um só membro; um ticket tomado dele espera.",
    "Inclua agentes no grupo, ou deixe o ticket com o responsável.",
  ],
  "stand-in not there": [
    "O substituto de {agent} não é ninguém que possa ter tickets.",
    "Indique outra pessoa.",
  ],
  "stand-in cycle": [
    "Os substitutos andam em círculo enquanto todos estão ausentes: {circle}.",
    "Faça alguém presente substituir um deles.",
  ],
};
