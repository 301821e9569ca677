import type { Io } from "../../../scripts/cli/command.ts";
import { main } from "../../../scripts/cli/main.ts";
import { plain, type Style } from "../../../scripts/cli/style.ts";
import { websocket2 } from "../../../reference/schema/index.ts";

/** What a command line gave. */
export interface Given {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line with some standard input. */
export async function ws2(words: readonly string[], input: Uint8Array | string = "", style: Style = plain): Promise<Given> {
  const out: string[] = [];
  const error: string[] = [];
  const octets = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const io: Io = {
    input: async () => octets,
    lines: async function* () {
      yield new TextDecoder().decode(octets);
    },
    out: (text) => void out.push(text),
    octets: (some) => void out.push(Buffer.from(some).toString("latin1")),
    error: (text) => void error.push(text),
    style,
    terminal: false,
    columns: 80,
  };
  return { code: await main(websocket2, words, io), out: out.join(""), error: error.join("") };
}
