import test from "ava";

import { allCases } from "../../../../scripts/interop/vectors/select-cases.ts";
import { explorerFragment } from "../../../../scripts/site/vectors/explorer-link.ts";
import { siteInput } from "../rendered.ts";

async function fragmentOf(id: string): Promise<string | undefined> {
  const found = allCases((await siteInput()).suites).find((located) => located.case.id === id);
  return found && explorerFragment(found);
}

test("the explorer gets the octets, the compression and the limit of a case", async (t) => {
  t.is(await fragmentOf("frame/reserved/1"), "hex=0110&limit=16777216");
  t.is(await fragmentOf("varsize/gen/value/5"), "hex=05&type=varsize");
  t.regex((await fragmentOf("compression/gen/lz4/literals/1")) ?? "", /^hex=[0-9a-f]+&compression=lz4%3D1&limit=16777216$/);
});

test("handshakes and sessions open by their names, and empty inputs do not open", async (t) => {
  const ids = ["handshake/server/method/get", "session/client/close/own", "frame/none"];
  const named = ["vector=handshake/server/method/get", "vector=session/client/close/own", undefined];
  t.deepEqual(await Promise.all(ids.map(fragmentOf)), named);
});
