import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailRecording, mailTest } from "../../../../test/mail-monitoring.ts";
import { promql } from "../../../define/index.ts";
import type { AlertTest } from "../../../model/index.ts";
import { checkCanFail } from "./can-fail.ts";

const alert = mailAlert();
const input = mailTest().input;

function refused(changes: Partial<AlertTest>, message: RegExp): void {
  const refusal = { code: "FAROL_ALERT_TEST", message };
  assert.throws(() => checkCanFail(alert, mailTest(changes), []), refusal);
}

test("a test that can fail is taken", () => {
  checkCanFail(alert, mailTest(), []);
  checkCanFail(
    alert,
    mailTest({
      shows: "silent",
      expect: [
        { at: "9m", firing: [] },
        { at: "10m", firing: [] },
      ],
    }),
    [],
  );
  checkCanFail(alert, mailTest({ shows: "boundary", expect: [{ at: "9m", firing: [] }] }), []);
});

test("a test needs input, and of it something that the alert reads", () => {
  refused({ input: [] }, /no input series/);
  refused({ input: [{ series: 'mail_total{kind="bill"}', values: "1x9" }] }, /reads none of mail_total/);
});

test("what a recording reads is read by the alert", () => {
  const recording = mailRecording("kind:mails:rate5m");
  const late = mailAlert("MailsLate", { expr: promql`kind:mails:rate5m < 1` });
  checkCanFail(late, mailTest(), [recording]);
  assert.throws(() => checkCanFail(late, mailTest(), []), { code: "FAROL_ALERT_TEST" });
});

test("an alert that reads by pattern may read any input", () => {
  checkCanFail(mailAlert("MailsLate", { expr: promql`{__name__=~"mails?_total"} == 0` }), mailTest(), []);
});

test("silence is expected only where there could be an alert", () => {
  const late = [{ ...input[0]!, values: "_ _x3 stale 7x9" }];
  const at = (time: "4m" | "5m") =>
    mailTest({ shows: "boundary", input: late, expect: [{ at: time, firing: [] }] });
  assert.throws(() => checkCanFail(alert, at("4m"), []), { message: /at 4m there is no sample yet/ });
  checkCanFail(alert, at("5m"), []);
  refused({ shows: "silent", expect: [{ at: "9m", firing: [] }] }, /nothing fires before 10m/);
  refused(
    { input: [{ ...input[0]!, values: "_x9" }], shows: "boundary", expect: [{ at: "20m", firing: [] }] },
    /no sample/,
  );
});

test("a test shows what it says", () => {
  const silent = { at: "20m", firing: [] } as const;
  const firing = { at: "15m", firing: [{ kind: "bill" }] } as const;
  refused({ expect: [] }, /no moment/);
  refused({ shows: "fires", expect: [silent] }, /no moment expects an alert/);
  refused({ shows: "silent", expect: [silent, firing] }, /a moment expects an alert/);
  refused({ shows: "clears", expect: [firing] }, /no silent moment follows/);
  refused({ shows: "clears", expect: [{ ...silent, at: "11m" }, firing] }, /no silent moment follows/);
  checkCanFail(alert, mailTest({ shows: "clears", expect: [silent, firing] }), []);
});

test("the refusal says which test it is, and where", () => {
  refused({ input: [] }, /test "when mails stop" of MailsStopped \(.*mail-monitoring\.ts:\d+\)/);
});
