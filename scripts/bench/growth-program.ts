/**
 * The program of a process that measures how costs grow. Its arguments name a subject and the size of the run.
 *
 * @module
 */
import { answerRequests } from "./bench-process.ts";
import { growthTasks, type GrowthTaskName } from "./growth-tasks.ts";
import { cpuTime } from "./measure.ts";
import type { BenchSize } from "./section.ts";

/** A request to run the task of the process once. */
export interface GrowthRequest {
  readonly kind: "run";
  /** The multiple of the input. */
  readonly scale: number;
}

const [name = "", size = ""] = process.argv.slice(2);
const task = growthTasks[name as GrowthTaskName](size as BenchSize);

answerRequests({
  run: ({ scale }: GrowthRequest) => {
    const work = task(scale);
    try {
      const before = cpuTime();
      work.run();
      return cpuTime() - before;
    } finally {
      work.end?.();
    }
  },
});
