import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";

import test from "ava";

import { makeCertificate } from "../../../scripts/common/certificate.ts";

test("makes a certificate with its key, for the loopback names", async (t) => {
  const { cert, key } = await makeCertificate();
  const parsed = new X509Certificate(cert);
  t.is(parsed.subjectAltName, "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
  t.true(parsed.checkIssued(parsed));
  t.notThrows(() => createSecureContext({ cert, key }));
});

test("makes a certificate for the names that it is given", async (t) => {
  const { cert } = await makeCertificate(["example.test", "192.0.2.1"]);
  const parsed = new X509Certificate(cert);
  t.is(parsed.subjectAltName, "DNS:example.test, IP Address:192.0.2.1");
  t.is(parsed.subject, "CN=example.test");
});
