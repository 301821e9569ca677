import test from "ava";
import { dayOfBuild, fullDate } from "../../../../scripts/draft/source/document-date.ts";
import { buildWhole } from "../setup.ts";

test("completes a date from the day of the build", (t) => {
  const dates = ["today", "2026-12", "2026-11", "2026-11-23"];
  t.deepEqual(dates.map((date) => fullDate(date, "2026-12-09")), ["2026-12-09", "2026-12-09", "2026-11-01", "2026-11-23"]);
});

test("takes the day of SOURCE_DATE_EPOCH, or else that of the clock", (t) => {
  t.is(dayOfBuild({ SOURCE_DATE_EPOCH: "1000000000" }, 0), "2001-09-09");
  t.is(dayOfBuild({}, Date.UTC(2026, 10, 30, 23, 59)), "2026-11-30");
});

test("names a missing date in the list of what the owner fills in, and prints that of the build", (t) => {
  const { xml, open } = buildWhole("# Abstract\n\nx\n\n# A\n\n{{$draft.date}}\n", {
    change: (front) => front.replace(/^date:.*\n/m, ""),
  });
  t.deepEqual(open, ["email of an author", "date (2026-12-01 for now)"]);
  t.true(xml.includes('<date year="2026" month="12" day="1"/>'));
  t.true(xml.includes("<t>2026-12-01</t>"));
});
