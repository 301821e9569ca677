/**
 * `make bench`: runs all benchmarks and writes `BENCHMARKS.md`. With the names of sections, prints those and writes no file.
 *
 * @module
 */
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, runProgram, UsageError } from "./common/program.ts";
import { compression } from "./bench/compression.ts";
import { decoding } from "./bench/decoding.ts";
import { echo } from "./bench/echo.ts";
import { encoding } from "./bench/encoding.ts";
import { idle } from "./bench/idle.ts";
import { path } from "./bench/path.ts";

const SECTIONS: Readonly<Record<string, () => string | Promise<string>>> = { decoding, encoding, echo, idle, path, compression };

const INTRODUCTION = `# Benchmarks

Written by \`make bench\`, on 2 shared cores with Node.js ${process.versions.node.split(".")[0]}. Other work ran on the same cores: only ratios within one run
are comparable. They differ by a fifth between runs, and by a factor of two where the spread is large. Subjects take turns round by round,
and medians count.`;

const usage = `usage: bench.js [SECTION]...
  sections: ${Object.keys(SECTIONS).join(", ")}; without a section: all, written to BENCHMARKS.md`;

async function main(_values: unknown, only: readonly string[]): Promise<number> {
  const unknown = only.find((name) => !(name in SECTIONS));
  if (unknown !== undefined) throw new UsageError(`expected one of ${Object.keys(SECTIONS).join(", ")}, found ${JSON.stringify(unknown)}`);
  const parts = only.length === 0 ? [INTRODUCTION] : [];
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const text = await section();
    console.log(`${text}\n`);
    parts.push(text);
  }
  if (only.length === 0) writeFileAtomic("BENCHMARKS.md", `${parts.join("\n\n")}\n`);
  return exitCode.ok;
}

await runProgram({ usage, operands: [0, Infinity], main });
// Idle connections and server processes would keep the process alive.
process.exit();
