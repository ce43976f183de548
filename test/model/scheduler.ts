/** Most statements are answered by then, and to ask the engine who waits for whom costs more than they do. */
const msBeforeLooking = 3;

/** A place where a worker waits until the schedule lets it go on. */
interface Gate {
  process: string;
  what: string;
  /** A worker that dies inside a transaction must not keep it open. */
  isInTransaction: boolean;
  open(): void;
  refuse(error: Error): void;
}

/** What a worker meets inside a transaction when its process dies: the engine rolls back. */
export class DeadProcessError extends Error {}

export interface Scheduler {
  /** Waits for the schedule; at once when nothing is scheduled any more. For ever in a process that is dead. */
  gate(process: string, what: string, isInTransaction?: boolean): Promise<void>;
  /** Counts an exchange with an engine as under way until it is answered. */
  track<T>(run: () => Promise<T>): Promise<T>;
  waiting(): readonly Gate[];
  open(gate: Gate): void;
  kill(process: string): void;
  isDead(process: string): boolean;
  /** Lets everybody go on without asking, from now on. */
  release(): void;
  /** Resolves when nobody can go on without the schedule. */
  quiet(): Promise<void>;
}

/** @param isBlocked whether all that is under way waits for locks, for an engine where that can be */
export function createScheduler(
  isBlocked: (underWay: number) => Promise<boolean> = async () => false,
): Scheduler {
  const gates: Gate[] = [];
  const dead = new Set<string>();
  let underWay = 0;
  let noteEnd = () => {};
  const anEnd = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, msBeforeLooking);
      noteEnd = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  let isFree = false;

  return {
    gate(process, what, isInTransaction = false) {
      if (dead.has(process)) return isInTransaction ? Promise.reject(new DeadProcessError()) : never();
      if (isFree) return Promise.resolve();
      return new Promise((resolve, reject) => {
        gates.push({ process, what, isInTransaction, open: resolve, refuse: reject });
      });
    },
    async track(run) {
      underWay += 1;
      try {
        return await run();
      } finally {
        underWay -= 1;
        noteEnd();
      }
    },
    waiting: () => gates,
    open(gate) {
      gates.splice(gates.indexOf(gate), 1);
      gate.open();
    },
    kill(process) {
      dead.add(process);
      for (const gate of gates.filter((one) => one.process === process)) {
        gates.splice(gates.indexOf(gate), 1);
        if (gate.isInTransaction) gate.refuse(new DeadProcessError());
      }
    },
    isDead: (process) => dead.has(process),
    release() {
      isFree = true;
      for (const gate of gates.splice(0)) gate.open();
    },
    async quiet() {
      do {
        await nextTurn();
        if (underWay === 0) break;
        await anEnd();
        if (underWay > 0 && (await isBlocked(underWay))) return;
      } while (underWay > 0);
      await nextTurn();
      if (underWay > 0) await this.quiet();
    },
  };
}

/** What a dead process waits for. */
function never(): Promise<never> {
  return new Promise(() => {});
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
