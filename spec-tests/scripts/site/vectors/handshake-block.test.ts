import test from "ava";

import { serverCheck } from "../../../../reference/schema/index.ts";
import { allCases } from "../../../../scripts/interop/vectors/select-cases.ts";
import { asHandshake, configOf } from "../../../../scripts/site/vectors/case-types.ts";
import { checkHandshake, handshakeBlock } from "../../../../scripts/site/vectors/handshake-block.ts";
import { once, siteInput } from "../rendered.ts";

const handshakes = once(async () =>
  allCases((await siteInput()).suites).flatMap((located) => {
    const handshake = asHandshake(located);
    return handshake === undefined ? [] : [{ id: located.case.id, handshake, config: configOf(located) }];
  }),
);

test("the check that fails is the one that the case expects", async (t) => {
  for (const { id, handshake, config } of await handshakes()) {
    const { failed } = checkHandshake(handshake, config);
    if (config.role === "client") t.is(failed?.name, handshake.check, id);
    else if (failed === undefined) t.is(handshake.outcome?.error, "okay", id);
    else {
      const found = serverCheck.names.find((name) => name === failed.name);
      t.is(found && serverCheck.entry(found).columns.token, handshake.outcome?.error, id);
    }
  }
});

test("checks are listed in their order, up to the first that fails", async (t) => {
  const get = (await handshakes()).find(({ id }) => id === "handshake/server/method/get");
  t.truthy(get);
  if (get === undefined) return;
  t.deepEqual(checkHandshake(get.handshake, get.config).passed, ["resource"]);
  const { text } = handshakeBlock(get.handshake, get.config);
  t.true(text.includes('<li class="good">resource</li>'));
  t.true(text.includes('<li class="bad">method: found method GET. <span>The method is not POST.</span></li></ul>'));
  t.true(text.includes("<b>:method</b>: GET\n"));
});
