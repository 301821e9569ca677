import test from "ava";
import { avoidedPhrases, findAvoidedPhrases } from "../../../scripts/lint/words.ts";

const found: readonly (readonly [text: string, phrases: readonly string[]])[] = [
  ["Waits so many ms.", ["so many"]],
  ["Whoever asks is told of Nobody.", ["Whoever", "told of", "Nobody"]],
  ["Somebody tells of it, and there are none.", ["Somebody", "tells of", "are none"]],
  ["/**\n * Waits so\n * many ms.\n */", ["so many"]],
  ["// there is\n// none", ["is none"]],
  ["if x is None:", []],
  ['User nobody\nuser: nobody\nuser = "nobody"\nuser nobody nogroup;', []],
  ["in octets, as the form has it", ["as the form has it"]],
  ["as a value of RFC 9651 has it", ["as a value of RFC 9651 has it"]],
];

for (const [text, phrases] of found) {
  test(`finds ${phrases.join(", ") || "no phrase"} in ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(findAvoidedPhrases(text).map(({ phrase }) => phrase), phrases);
  });
}

test("plain sentences pass", (t) => {
  t.deepEqual(findAvoidedPhrases("The client has it. Nonetheless, many frames tell offsets. As long as it has none."), []);
});

test("each phrase has a remedy, and the place is that of its first letter", (t) => {
  for (const { fix } of avoidedPhrases) t.true(fix.length > 10);
  t.is(findAvoidedPhrases("Not\nso many.")[0]?.index, 4);
});
