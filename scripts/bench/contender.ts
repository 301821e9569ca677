/**
 * One contender in a process of its own: the program that it runs, told section, contender and message by its arguments.
 *
 * @module
 */
import { type Contenders, countOf, messageOf, type CodecTask } from "./contest.ts";
import { DECODERS } from "./decoders.ts";
import { ENCODERS } from "./encoders.ts";

/** For so long it runs before anything counts, in ms: by then the code that is run often is compiled. */
const WARM_UP_MS = 300;

/** A round goes on for at least so long, in ms of what is timed: what woke the process up is then a small part. */
const ROUND_MS = 15;

const SECTIONS: Readonly<Record<string, Contenders>> = { decoding: DECODERS, encoding: ENCODERS };

/** Runs once. @returns ns */
function timed(work: CodecTask): number {
  work.prepare?.();
  const start = process.hrtime.bigint();
  const done = work.run();
  const time = Number(process.hrtime.bigint() - start);
  if (done !== work.expected) throw new Error(`did ${done}, not ${work.expected}`);
  return time;
}

/** One round: a run that does not count, since caches are cold, then others. @returns ns a message */
function round(work: CodecTask, count: number): number {
  timed(work);
  let [time, messages] = [0, 0];
  for (; time < ROUND_MS * 1e6; messages += count) time += timed(work);
  return time / messages;
}

const [section = "", name = "", message = ""] = process.argv.slice(2);
const sample = messageOf(message);
const count = countOf(sample);
const work = SECTIONS[section]?.[name]?.(sample, count);
if (work === undefined) throw new Error(`no contender ${section} ${name}`);

const until = performance.now() + WARM_UP_MS;
do timed(work);
while (performance.now() < until);
process.on("message", () => process.send?.(round(work, count)));
process.on("disconnect", () => process.exit());
process.send?.(0);
