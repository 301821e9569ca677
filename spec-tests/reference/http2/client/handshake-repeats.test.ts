import test from "ava";

import type { OpeningFailure } from "../../../../reference/connection/index.ts";
import { OpeningError } from "../../../../reference/http2/index.ts";
import {
  type HandshakeAttempt,
  HandshakeRepeats,
  nodeRepeatEnvironment,
  type RepeatedAttempt,
  type RepeatEnvironment,
} from "../../../../reference/http2/client/handshake-repeats.ts";
import { requestTargetOf } from "../../../../reference/http2/client/request-target.ts";
import type { FieldLines } from "../../../../reference/wire/index.ts";

const first: HandshakeAttempt = {
  target: requestTargetOf("https://example.com/chat?x"),
  version: 1,
  fields: [["Authorization", "Basic x"], ["cookie", "a=b"], ["x-name", "n"]],
};

const refused = (status: number, fields: FieldLines = [], more: Partial<OpeningFailure> = { token: "rejected" }): OpeningError =>
  new OpeningError({ check: "refused", seen: "", status, ...more }, undefined, undefined, fields);

const notProcessed = new OpeningError({ check: "aborted", seen: "", reset: 7 });

/** A rejecting `wait` stands for a signal that aborts. */
function setup(options: ConstructorParameters<typeof HandshakeRepeats>[0] = {}, environment: Partial<RepeatEnvironment> = {}) {
  const waits: number[] = [];
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    return options.signal?.aborted === true ? Promise.reject(new Error("aborted")) : Promise.resolve();
  };
  const fixed = { now: () => Date.UTC(2026, 10, 30), random: () => 0.5, wait };
  return { repeats: new HandshakeRepeats(options, { ...nodeRepeatEnvironment, ...fixed, ...environment }), waits };
}

test("a handshake that was not processed is repeated once, elsewhere", async (t) => {
  const { repeats } = setup();
  t.deepEqual(await repeats.next(first, notProcessed), { ...first, elsewhere: true });
  t.is(await repeats.next(first, notProcessed), undefined);
});

test("each reason counts once", async (t) => {
  const { repeats } = setup();
  t.deepEqual(await repeats.next(first, refused(421)), { ...first, elsewhere: true });
  t.deepEqual(await repeats.next(first, refused(425)), { ...first, elsewhere: false });
  t.deepEqual(await repeats.next(first, notProcessed), { ...first, elsewhere: true });
  for (const error of [refused(421), refused(425), notProcessed]) t.is(await repeats.next(first, error), undefined);
});

test("by default 401, 407, 429, 503, 307, 308 and invalid_version are final", async (t) => {
  const { repeats } = setup();
  for (const status of [401, 407, 429, 503, 307, 308]) {
    t.is(await repeats.next(first, refused(status, [["retry-after", "0"], ["location", "/"]])), undefined);
  }
  t.is(await repeats.next(first, refused(400, [], { token: "invalid_version", versions: [1, 2] })), undefined);
});

test("credentials replace the fields of their names, and are asked for once", async (t) => {
  const asked: unknown[] = [];
  const { repeats } = setup({
    credentials: (challenge) => {
      asked.push(challenge);
      return Promise.resolve({ authorization: "Basic y" });
    },
  });
  const fields: FieldLines = [["www-authenticate", "Basic"]];
  const next = (await repeats.next(first, refused(401, fields))) as RepeatedAttempt;
  t.deepEqual(next.fields, [["cookie", "a=b"], ["x-name", "n"], ["authorization", "Basic y"]]);
  t.deepEqual(asked, [{ url: "https://example.com/chat?x", status: 401, fields }]);
  t.is(await repeats.next(next, refused(401, fields)), undefined);
  t.is(asked.length, 1);
});

test("credentials that were tried, or none, give up; an error of the callback is passed on", async (t) => {
  t.is(await setup({ credentials: () => [["authorization", "Basic x"]] }).repeats.next(first, refused(401)), undefined);
  t.is(await setup({ credentials: () => undefined }).repeats.next(first, refused(407)), undefined);
  const failing = setup({ credentials: () => Promise.reject(new RangeError("no store")) });
  await t.throwsAsync(failing.repeats.next(first, refused(401)), { instanceOf: RangeError, message: "no store" });
});

test("invalid_version is repeated with the preferred version that both support and that was not tried", async (t) => {
  const { repeats } = setup({}, { versions: [3, 2, 1] });
  const next = await repeats.next({ ...first, version: 3 }, refused(400, [], { token: "invalid_version", versions: [1, 2] }));
  t.is(next?.version, 2);
  const known = setup({}, { versions: [2, 1] }).repeats;
  t.is(await known.next({ ...first, version: 2 }, refused(400, [], { token: "invalid_version", versions: [2, 7] })), undefined);
});

test("429 and 503 wait for retry-after, or for 1 to 2 s, and not longer than maxRetryDelay", async (t) => {
  for (const [fields, maxRetryDelay, expected] of [
    [[["retry-after", "3"]], 3000, [3000]],
    [[["retry-after", "4"]], 3999, []],
    [[["retry-after", "Mon, 30 Nov 2026 00:00:02 GMT"]], 5000, [2000]],
    [[], 2000, [1500]],
    [[["retry-after", "x"]], 1499, []],
    [[["retry-after", "9999999999"]], Infinity, []],
  ] as const) {
    const { repeats, waits } = setup({ maxRetryDelay });
    const next = await repeats.next(first, refused(503, fields));
    t.deepEqual(waits, expected);
    t.is(next === undefined, expected.length === 0);
    t.is(await repeats.next(first, refused(429, fields)), undefined);
  }
});

test("a signal that aborts the wait rejects with check cancelled and its reason", async (t) => {
  const { repeats } = setup({ maxRetryDelay: 5000, signal: AbortSignal.abort("enough") });
  const error = await t.throwsAsync(repeats.next(first, refused(503)), { instanceOf: OpeningError });
  t.is(error.check, "cancelled");
  t.is(error.cause, "enough");
});

test("307 and 308 are followed to https with the option; to another origin without fields (R-155)", async (t) => {
  const followed = async (location: string | undefined, environment: Partial<RepeatEnvironment> = {}) => {
    const { repeats } = setup({ redirects: true }, environment);
    const next = await repeats.next(first, refused(308, location === undefined ? [] : [["location", location]]));
    return next === undefined ? undefined : [`${next.target.origin}${next.target.path}`, next.fields.length];
  };
  t.deepEqual(await followed("/other#x"), ["https://example.com/other", 3]);
  t.deepEqual(await followed("https://example.com:443/y"), ["https://example.com/y", 3]);
  t.deepEqual(await followed("https://example.com:8443/"), ["https://example.com:8443/", 0]);
  t.deepEqual(await followed("//other.example/a?b"), ["https://other.example/a?b", 0]);
  for (const wrong of [undefined, "http://example.com/", "wss://example.com/", "https://u:p@example.com/", "https://", "javascript:0"]) {
    t.is(await followed(wrong), undefined, wrong);
  }
  t.is(await followed("https://other.example/", { hasClientCertificate: true }), undefined);
  t.deepEqual(await followed("/same", { hasClientCertificate: true }), ["https://example.com/same", 3]);
});

test("301, 302 and 303 are not followed (R-156)", async (t) => {
  for (const status of [300, 301, 302, 303, 304]) {
    t.is(await setup({ redirects: true }).repeats.next(first, refused(status, [["location", "/other"]])), undefined);
  }
});

test("after five repetitions the next failure is final, also of redirections (R-154)", async (t) => {
  const { repeats } = setup({ redirects: true });
  const location: FieldLines = [["location", "/again"]];
  for (let count = 0; count < 4; count += 1) t.truthy(await repeats.next(first, refused(307, location)));
  t.truthy(await repeats.next(first, refused(425)));
  t.is(await repeats.next(first, refused(307, location)), undefined);
  t.is(await repeats.next(first, notProcessed), undefined);
});
