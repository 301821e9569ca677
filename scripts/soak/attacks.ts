/**
 * Attacks the server, and a plain one of node:http2 beside it. An attack must not hold up an innocent client, nor fill the memory.
 *
 * @module
 */
import type { AttackSize } from "./attacks/attack.ts";
import { attackRow, attackTitles, missedTargets } from "./attacks/attack-table.ts";
import type { AttackedKind } from "./attacks/attacked-server.ts";
import { attacks as all } from "./attacks/attacks.ts";
import { startChild } from "./attacks/child.ts";
import { type AttackEffect, AttackedProcess } from "./attacks/measure-attack.ts";
import { ensure, type Soak } from "./soak.ts";

/** Runs one attack between fresh processes. */
async function attackAlone(name: string, kind: AttackedKind, size: AttackSize): Promise<AttackEffect> {
  const attacker = startChild("attacker");
  const server = await AttackedProcess.start(kind);
  const effect = await server.measure(name, attacker, size);
  await Promise.all([server.end(), attacker.end()]);
  return effect;
}

/** Runs all attacks, each on servers of its own: figures that can be compared. */
async function* compared(size: AttackSize): AsyncGenerator<readonly [string, AttackEffect, AttackEffect | undefined]> {
  for (const { name } of all) yield [name, await attackAlone(name, "websocket2", size), await attackAlone(name, "plain", size)];
}

/** Runs all attacks on one server, in little time. */
async function* together(size: AttackSize): AsyncGenerator<readonly [string, AttackEffect, AttackEffect | undefined]> {
  const attacker = startChild("attacker");
  const server = await AttackedProcess.start("websocket2");
  for (const { name } of all) yield [name, await server.measure(name, attacker, size), undefined];
  await Promise.all([server.end(), attacker.end()]);
}

/** Runs all attacks, one after the other. */
export const attacks: Soak = async ({ attacks: { seconds, scale, compared: isCompared } }, _random, report) => {
  const size = { seconds, scale };
  const missed: string[] = [];
  report(attackTitles);
  for await (const [name, effect, plain] of isCompared ? compared(size) : together(size)) {
    const targets = missedTargets(effect, plain);
    report(attackRow(name, effect, plain, targets));
    missed.push(...targets.map((target) => `${name}: ${target}`));
  }
  ensure(missed.length === 0, () => `${missed.length} targets missed: ${missed.join("; ")}`);
};
