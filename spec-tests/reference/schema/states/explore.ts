/** A breadth-first search through all states of a pair. */
import { Violation } from "./end-state.ts";
import { initialPair, copy, keyOf, moves, type Pair, type Scope } from "./pair.ts";

/** The result of a search. */
export interface SearchResult {
  readonly states: number;
  /** The states without a further move. */
  readonly ends: readonly Pair[];
  /** The number of states from which none of them can be reached. */
  readonly stuck: number;
  /** Returns the moves that lead to a state. */
  readonly story: (pair: Pair) => string;
}

interface Graph {
  readonly pairs: Pair[];
  readonly keys: string[];
  readonly seen: Map<string, number>;
  readonly parents: number[];
  readonly names: string[];
  /** For each state, the states that lead to it. */
  readonly before: number[][];
}

function story(graph: Graph, at: number): string {
  const steps: string[] = [];
  for (let index = at; index > 0; index = graph.parents[index] ?? 0) steps.unshift(graph.names[index] ?? "?");
  return steps.join("; ");
}

function visit(graph: Graph, next: Pair, key: string, parent: number, name: string): void {
  const known = graph.seen.get(key);
  if (known !== undefined) {
    graph.before[known]?.push(parent);
    return;
  }
  graph.seen.set(key, graph.pairs.length);
  graph.pairs.push(next);
  graph.keys.push(key);
  graph.parents.push(parent);
  graph.names.push(name);
  graph.before.push([parent]);
}

/** Makes every possible move from a state. Returns whether one of them leads to another state. */
function expand(graph: Graph, at: number, scope: Scope): boolean {
  const pair = graph.pairs[at] as Pair;
  let leads = false;
  for (const [name, act] of moves(pair, scope)) {
    const next = copy(pair);
    try {
      act(next);
    } catch (error) {
      throw error instanceof Violation ? new Violation(`${error.message}, after: ${story(graph, at)}; ${name}`) : error;
    }
    const key = keyOf(next);
    if (key !== graph.keys[at]) {
      leads = true;
      visit(graph, next, key, at, name);
    }
  }
  return leads;
}

function stuckIn(graph: Graph, ends: readonly number[]): number {
  const good = new Set(ends);
  const open = [...ends];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const before of graph.before[at] ?? []) {
      if (!good.has(before)) {
        good.add(before);
        open.push(before);
      }
    }
  }
  return graph.pairs.length - good.size;
}

/**
 * Visits all states of a pair.
 *
 * @param most - the greatest number of states
 * @throws {@link Violation} with the moves that lead to it, if an end breaks a rule or there are more states
 */
export function explore(scope: Scope, most = 200_000): SearchResult {
  const graph: Graph = { pairs: [], keys: [], seen: new Map(), parents: [], names: [], before: [] };
  const first = initialPair(scope);
  visit(graph, first, keyOf(first), 0, "");
  const ends: number[] = [];
  for (let at = 0; at < graph.pairs.length; at += 1) {
    if (at > most) throw new Violation(`there are more than ${most} states`);
    if (!expand(graph, at, scope)) ends.push(at);
  }
  return {
    states: graph.pairs.length,
    ends: ends.map((at) => graph.pairs[at] as Pair),
    stuck: stuckIn(graph, ends),
    story: (pair) => story(graph, graph.seen.get(keyOf(pair)) ?? 0),
  };
}
