/**
 * Attacks the server, and a plain one of node:http2 beside it. An attack must not hold up an innocent client, nor fill the memory.
 *
 * @module
 */
import type { Attack, AttackSize } from "./attacks/attack.ts";
import { attackRow, attackTitles, missedTargets } from "./attacks/attack-table.ts";
import type { AttackedKind } from "./attacks/attacked-server.ts";
import { attacks as all } from "./attacks/attacks.ts";
import { startChild } from "./attacks/child.ts";
import { type AttackEffect, AttackedProcess } from "./attacks/measure-attack.ts";
import { ensure, type Soak } from "./soak.ts";

/** An attack with its effects on the server and on a plain one. */
type Compared = readonly [name: string, effect: AttackEffect, plain: AttackEffect | undefined];

/** Runs one attack between fresh processes. */
async function attackAlone(name: string, kind: AttackedKind, size: AttackSize): Promise<AttackEffect> {
  const attacker = startChild("attacker");
  const server = await AttackedProcess.start(kind);
  const effect = await server.measure(name, attacker, size);
  await Promise.all([server.end(), attacker.end()]);
  return effect;
}

/** Runs attacks, each on servers of its own: figures that can be compared. */
async function* compared(chosen: readonly Attack[], size: AttackSize): AsyncGenerator<Compared> {
  for (const { name } of chosen) yield [name, await attackAlone(name, "websocket2", size), await attackAlone(name, "plain", size)];
}

/** Runs attacks on one server, in little time. */
async function* together(chosen: readonly Attack[], size: AttackSize): AsyncGenerator<Compared> {
  const attacker = startChild("attacker");
  const server = await AttackedProcess.start("websocket2");
  for (const { name } of chosen) yield [name, await server.measure(name, attacker, size), undefined];
  await Promise.all([server.end(), attacker.end()]);
}

/** Runs the attacks of a size, one after the other. */
export const attacks: Soak = async ({ attacks: { seconds, scale, compared: isCompared, names = [""] } }, _random, report) => {
  const size = { seconds, scale };
  const chosen = all.filter(({ name }) => names.some((text) => name.includes(text)));
  ensure(chosen.length > 0, () => `no attack has one of these texts in its name: ${names.join(", ")}`);
  const missed: string[] = [];
  report(attackTitles);
  for await (const [name, effect, plain] of isCompared ? compared(chosen, size) : together(chosen, size)) {
    const targets = missedTargets(effect, plain);
    report(attackRow(name, effect, plain, targets));
    missed.push(...targets.map((target) => `${name}: ${target}`));
  }
  ensure(missed.length === 0, () => `${missed.length} targets missed: ${missed.join("; ")}`);
};
