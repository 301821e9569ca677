/** The properties of MQTT 5.0 packets (OASIS Standard, Section 2.2.2), for each place those that it allows. */
import { bare, code, registry, repeated, rest, uint } from "../../../reference/layout/index.ts";
import { about, binary, cite, named, text, variableByteInteger } from "./values.ts";

const SECTION = "2.2.2.2";
const entry = (at: number, name: string, meaning: string) => ({ code: at, name, meaning, cite: cite(SECTION) }) as const;
const ids = (id: string, title: string) => ({ id, title, ...about(`${title}.`, SECTION) });

const bit = named("bit-value", "Byte of 0 or 1", SECTION).field("value", uint(8, { most: 1 }), about("0 or 1.", SECTION));
const two = named("two-octets-value", "Two Byte Integer", SECTION).field("value", uint(16), about("A number.", SECTION));
const twoFromOne = named("two-octets-from-one", "Two Byte Integer", SECTION)
  .field("value", uint(16, { least: 1 }), about("A number.", SECTION));
const four = named("four-octets-value", "Four Byte Integer", SECTION).field("value", uint(32), about("A number.", SECTION));
const fourFromOne = named("four-octets-from-one", "Four Byte Integer", SECTION)
  .field("value", uint(32, { least: 1 }), about("A number.", SECTION));
const variable = named("variable-value", "Variable Byte Integer", SECTION)
  .field("value", variableByteInteger.type({ least: 1 }), about("A number.", SECTION));
const textValue = named("text-value", "Text", SECTION).field("value", bare(text), about("A text.", SECTION));
const data = named("data-value", "Data", SECTION).field("value", bare(binary), about("Octets.", SECTION));
const pair = named("pair-value", "UTF-8 String Pair", SECTION)
  .field("name", bare(text), about("The name.", SECTION))
  .field("value", bare(text), about("The value.", SECTION));

const connectIds = registry(ids("connect-property-id", "CONNECT Property Identifiers"), [
  entry(0x11, "session-expiry-interval", "Seconds that the session outlives its connection"),
  entry(0x15, "authentication-method", "The method of extended authentication"),
  entry(0x16, "authentication-data", "Data of the method"),
  entry(0x17, "request-problem-information", "Whether failures come with reasons"),
  entry(0x19, "request-response-information", "Whether CONNACK has response information"),
  entry(0x21, "receive-maximum", "Publications at once that are not acknowledged"),
  entry(0x22, "topic-alias-maximum", "The greatest topic alias"),
  entry(0x26, "user-property", "A name and a value"),
  entry(0x27, "maximum-packet-size", "The greatest packet in octets"),
]);
const connectProperty = named("connect-property", "CONNECT Property", "3.1.2.11")
  .field("id", code(variableByteInteger, connectIds), about("The identifier.", SECTION))
  .variant(
    "content",
    "id",
    {
      "session-expiry-interval": four,
      "authentication-method": textValue,
      "authentication-data": data,
      "request-problem-information": bit,
      "request-response-information": bit,
      "receive-maximum": twoFromOne,
      "topic-alias-maximum": two,
      "user-property": pair,
      "maximum-packet-size": fourFromOne,
    },
    about("The value.", SECTION),
  );

const message = [
  entry(0x01, "payload-format-indicator", "1 if the payload is UTF-8"),
  entry(0x02, "message-expiry-interval", "Seconds that the message lives"),
  entry(0x03, "content-type", "The type of the payload"),
  entry(0x08, "response-topic", "The topic of a response"),
  entry(0x09, "correlation-data", "Octets that a response repeats"),
  entry(0x26, "user-property", "A name and a value"),
] as const;
const messageCases = {
  "payload-format-indicator": bit,
  "message-expiry-interval": four,
  "content-type": textValue,
  "response-topic": textValue,
  "correlation-data": data,
  "user-property": pair,
} as const;

const willIds = registry(ids("will-property-id", "Will Property Identifiers"), [
  ...message,
  entry(0x18, "will-delay-interval", "Seconds until the will is published"),
]);
const willProperty = named("will-property", "Will Property", "3.1.3.2")
  .field("id", code(variableByteInteger, willIds), about("The identifier.", SECTION))
  .variant("content", "id", { ...messageCases, "will-delay-interval": four }, about("The value.", SECTION));

const publishIds = registry(ids("publish-property-id", "PUBLISH Property Identifiers"), [
  ...message,
  entry(0x0b, "subscription-identifier", "The subscription that matched"),
  entry(0x23, "topic-alias", "A number in place of the topic"),
]);
const publishProperty = named("publish-property", "PUBLISH Property", "3.3.2.3")
  .field("id", code(variableByteInteger, publishIds), about("The identifier.", SECTION))
  .variant(
    "content",
    "id",
    { ...messageCases, "subscription-identifier": variable, "topic-alias": twoFromOne },
    about("The value.", SECTION),
  );

const list = (id: string, title: string, section: string) =>
  named(id, title, section).length("length", variableByteInteger.type(), {}, about("Octets of the properties.", "2.2.2.1"));

/** The properties of CONNECT. */
export const connectProperties = list("connect-properties", "CONNECT Properties", "3.1.2.11")
  .field("properties", repeated(connectProperty, rest), about("The properties.", "2.2.2"));

/** The properties of a will. */
export const willProperties = list("will-properties", "Will Properties", "3.1.3.2")
  .field("properties", repeated(willProperty, rest), about("The properties.", "2.2.2"));

/** The properties of PUBLISH. */
export const publishProperties = list("publish-properties", "PUBLISH Properties", "3.3.2.3")
  .field("properties", repeated(publishProperty, rest), about("The properties.", "2.2.2"));
