import { join } from "node:path";

import test from "ava";

import { websocket2 } from "../../../../reference/schema/index.ts";
import { readTextFile } from "../../../../scripts/common/validate-file.ts";
import { drawnTransitions } from "../../../../scripts/generate/machine/draw-linked-svg.ts";
import { readManifest, readSentences } from "../../../../scripts/interop/vectors/manifest.ts";
import type { Suite } from "../../../../scripts/interop/vectors/read-suites.ts";
import { statesContent, statesInput } from "../../../../scripts/site/pages/states.ts";
import type { SiteInput } from "../../../../scripts/site/site-input.ts";
import { pagePlace } from "../../../../scripts/site/site-page.ts";
import { exchangeSteps } from "../../../../scripts/site/states/exchanges.ts";
import { sessionIds, transitionAnchor } from "../../../../scripts/site/states/state-links.ts";

const VECTORS = "spec-tests/vectors";
const SESSIONS = "generated/session.json";

/** What the page needs of the data; other tests validate all of it. */
const site = {
  model: websocket2,
  manifest: readManifest(VECTORS),
  sentences: readSentences(VECTORS),
  suites: [{ path: SESSIONS, suite: JSON.parse(readTextFile(join(VECTORS, SESSIONS))) as Suite }],
};

const input = statesInput(site as unknown as SiteInput);
const { machine, sessions } = input;
const { text } = statesContent(input, pagePlace("states/index.html"));

const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id);
const linesOf = (role: string): string => {
  const begin = text.indexOf(`id="diagram-${role}"`);
  return text.slice(begin, text.indexOf("</section>", begin));
};

test("each transition of the machine is a row of the page exactly once, and other ids are unique as well", (t) => {
  const rows = [...text.matchAll(/<tr id="([^"]+)"/g)].map(([, id = ""]) => id);
  t.deepEqual([...rows].sort(), machine.transitions.map(transitionAnchor).sort());
  t.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
});

for (const drawing of machine.drawings ?? []) {
  const { role } = drawing;
  test(`each transition of a ${role} is linked from its drawing or from the list of those that are not drawn`, (t) => {
    const section = linesOf(role);
    const svg = section.slice(0, section.indexOf("</svg>"));
    const linked = (part: string): Set<string> =>
      new Set([...part.matchAll(/<a href="#[^"]+" data-rows="([^"]+)"/g)].flatMap(([, rows = ""]) => rows.split(" ")));
    const mine = machine.transitions.filter(({ roles }) => (roles ?? machine.roles).includes(role)).map(transitionAnchor);
    t.deepEqual([...linked(svg)].sort(), drawnTransitions(machine, drawing).map(transitionAnchor).sort());
    t.deepEqual([...linked(section)].sort(), [...mine].sort());
    const names = machine.states.filter(({ roles }) => (roles ?? machine.roles).includes(role)).map(({ name }) => name);
    t.deepEqual([...svg.matchAll(/class="state" data-state="([^"]+)"/g)].map(([, name]) => name).sort(), [...names].sort());
  });
}

test("each fragment that the page links to exists on it", (t) => {
  const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, target = ""]) => target);
  t.deepEqual(targets.filter((target) => !ids.includes(target)), []);
});

test("each generated session belongs to one transition and role", (t) => {
  const wanted = machine.transitions.flatMap((row) => sessionIds(row, machine.roles));
  const generated = [...sessions.keys()].filter((id) => id.startsWith("session/gen/"));
  t.true(generated.length > 0);
  t.deepEqual(generated.filter((id) => wanted.filter((one) => one === id).length !== 1), []);
});

test("each step of an exchange has its transition", (t) => {
  for (const exchange of machine.sequences?.exchanges ?? []) {
    const steps = exchangeSteps(machine, exchange);
    t.is(steps.length, exchange.steps.length, exchange.name);
  }
});
