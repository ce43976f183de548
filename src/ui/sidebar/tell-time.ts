const dayMs = 86_400_000;

/** Today's times as times, earlier ones with their day, as the reader's language writes them. */
export function timeTeller(language: string, nowMs = Date.now()): (iso: string) => string {
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (iso) => {
    const at = new Date(iso);
    const isToday = Math.abs(nowMs - at.getTime()) < dayMs && at.getDate() === new Date(nowMs).getDate();
    return (isToday ? time : day).format(at);
  };
}
