import assert from "node:assert/strict";
import { it } from "node:test";
import { messageData } from "./data.ts";
import { renderHtmlMessage } from "./render-html.ts";

function rendered(text: string, summary: string): string {
  const annotations = { summary };
  const alerts = [{ status: "firing" as const, labels: {}, annotations, generatorUrl: "" }];
  const withValue = text.replaceAll("$", "{{ .CommonAnnotations.summary }}");
  return renderHtmlMessage(withValue, new Map(), messageData({ receiver: "r", group: {}, alerts }));
}

it("what an alert says is text, wherever it stands", () => {
  const escaped = "<b>&lt;i&gt;&#34;a&#34; &amp; &#39;b&#39;&#43;\uFFFD&lt;/i&gt;</b>";
  assert.equal(rendered("<b>$</b>", `<i>"a" & 'b'+\0</i>`), escaped);
  const inBoth = `<b title="&#34; onclick=&#34;x">a < b &#34; onclick=&#34;x</b>`;
  assert.equal(rendered(`<b title="$">a < b $</b>`, `" onclick="x`), inBoth);
});

it("an address leads to the web or a mailbox, and holds no quotes", () => {
  assert.equal(rendered(`<a href="$">`, "javascript:alert(1)"), `<a href="#ZgotmplZ">`);
  assert.equal(rendered(`<a href="$">`, "/a:b"), `<a href="/a:b">`);
  assert.equal(
    rendered(`<a href='$'>`, "https://example.org/ü?a=%3E&b=('\"%x)"),
    `<a href='https://example.org/%c3%bc?a=%3E&amp;b=%28%27%22%25x%29'>`,
  );
  assert.equal(rendered(`<a href="/find?q=$#$">`, "a&b/c"), `<a href="/find?q=a%26b%2fc#a%26b%2fc">`);
  assert.equal(rendered(`<a href="/at/$">`, "javascript:x"), `<a href="/at/javascript:x">`);
});

it("a value that would become markup or code is not shown", () => {
  for (const text of ["<$>", "<b $>", "<b onclick='$'>", "<b style='$'>", "<!-- $ -->", "<script>$</script>"])
    assert.equal(rendered(text, "x"), text.replace("$", "ZgotmplZ"), text);
  assert.equal(rendered("<style>$</STYLE>$<!--$-->$", "x"), "<style>ZgotmplZ</STYLE>x<!--ZgotmplZ-->x");
});

it("what is called safe is left as it is", () => {
  assert.equal(rendered("{{ .CommonAnnotations.summary | safeHtml }}$", "<b>"), "<b>&lt;b&gt;");
});

it("text that looks like what a value is told by stays text", () => {
  assert.equal(rendered("<b>$</b>", "\uFDD1<script>\uFDD0"), "<b>&lt;script&gt;</b>");
});
