/**
 * The program of a contender process. Its arguments name section, contender and message.
 *
 * @module
 */
import { type Contenders, countOf, messageOf, type CodecTask } from "./contest.ts";
import { DECODERS } from "./decoders.ts";
import { ENCODERS } from "./encoders.ts";

/** The time before rounds count, in ms; hot code is compiled then. */
const WARM_UP_MS = 300;

/** The least measured time of a round, in ms. The cost of waking the process is a small part of it. */
const ROUND_MS = 15;

const SECTIONS: Readonly<Record<string, Contenders>> = { decoding: DECODERS, encoding: ENCODERS };

/** Runs a task once. @returns the time, in ns */
function timed(task: CodecTask): number {
  task.prepare?.();
  const start = process.hrtime.bigint();
  const done = task.run();
  const time = Number(process.hrtime.bigint() - start);
  if (done !== task.expected) throw new Error(`expected ${task.expected}, found ${done}`);
  return time;
}

/** Runs one round. The first run does not count, since caches are cold. @returns ns per message */
function round(task: CodecTask, count: number): number {
  timed(task);
  let [time, messages] = [0, 0];
  for (; time < ROUND_MS * 1e6; messages += count) time += timed(task);
  return time / messages;
}

const [section = "", name = "", message = ""] = process.argv.slice(2);
const sample = messageOf(message);
const count = countOf(sample);
const task = SECTIONS[section]?.[name]?.(sample, count);
if (task === undefined) throw new Error(`expected a contender, found ${section} ${name}`);

const until = performance.now() + WARM_UP_MS;
do timed(task);
while (performance.now() < until);
process.on("message", () => process.send?.(round(task, count)));
process.on("disconnect", () => process.exit());
process.send?.(0);
