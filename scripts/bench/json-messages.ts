/**
 * JSON messages for measurements of compression.
 *
 * @module
 */

const WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett"];

/** Returns one record of an event stream. Its values vary with the index. */
function record(index: number): string {
  const number = Math.imul(index + 1, 2654435761) >>> 0;
  const word = (shift: number): string => WORDS[(number >>> shift) % WORDS.length] ?? "";
  return JSON.stringify({
    id: index,
    time: 1_700_000_000_000 + (number % 86_400_000),
    user: `${word(3)}-${number % 997}`,
    kind: word(7),
    value: (number % 100_000) / 100,
    tags: [word(11), word(17)],
  });
}

/** Returns messages of a size in octets, cut from a sequence of records. All characters are ASCII. */
export function jsonMessages(size: number, count: number): string[] {
  let text = "";
  for (let index = 0; text.length < count * size; index++) text += `${record(index)}\n`;
  return Array.from({ length: count }, (_, index) => text.slice(index * size, (index + 1) * size));
}
