import test from "ava";

import { allCases } from "../../../../scripts/interop/vectors/select-cases.ts";
import { asSession, configOf, type ShownStep } from "../../../../scripts/site/vectors/case-types.ts";
import { sessionBlock } from "../../../../scripts/site/vectors/session-block.ts";
import { SessionFrames } from "../../../../scripts/site/vectors/session-frames.ts";
import { siteInput } from "../rendered.ts";

test("a session has a row for each step, with its input and its effects", async (t) => {
  for (const located of allCases((await siteInput()).suites)) {
    const [id, session] = [located.case.id, asSession(located)];
    if (session === undefined) continue;
    const { text } = sessionBlock(session, configOf(located), "Steps");
    t.is(text.match(/<tr><td class="n">/g)?.length, session.steps.length, id);
    t.is(text.match(/<div>(sends|tells its application) /g)?.length ?? 0, session.steps.flatMap(effectsOf).length, id);
  }
});

function effectsOf({ sent = [], told = [], or = [] }: ShownStep): unknown[] {
  return [...sent, ...told, ...or.flatMap((each) => [...(each.sent ?? []), ...(each.told ?? [])])];
}

test("octets of a session are named as frames", (t) => {
  const { text } = sessionBlock(
    { steps: [{ feed: "03004869", told: [{ message: { type: "text", text: "Hi" } }], sent: [{ wire: "0502434c4f53" }] }] },
    { role: "server" },
    "Steps",
  );
  t.true(text.includes('<b>feed</b> <code>03004869</code> <i>text "Hi", 2 octets</i>'.replaceAll('"', "&quot;")));
  t.true(text.includes("<div>sends <b>wire</b> <code>0502434c4f53</code> <i>error CLOS</i></div>"));
  t.true(text.includes("<div>tells its application <b>message</b>"));
});

test("frames are named by the compression of the response, and the content of a refusal is text", (t) => {
  const agreed = new SessionFrames("client", [{ headers: [[":status", "200"], ["websocket2-compression", "lz4=1"]] }]);
  t.is(agreed.received("0f041d3f686f2003000250686f20686f"), "text, 14 octets compressed by lz4");
  const refused = new SessionFrames("client", [{ headers: [[":status", "404"]] }]);
  t.is(refused.received("6e6f"), 'content "no"');
});
