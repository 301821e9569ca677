/**
 * The exchanges that documents draw. Each step is an event that the table has in the state of its role.
 *
 * @module
 */
import type { ExchangeModel, SequencesModel } from "../../layout/model.ts";

const opened = { client: "open", server: "open" } as const;

const request = { "send-request": "POST, websocket2-version: 1", "send-opening-ping": "ping 1" } as const;

const opening: ExchangeModel = {
  name: "opening",
  title: "Opening Handshake",
  steps: [
    { role: "client", on: "request", sends: request },
    { role: "server", on: "request" },
    { role: "server", on: "octets", note: "holds the ping" },
    { role: "server", on: "accept", note: "accepts", sends: { "send-reply": "200, websocket2-error: okay" } },
    { role: "server", on: "ping", sends: { "queue-opening-pong": "pong 1" } },
    { role: "client", on: "headers", when: "reply-okay" },
    { role: "client", on: "pong", sends: { "queue-second-ping": "ping 2" } },
    { role: "server", on: "ping", sends: { "queue-pong": "pong 2" } },
    { role: "client", on: "pong" },
  ],
};

const refusal: ExchangeModel = {
  name: "refusal",
  title: "Refused Handshake",
  steps: [
    { role: "client", on: "request", sends: request },
    { role: "server", on: "request" },
    { role: "server", on: "octets", note: "holds the ping" },
    {
      role: "server",
      on: "refuse",
      note: "refuses",
      sends: { "send-refusal": ["403, websocket2-error: rejected", "problem document", "END_STREAM"] },
    },
    { role: "client", on: "headers", when: "content-follows" },
    { role: "client", on: "octets", note: "keeps it for its report" },
    { role: "client", on: "end-stream", sends: { "reset-cancel": "RST_STREAM(CANCEL)" } },
    { role: "server", on: "reset" },
  ],
};

const fault: ExchangeModel = {
  name: "fault",
  title: "Fault in a Frame",
  from: opened,
  steps: [
    { role: "client", on: "send", sends: { "queue-message": "text that is not UTF-8" } },
    { role: "server", on: "fault", sends: { "queue-fault": "error UTF8" } },
    { role: "server", on: "flushed", when: "peer-open" },
    { role: "client", on: "error", sends: { "queue-plain-clos": "error CLOS" } },
    { role: "client", on: "flushed", sends: { "send-end-stream": "END_STREAM" } },
    { role: "server", on: "octets", note: "discards it" },
    { role: "server", on: "end-stream", sends: { "send-end-stream": "END_STREAM" } },
    { role: "client", on: "end-stream", when: "peer-error" },
  ],
};

const close: ExchangeModel = {
  name: "close",
  title: "Close by the Client",
  from: opened,
  steps: [
    { role: "client", on: "close", sends: { "queue-clos": "error CLOS 1000" } },
    { role: "client", on: "flushed", sends: { "send-end-stream": "END_STREAM" } },
    { role: "server", on: "clos", sends: { "queue-answer": "error CLOS 1000" } },
    { role: "server", on: "flushed", when: "peer-open" },
    { role: "server", on: "end-stream", when: "peer-clos", sends: { "send-end-stream": "END_STREAM" } },
    { role: "client", on: "clos" },
    { role: "client", on: "end-stream", when: "peer-clos" },
  ],
};

const crossing: ExchangeModel = {
  name: "crossing-closes",
  title: "Closes That Cross",
  from: opened,
  steps: [
    { role: "client", on: "close", sends: { "queue-clos": "CLOS 1000" } },
    { role: "server", on: "close", sends: { "queue-clos": "CLOS 1001" } },
    { role: "client", on: "flushed", sends: { "send-end-stream": "END_STREAM" } },
    { role: "server", on: "flushed" },
    { role: "client", on: "clos" },
    { role: "server", on: "clos" },
    { role: "server", on: "end-stream", when: "peer-clos", sends: { "send-end-stream": "END_STREAM" } },
    { role: "client", on: "end-stream", when: "peer-clos" },
  ],
};

const message = { "queue-message": "text" } as const;

const whole: ExchangeModel = {
  name: "whole",
  title: "A Connection from Request to End",
  steps: [
    ...opening.steps,
    { role: "client", on: "send", sends: message },
    { role: "server", on: "message" },
    { role: "server", on: "send", sends: message },
    { role: "server", on: "send", sends: message },
    { role: "client", on: "message" },
    { role: "client", on: "message" },
    ...close.steps,
  ],
};

/** The exchanges of a connection, and what each sending action causes at the peer. */
export const sequences: SequencesModel = {
  frames: {
    "send-opening-ping": "ping",
    "queue-opening-pong": "pong",
    "queue-second-ping": "ping",
    "queue-ping": "ping",
    "queue-pong": "pong",
    "queue-message": "message",
    "queue-clos": "clos",
    "queue-answer": "clos",
    "queue-plain-clos": "clos",
    "queue-fault": "error",
    "queue-framing-fault": "error",
  },
  signals: {
    "send-request": ["request"],
    "send-reply": ["headers"],
    "send-refusal": ["headers", "octets", "end-stream"],
    "refuse-content": ["headers", "octets", "end-stream"],
    "refuse-undecided": ["headers", "octets", "end-stream"],
    "send-end-stream": ["end-stream"],
    "reset-cancel": ["reset"],
    "reset-no-error": ["reset"],
  },
  octets: { event: "octets", parse: "parse", keep: "hold", drop: "discard", fault: "fault" },
  exchanges: [opening, refusal, fault, close, crossing, whole],
};
