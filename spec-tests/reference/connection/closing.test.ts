import test from "ava";

import { LocalError } from "../../../reference/layout/errors.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { type TestEndpoint, EndpointPair, type PairOptions } from "./endpoint-pair.ts";

const text = (words: string) => ({ type: "text", text: words }) as const;
const clos = encodeFrame({ type: "error", code: "CLOS" });
const sent = (end: TestEndpoint): readonly string[] =>
  end.outgoing.map((part) => (part.is === "octets" ? Buffer.from(part.octets).toString("hex") : part.is));

function opened(options?: PairOptions): EndpointPair {
  return new EndpointPair(options).open().settle();
}

/** Takes and sends all queued octets of an end, without delivering them. */
function sendQueued(end: TestEndpoint): readonly string[] {
  end.outgoing.length = 0;
  while (end.take());
  if (end.unsent > 0) end.sent();
  return sent(end);
}

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

for (const closer of ["client", "server"] as const) {
  const other = closer === "client" ? "server" : "client";

  test(`a ${closer} that closes sends queued messages, then CLOS, and delivers messages that still arrive`, (t) => {
    const pair = opened();
    pair[closer].core.send(text("last"));
    pair[other].core.send(text("late"));
    pair[closer].core.close(4000, "bye");
    t.deepEqual(sendQueued(pair[closer]), [
      hex(encodeFrame(text("last"))),
      hex(encodeFrame({ type: "error", code: "CLOS", status: 4000, reason: "bye" })),
      ...(closer === "client" ? ["end"] : []),
    ]);
    pair.settle();
    t.deepEqual(pair[closer].messages, [text("late")]);
    t.deepEqual(pair[other].messages, [text("last")]);
    t.deepEqual(pair[other].callsOf("closed"), [{ code: 4000, reason: "bye", wasClean: true, error: "CLOS" }]);
    t.deepEqual(pair[closer].callsOf("closed"), [{ code: 4000, reason: "", wasClean: true, error: "CLOS" }]);
  });

  test(`a ${closer} answers CLOS with the Status received and no Reason`, (t) => {
    const pair = opened();
    pair[closer].core.receiveData(encodeFrame({ type: "error", code: "CLOS", status: 3333, reason: "why" }));
    t.deepEqual(sendQueued(pair[closer]), [
      hex(encodeFrame({ type: "error", code: "CLOS", status: 3333, reason: "" })),
      ...(closer === "client" ? ["end"] : []),
    ]);
  });

  test(`a ${closer} counts a Status that no endpoint may send as 1002 and answers with 1002`, (t) => {
    const pair = opened();
    const invalid = Uint8Array.from([0x07, 0x02, 0x43, 0x4c, 0x4f, 0x53, 0xed, 0x03]);
    pair[closer].core.receiveData(invalid);
    t.is(sendQueued(pair[closer])[0], "0702434c4f53ea03");
    pair[closer].core.receiveEndStream();
    t.like(pair[closer].callsOf("closed")[0], { code: 1002, wasClean: true });
  });

  test(`a queued CLOS of a ${closer} keeps its Status when the peer's arrives`, (t) => {
    const pair = opened();
    pair[closer].core.close(3001, "mine");
    pair[closer].core.receiveData(encodeFrame({ type: "error", code: "CLOS", status: 3002, reason: "" }));
    t.is(sendQueued(pair[closer])[0], hex(encodeFrame({ type: "error", code: "CLOS", status: 3001, reason: "mine" })));
  });

  test(`a ${closer} that finds a fault drops its queue, sends the Code, discards input and reports 1006`, (t) => {
    const pair = opened();
    pair[closer].core.send(text("dropped"));
    pair[closer].core.receiveData(Uint8Array.from([0x03, 0x00, 0x48, 0x69, 0x03, 0x00, 0xff, 0xff, 0x03, 0x00, 0x48, 0x69]));
    t.deepEqual(pair[closer].messages, [text("Hi")]);
    t.deepEqual(sendQueued(pair[closer]), [hex(encodeFrame({ type: "error", code: "UTF8" })), ...(closer === "client" ? ["end"] : [])]);
    t.false(pair[closer].receivePaused);
    pair[closer].core.receiveData(new Uint8Array(100));
    pair[closer].core.receiveEndStream();
    t.deepEqual(
      pair[closer].callsOf("closed").map(({ code, wasClean, fault }) => [code, wasClean, fault?.code, fault?.octet]),
      [[1006, false, "UTF8", 28]],
    );
    t.is(pair[closer].core.state, "closed");
  });

  test(`a ${closer} that receives another error frame drops its queue and answers with a plain CLOS`, (t) => {
    const pair = opened();
    pair[closer].core.send(text("dropped"));
    pair[closer].core.receiveData(encodeFrame({ type: "error", code: "LRGE" }));
    t.deepEqual(sendQueued(pair[closer]), [hex(clos), ...(closer === "client" ? ["end"] : [])]);
    pair[closer].core.receiveEndStream();
    t.deepEqual(pair[closer].callsOf("closed"), [{ code: 1009, reason: "", wasClean: false, error: "LRGE" }]);
  });

  test(`a ${closer} reports an unknown Code as FRAM, and the Code received in the description`, (t) => {
    const pair = opened();
    pair[closer].core.receiveData(encodeFrame({ type: "error", code: "FUTR" }));
    sendQueued(pair[closer]);
    pair[closer].core.receiveEndStream();
    const seen = "an error frame FUTR, which counts as FRAM";
    t.deepEqual(pair[closer].callsOf("closed"), [{ code: 1002, reason: "", wasClean: false, error: "FRAM", seen }]);
  });

  test(`a ${closer} queues no message and no second CLOS after its own`, (t) => {
    const pair = opened();
    pair[closer].core.close(3000);
    t.false(pair[closer].core.send(text("no")));
    pair[closer].core.close(3001);
    t.is(sendQueued(pair[closer])[0], hex(encodeFrame({ type: "error", code: "CLOS", status: 3000, reason: "" })));
  });

  test(`a ${closer} reports an abnormal end on END_STREAM without an error frame`, (t) => {
    const pair = opened();
    pair[closer].core.receiveData(Uint8Array.from([0x03, 0x00]));
    pair[closer].core.receiveEndStream();
    t.deepEqual(sent(pair[closer]), [closer === "client" ? "reset" : "end"]);
    t.like(pair[closer].callsOf("closed")[0], { code: 1006, wasClean: false, seen: "END_STREAM" });
  });

  test(`a ${closer} of which octets wait cancels on END_STREAM without an error frame`, (t) => {
    const pair = opened();
    pair[closer].core.send(text("lost"));
    pair[closer].core.receiveEndStream();
    t.deepEqual(pair[closer].outgoing, [{ is: "reset", code: "CANCEL" }]);
    t.like(pair[closer].callsOf("closed")[0], { code: 1006, wasClean: false, seen: "END_STREAM" });
  });

  test(`a ${closer} that terminates cancels the stream, drops its queue and reports 1006`, (t) => {
    const pair = opened();
    pair[closer].core.send(text("lost"));
    pair[closer].core.terminate();
    pair[closer].core.terminate();
    t.deepEqual(pair[closer].outgoing, [{ is: "reset", code: "CANCEL" }]);
    const report = { code: 1006, reason: "", wasClean: false, seen: "the application ended the connection" };
    t.deepEqual(pair[closer].callsOf("closed").map(({ check: _, ...rest }) => rest), [report]);
  });

  test(`the close timer of a ${closer} runs out after 5 s without progress and 30 s after the peer's error frame with it`, (t) => {
    const pair = opened();
    pair[closer].core.close();
    sendQueued(pair[closer]);
    pair[closer].core.receiveData(encodeFrame({ type: "error", code: "LRGE" }));
    for (let second = 4; second < 30; second += 4) {
      pair.now = second * 1000;
      pair[closer].core.handleTimeout();
      pair[closer].core.receiveData(encodeFrame(text("still")));
    }
    t.is(pair[closer].core.state, "closing");
    pair.now = 29_999;
    pair[closer].core.handleTimeout();
    t.is(pair[closer].core.state, "closing");
    pair.now = 30_000;
    pair[closer].core.handleTimeout();
    t.deepEqual(sent(pair[closer]).slice(-2), closer === "client" ? ["end", "reset"] : ["end", "reset"]);
    t.like(pair[closer].callsOf("closed")[0], { code: 1009, wasClean: false });

    const quiet = opened();
    quiet[closer].core.close();
    sendQueued(quiet[closer]);
    quiet.now = 4_999;
    quiet[closer].core.handleTimeout();
    t.is(quiet[closer].core.state, "closing");
    quiet.now = 5_000;
    quiet[closer].core.handleTimeout();
    t.is(quiet[closer].core.state, "closed");
    t.deepEqual(quiet[closer].outgoing.at(-1), { is: "reset", code: closer === "client" ? "CANCEL" : "NO_ERROR" });
  });
}

test("crossing closes are both clean and unanswered, each with the Status of the other", (t) => {
  const pair = opened();
  pair.client.core.close(3001);
  pair.server.core.close(3002);
  pair.settle();
  t.like(pair.client.callsOf("closed")[0], { code: 3002, wasClean: true });
  t.like(pair.server.callsOf("closed")[0], { code: 3001, wasClean: true });
});

test("a server sends END_STREAM only after the client's", (t) => {
  const pair = opened();
  pair.server.core.close();
  sendQueued(pair.server);
  pair.server.core.receiveData(clos);
  t.false(pair.server.ended);
  pair.server.core.receiveEndStream();
  t.true(pair.server.ended);
  t.like(pair.server.callsOf("closed")[0], { wasClean: true, code: 1005 });
});

test("a client that is still sending its answer cancels the stream on END_STREAM", (t) => {
  const pair = opened();
  pair.client.core.send(text("waits"));
  pair.client.core.receiveData(clos);
  pair.client.core.receiveEndStream();
  t.deepEqual(pair.client.outgoing.at(-1), { is: "reset", code: "CANCEL" });
  t.deepEqual(pair.client.callsOf("closed"), [{ code: 1005, reason: "", wasClean: false, error: "CLOS" }]);
});

test("a fault completes a partly sent frame and drops the frames after it", (t) => {
  const pair = opened();
  const bytes = new Uint8Array(50_000).fill(7);
  pair.server.core.send({ type: "binary", bytes });
  pair.server.core.send(text("dropped"));
  pair.server.take(20_000);
  pair.server.core.receiveData(Uint8Array.from([0]));
  pair.settle();
  t.deepEqual(pair.client.messages, [{ type: "binary", bytes }]);
  t.like(pair.client.callsOf("closed")[0], { code: 1002, error: "FRAM" });
});

test("the report follows the messages that the application has paused", (t) => {
  const pair = opened();
  pair.client.core.pause();
  pair.server.core.send(text("first"));
  pair.server.core.close(1000);
  pair.settle();
  t.deepEqual(pair.client.calls.slice(1), []);
  t.is(pair.client.core.state, "closed");
  pair.client.core.resume();
  t.deepEqual(pair.client.calls.slice(1).map(([what]) => what), ["message", "closed"]);
});

test("a fault drops a queued pong, and its error frame replaces a queued CLOS", (t) => {
  const pair = opened();
  pair.client.core.close(3000);
  pair.client.core.receiveData(Buffer.concat([encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }), new Uint8Array([0])]));
  t.deepEqual(sendQueued(pair.client), [hex(encodeFrame({ type: "error", code: "FRAM" })), "end"]);
});

test("the close timer stops while this end gives no window, up to the bound that began with the close", (t) => {
  const pair = opened({ client: { limits: { queuedMessages: 1, flushTotal: 30_000 } } });
  pair.client.core.pause();
  for (let count = 0; count < 2; count += 1) pair.client.core.receiveData(encodeFrame(text("x")));
  pair.client.core.close();
  sendQueued(pair.client);
  t.true(pair.client.receivePaused);
  for (let second = 5; second < 30; second += 5) {
    pair.now = second * 1000;
    pair.client.core.handleTimeout();
    t.is(pair.client.core.state, "closing");
  }
  pair.now = 30_000;
  pair.client.core.handleTimeout();
  t.is(pair.client.core.state, "closed");
});

test("sent octets are progress for the close timer", (t) => {
  const pair = opened();
  for (let count = 0; count < 6; count += 1) pair.server.core.send({ type: "binary", bytes: new Uint8Array(16_000) });
  pair.server.core.receiveData(clos);
  for (let second = 4; second <= 20; second += 4) {
    pair.now = second * 1000;
    pair.server.core.handleTimeout();
    t.is(pair.server.core.state, "draining");
    pair.server.take();
    pair.server.sent();
  }
});

for (const role of ["client", "server"] as const) {
  test(`a ${role} that closes waits while the peer takes octets, and 30 s once it takes none`, (t) => {
    const pair = opened();
    const end = pair[role];
    for (let count = 0; count < 6; count += 1) end.core.send(text("waits"));
    end.core.close();
    t.is(end.core.deadline, pair.now + 30_000);
    for (let times = 0; times < 5; times += 1) {
      pair.now += 29_999;
      end.core.handleTimeout();
      t.is(end.core.state, "flushing");
      end.take(1);
      end.sent(1);
    }
    end.outgoing.length = 0;
    pair.now += 29_999;
    end.core.handleTimeout();
    t.deepEqual(end.calls.slice(1), []);
    pair.now += 1;
    end.core.handleTimeout();
    const seen = "the stream did not end before the close timeout";
    t.deepEqual(end.callsOf("closed"), [{ code: 1006, reason: "", wasClean: false, seen }]);
    t.deepEqual(end.outgoing, [{ is: "reset", code: "CANCEL" }]);
  });

  test(`neither octets from the peer nor withheld window extend the flush timer of a ${role} that closes`, (t) => {
    const pair = opened({ [role]: { limits: { queuedMessages: 1 } } });
    const end = pair[role];
    end.core.pause();
    end.core.send(text("waits"));
    end.core.close();
    for (let second = 4; second < 30; second += 4) {
      pair.now = second * 1000;
      end.core.receiveData(encodeFrame(text("still here")));
      end.core.handleTimeout();
      t.is(end.core.state, "flushing");
    }
    t.true(end.receivePaused);
    pair.now = 30_000;
    end.core.handleTimeout();
    t.is(end.core.state, "closed");
  });

  test(`the close timeout of a ${role} begins when its CLOS is sent`, (t) => {
    const pair = opened();
    const end = pair[role];
    end.core.close();
    pair.now = 20_000;
    sendQueued(end);
    t.is(end.core.state, "closing");
    t.is(end.core.deadline, 25_000);
  });
}

test("refuses a code or reason that no error frame can carry", (t) => {
  const { core } = opened().client;
  for (const code of [999, 1004, 1005, 1006, 1015, 2999, 5000]) {
    t.throws(() => core.close(code), { instanceOf: LocalError, message: /^code: expected 1000 to 1003/ });
  }
  t.throws(() => core.close(1000, "é".repeat(62)), {
    instanceOf: LocalError,
    message: "reason: expected at most 123 octets in UTF-8, found 124",
  });
  t.throws(() => core.close(undefined, "why"), { instanceOf: LocalError });
  for (const code of [1000, 1003, 1007, 1014, 3000, 4999]) {
    const pair = opened();
    pair.client.core.close(code, "x".repeat(123));
    pair.settle();
    t.like(pair.server.callsOf("closed")[0], { code });
  }
});

test("a close from within a callback takes effect after the callback", (t) => {
  const pair = opened();
  pair.server.onMessage = () => pair.server.core.close(4001);
  pair.client.core.send(text("one"));
  pair.client.core.send(text("two"));
  pair.settle();
  t.deepEqual(pair.server.messages, [text("one"), text("two")]);
  t.like(pair.client.callsOf("closed")[0], { code: 4001, wasClean: true });
});
