/**
 * `make bench`: measures, and writes `BENCHMARKS.md`. With words such as `echo` it prints those sections and writes nothing.
 *
 * @module
 */
import { writeFileAtomic } from "./common/files.ts";
import { compression } from "./bench/compression.ts";
import { decoding } from "./bench/decoding.ts";
import { echo } from "./bench/echo.ts";
import { encoding } from "./bench/encoding.ts";
import { idle } from "./bench/idle.ts";

const SECTIONS: Readonly<Record<string, () => string | Promise<string>>> = { decoding, encoding, echo, idle, compression };

const INTRODUCTION = `# Benchmarks

Written by \`make bench\`, on 2 shared cores with Node.js ${process.versions.node.split(".")[0]}. Other work ran on the same cores: only ratios within one run mean
something. In another run they differ by a fifth, or twofold where rounds lie far apart. Subjects take turns round by round, and medians count.`;

const only = process.argv.slice(2);
const unknown = only.find((name) => !(name in SECTIONS));
if (unknown !== undefined) {
  console.error(`bench: expected some of ${Object.keys(SECTIONS).join(", ")}; found ${unknown}`);
  process.exit(2);
}
const parts = only.length === 0 ? [INTRODUCTION] : [];
for (const [name, section] of Object.entries(SECTIONS)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const text = await section();
  console.log(`${text}\n`);
  parts.push(text);
}
if (only.length === 0) writeFileAtomic("BENCHMARKS.md", `${parts.join("\n\n")}\n`);
process.exit();
