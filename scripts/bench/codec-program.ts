/**
 * The program of a codec process. Its arguments name section, contender, message and time of the warm-up in ms.
 *
 * @module
 */
import { answerRequests } from "./bench-process.ts";
import { type CodecTask, type Contenders, countOf, messageOf } from "./contest.ts";
import { DECODERS } from "./decoders.ts";
import { ENCODERS } from "./encoders.ts";

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

const [section = "", name = "", message = "", warmUpMs = ""] = process.argv.slice(2);
const sample = messageOf(message);
const count = countOf(sample);
const task = SECTIONS[section]?.[name]?.(sample, count);
if (task === undefined) throw new Error(`expected a contender, found ${section} ${name}`);

const until = performance.now() + Number(warmUpMs);
do timed(task);
while (performance.now() < until);
answerRequests({ round: () => round(task, count) });
