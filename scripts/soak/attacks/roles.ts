/**
 * The roles of child processes.
 *
 * @module
 */
import { Attacker, type AttackedPorts, type AttackSize } from "./attack.ts";
import { type AttackedKind, startAttackedServer } from "./attacked-server.ts";
import { attacks } from "./attacks.ts";
import { answerParent } from "./child.ts";

/** A question to the attacker. */
export interface AttackOrder {
  /** The name of the attack. */
  readonly attack: string;
  readonly ports: AttackedPorts;
  readonly size: AttackSize;
}

/** The attacker's answer. */
export interface AttackResult {
  /** What the attacker saw. */
  readonly seen: string;
  /** The octets that it sent. */
  readonly octets: number;
}

async function attack({ attack: name, ports, size }: AttackOrder): Promise<AttackResult> {
  const attacker = new Attacker(ports, size);
  const seen = (await attacks.find((each) => each.name === name)?.run(attacker)) ?? "unknown";
  attacker.end();
  return { seen, octets: attacker.wire.octets };
}

/** Starts a role in this process: `attacker`, or a kind of server, which answers every question with its ports and usage. */
export async function startRole(role: string): Promise<void> {
  if (role === "attacker") {
    answerParent((order) => attack(order as AttackOrder));
    return;
  }
  const server = await startAttackedServer(role as AttackedKind);
  answerParent(() => Promise.resolve({ ports: server.ports, usage: server.usage() }));
}
