/**
 * The Sensor Telegram protocol, an example that uses each kind of schema element that a draft can show.
 *
 * @module
 */
import {
  code,
  describe,
  httpField,
  limits,
  type Model,
  prefixed,
  registry,
  rest,
  sfInteger,
  sfList,
  struct,
  uint,
  utf8,
} from "../../reference/layout/index.ts";

/** A number in 1, 2 or 4 octets, as its first two bits give. */
export const serial = prefixed({
  id: "serial",
  title: "Serial Number",
  description: "The number of a sensor. Low numbers take one octet.",
  cite: "#serial",
  fault: "bad-serial",
  lead: 8,
  forms: [
    { lead: [0x00, 0x7f], keep: 7, extra: 0 },
    { lead: [0x80, 0xbf], keep: 6, extra: 8 },
    { lead: [0xc0, 0xff], keep: 6, extra: 24 },
  ],
});

/** The quantities that a sensor measures. */
export const quantity = registry(
  {
    id: "quantity",
    title: "Quantities",
    description: "The quantities that a sensor measures.",
    cite: "#quantities",
    codeTitle: "Code",
    policy: "Expert Review",
    columns: { step: "Step" },
  },
  [
    { code: 0, name: "temperature", meaning: "Temperature of the air", cite: "#quantities", columns: { step: "0.01 K" } },
    { code: 1, name: "humidity", meaning: "Relative humidity", cite: "#quantities", columns: { step: "0.01 %" } },
    { code: 2, name: "pressure", meaning: "Pressure of the air", cite: "#quantities", columns: { step: "10 Pa" } },
  ],
);

/** The one message of the protocol. */
export const telegram = struct({
  id: "telegram",
  title: "Telegram",
  description: "One measurement of one sensor.",
  cite: "#telegram",
  fault: "bad-telegram",
})
  .field("sensor", serial.type(), { description: "The sensor that measured.", cite: "#serial" })
  .reserved("reserved", 4, { description: "Reserved for later.", cite: "#telegram", label: "Rsvd" })
  .field("quantity", code(4, quantity), { description: "The measured quantity.", cite: "#quantities", label: "Qty" })
  .field("value", uint(16), { description: "The measured value, in steps of the quantity.", cite: "#telegram" })
  .field("remark", utf8(rest), { description: "What a person should know of it; mostly empty.", cite: "#telegram" });

/** The numbers that bound a deployment. */
export const limit = limits(
  { id: "limit", title: "Limits", description: "The numbers that bound a deployment.", cite: "#limits" },
  [
    {
      name: "telegram",
      title: "Telegram size",
      description: "The longest telegram that a receiver accepts.",
      cite: "#limits",
      value: 256,
      unit: "octets",
      least: 64,
      over: "The receiver drops the telegram.",
    },
    {
      name: "interval",
      title: "Interval",
      description: "How long a sensor waits between two telegrams.",
      cite: "#limits",
      value: 60_000,
      unit: "ms",
      over: "The receiver takes the sensor for lost.",
    },
  ],
);

/** The field of the requested sensors. */
export const sensorsField = httpField({
  id: "telegram-sensors",
  title: "Telegram-Sensors",
  description: "The sensors whose telegrams the client wants.",
  cite: "#http",
  request: { value: sfList(sfInteger(), { least: 1 }), summary: "The serial numbers of the sensors." },
});

/** The whole protocol as plain data. */
export const sensorTelegram: Model = describe("Sensor Telegram", [serial, telegram, quantity, limit, sensorsField]);

export default sensorTelegram;
