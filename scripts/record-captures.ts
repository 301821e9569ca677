/**
 * Records the captures of the tests: `node build/scripts/record-captures.js [-o FOLDER]`.
 *
 * A server and a client of this package talk through a relay, which writes what passes. It needs no right to capture packets.
 *
 * @module
 */
import { join } from "node:path";

import { recordCleartext } from "./record/cleartext.ts";
import { recordCompressed, recordTls } from "./record/conversations.ts";
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";

const usage = `usage: record-captures.js [-o FOLDER]
  -o, --out FOLDER  the folder of the captures (spec-tests/captures)`;

const options = { out: { type: "string", short: "o", default: "spec-tests/captures" } } as const;

async function main({ out }: OptionValues<typeof options>): Promise<number> {
  for (const record of [recordCleartext, recordTls, recordCompressed]) {
    const { name, file, streams } = await record();
    writeFileAtomic(join(out, `${name}.pcapng`), file);
    writeFileAtomic(join(out, `${name}.json`), `${JSON.stringify(streams, undefined, 1)}\n`);
    console.log(`${join(out, `${name}.pcapng`)}: ${file.length} octets, ${streams.length} streams`);
  }
  return exitCode.ok;
}

await runProgram({ usage, options, main });
