import test from "ava";

import { HandshakeTurns } from "../../../../reference/http2/server/handshake-turns.ts";

/** Handshakes with turns that a test runs, at most three in a turn. */
class ManualHandshakes {
  #calls: (() => void)[] = [];
  readonly begun: number[] = [];
  readonly #turns = new HandshakeTurns((call) => this.#calls.push(call), 3);

  /** Takes handshakes. @returns for each whether it has begun at once */
  take(...names: number[]): boolean[] {
    return names.map((name) => this.#turns.begin(() => this.begun.push(name)));
  }

  /** Runs the calls that wait now. @returns the handshakes that began */
  turn(): number[] {
    this.begun.length = 0;
    const calls = this.#calls;
    this.#calls = [];
    for (const call of calls) call();
    return [...this.begun];
  }
}

test("as many handshakes as fit begin at once, the others in later turns in their order, and a full turn holds up later ones", (t) => {
  const handshakes = new ManualHandshakes();
  t.deepEqual(handshakes.take(1, 2, 3, 4, 5, 6, 7, 8), [true, true, true, false, false, false, false, false]);
  const turns = [handshakes.turn()];
  t.deepEqual(handshakes.take(9), [false]);
  for (let at = 0; at < 4; at += 1) turns.push(handshakes.turn());
  t.deepEqual(turns, [[], [4, 5, 6], [7, 8, 9], [], []]);
  t.deepEqual(handshakes.take(10), [true]);
});

test("a handshake does not begin before those that wait, even if the turn has room", (t) => {
  const handshakes = new ManualHandshakes();
  handshakes.take(1, 2, 3, 4, 5);
  handshakes.turn();
  t.deepEqual(handshakes.take(6), [false]);
  t.deepEqual([handshakes.turn(), handshakes.turn()], [[4, 5], [6]]);
});

test("each waiting handshake begins in a call of its own, so that promises are settled in between", (t) => {
  const calls: (() => void)[] = [];
  const turns = new HandshakeTurns((call) => calls.push(call), 1);
  const begun: number[] = [];
  for (let at = 0; at < 3; at += 1) turns.begin(() => begun.push(at));
  const counts: number[] = [];
  while (calls.length > 0) {
    calls.shift()?.();
    counts.push(begun.length);
  }
  t.deepEqual(counts, [1, 2, 2, 3, 3]);
});
