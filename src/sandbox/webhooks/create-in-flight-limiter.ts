type Task = () => Promise<void>;

/** Runs tasks concurrently, at most `maxInFlight` for each key, the rest in order of arrival. */
export function createInFlightLimiter(maxInFlight: number) {
  const lanes = new Map<string, { running: number; waiting: Task[] }>();

  const pump = (key: string) => {
    const lane = lanes.get(key);
    if (!lane) return;
    while (lane.running < maxInFlight) {
      const task = lane.waiting.shift();
      if (!task) return;
      lane.running += 1;
      task().finally(() => {
        lane.running -= 1;
        pump(key);
      });
    }
  };

  return {
    run: (key: string, task: Task) => {
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      lane.waiting.push(task);
      pump(key);
    },
    clear: () => {
      lanes.clear();
    },
  };
}
