import test from "ava";

import type { ConnectionContext } from "../../../../reference/connection/machine/connection-context.ts";
import type { StateNode } from "../../../../reference/connection/machine/state-node.ts";
import { initialNodes } from "../../../../reference/connection/machine/transition-table.ts";

type Node = StateNode<ConnectionContext>;

/** Returns all nodes that rows lead to from a node, itself included. */
function reachable(initial: Node): Node[] {
  const nodes = new Set([initial]);
  for (const { on } of nodes) for (const rows of Object.values(on)) for (const { to } of rows) nodes.add(to);
  return [...nodes];
}

for (const role of ["client", "server"] as const) {
  const statesWith = (holds: (node: Node) => boolean): string[] =>
    reachable(initialNodes[role]).filter(holds).map(({ state }) => state).sort();

  test(`${role}: a message is only delivered while the connection is open or this end closes it`, (t) => {
    t.deepEqual(statesWith(({ onlyDelivers }) => onlyDelivers), ["closing", "flushing", "open"]);
  });

  test(`${role}: a message to send is only queued while the connection is open; a server may queue before its opening pong`, (t) => {
    t.deepEqual(statesWith(({ onlyQueues }) => onlyQueues), role === "client" ? ["open"] : ["open", "opening"]);
  });

  test(`${role}: octets are read as frames without a guard from the reply to the end of the own output`, (t) => {
    const opening = role === "client" ? ["confirming", "flushing", "open", "replied"] : ["flushing", "open", "opening"];
    t.deepEqual(statesWith(({ alwaysReads }) => alwaysReads), opening);
  });
}
