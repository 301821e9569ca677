import { registry } from "../../../reference/layout/index.ts";

/** The types of frames (RFC 6455, Section 11.8). An opcode that is not registered fails the connection. */
export const opcode = registry(
  {
    id: "opcode",
    title: "WebSocket Opcodes",
    description: "What a frame carries.",
    cite: "RFC6455, Section 11.8",
    codeTitle: "Opcode",
    policy: "Standards Action",
  },
  [
    { code: 0x0, name: "continuation", meaning: "Continuation Frame", cite: "RFC6455" },
    { code: 0x1, name: "text", meaning: "Text Frame", cite: "RFC6455" },
    { code: 0x2, name: "binary", meaning: "Binary Frame", cite: "RFC6455" },
    { code: 0x8, name: "close", meaning: "Connection Close Frame", cite: "RFC6455" },
    { code: 0x9, name: "ping", meaning: "Ping Frame", cite: "RFC6455" },
    { code: 0xa, name: "pong", meaning: "Pong Frame", cite: "RFC6455" },
  ],
);
