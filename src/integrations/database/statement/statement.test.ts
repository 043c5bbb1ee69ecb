import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { statementOf } from "./statement.ts";

const shape = (sql: string) => statementOf(sql).shape;
const type = (sql: string) => statementOf(sql).type;

describe("a statement's shape", () => {
  const shapes: readonly [string, string, string][] = [
    [
      "strings and numbers are ?",
      "select * from t where a = 'x' and b = 1.5e-3",
      "SELECT * FROM t WHERE a = ? AND b = ?",
    ],
    [
      "parameters are ? like literals",
      "SELECT * FROM t WHERE a=$1 AND b = $12",
      "SELECT * FROM t WHERE a=? AND b = ?",
    ],
    ["doubled quotes stay inside a string", "SELECT 'it''s', 1", "SELECT ?, ?"],
    ["backslashes escape only in E strings", String.raw`SELECT E'a\'b', 'a\', c`, "SELECT ?, ?, c"],
    ["a continued string is one value", "SELECT E'a'\n -- more\n 'b\\'secret' FROM t", "SELECT ? FROM t"],
    [
      "prefixed strings are values",
      "SELECT B'01', x'1F', N'n', U&'\\0041', DATE '2020-01-01'",
      "SELECT ?, ?, ?, ?, DATE ?",
    ],
    ["dollar quotes are values, tagged or not", "SELECT $$a'b$$, $f$ $$ $f$ FROM t", "SELECT ?, ? FROM t"],
    ["quoted identifiers are kept", 'SELECT "a""b", U&"d" FROM "T"', 'SELECT "a""b", U&"d" FROM "T"'],
    ["digits in names belong to the name", "SELECT col1, t2.x3 FROM t2", "SELECT col1, t2.x3 FROM t2"],
    ["casts are kept", "SELECT $1::int, '1'::text[]", "SELECT ?::int, ?::text[]"],
    ["a list of values is one", "SELECT 1 WHERE a IN ($1,$2, 3)", "SELECT ? WHERE a IN (…)"],
    ["lists of every length have one shape", "SELECT 1 WHERE a in(-1)", "SELECT ? WHERE a IN (…)"],
    [
      "a subquery in a list stays",
      "SELECT a WHERE b IN (SELECT c FROM d WHERE e IN (1,2))",
      "SELECT a WHERE b IN (SELECT c FROM d WHERE e IN (…))",
    ],
    [
      "rows of VALUES are one",
      "INSERT INTO t (a,b) VALUES ($1, now()), ($2, DEFAULT),('x',3) RETURNING id",
      "INSERT INTO t (a, b) VALUES (…) RETURNING id",
    ],
    ["arrays of values are one", "SELECT ARRAY[1,2,3], a[1]", "SELECT ARRAY[…], a[?]"],
    ["comments vanish, also nested ones", "/* a /* 'b' */ c */ SELECT -- 'x'\n 1", "SELECT ?"],
    ["blanks are one space and keywords upper case", "select\n\t a\r\n from  t ;", "SELECT a FROM t"],
    ["names keep their case", "SELECT userId FROM Users u", "SELECT userId FROM Users u"],
    ["a string without an end hides the rest", "SELECT 'abc FROM secret", "SELECT ?"],
    ["a dollar quote without an end hides the rest", "SELECT $tag$ secret", "SELECT ?"],
    ["a cut dollar tag hides the rest", "SELECT $ta", "SELECT ?"],
    [
      "function calls keep their number of values",
      "SELECT lower($1), coalesce(a, $2)",
      "SELECT lower(?), coalesce(a, ?)",
    ],
  ];
  for (const [behaviour, sql, expected] of shapes) it(behaviour, () => assert.equal(shape(sql), expected));

  it("is at most 2,000 characters long", () => {
    assert.equal(shape(`SELECT ${"column_name, ".repeat(1000)} x FROM t`).length, 2000);
  });

  it("takes time in proportion to the text, however the brackets nest", () => {
    const nested = `${"a IN (".repeat(1600)}SELECT 1${")".repeat(1600)}`;
    assert.ok(shape(nested).startsWith("a IN (a IN ("));
  });
});

describe("a statement's type", () => {
  const types: readonly [string, string][] = [
    ["SELECT 1", "SELECT"],
    ["  -- hi\n /* there */ ((select 1) union (select 2))", "SELECT"],
    ["VALUES (1)", "SELECT"],
    ["insert into t values (1)", "INSERT"],
    ["UPDATE t SET a = 1", "UPDATE"],
    ["DELETE FROM t", "DELETE"],
    ["MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", "MERGE"],
    ["COPY t FROM STDIN", "COPY"],
    ["WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "INSERT"],
    ["WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a", "SELECT"],
    ["WITH RECURSIVE update AS (SELECT 1), delete (x) AS MATERIALIZED (SELECT 2) SELECT 3", "SELECT"],
    ["(WITH a AS (SELECT 1) SELECT * FROM a)", "SELECT"],
    ["WITH a AS (SELECT 1) UPDATE t SET b = 1", "UPDATE"],
    ["BEGIN", "TRANSACTION"],
    ["SAVEPOINT a", "TRANSACTION"],
    ["PREPARE TRANSACTION 'x'", "TRANSACTION"],
    ["PREPARE q AS SELECT 1", "OTHER"],
    ["BEGIN; UPDATE t SET a = 1; COMMIT", "UPDATE"],
    ["CREATE TABLE t (a int)", "DDL"],
    ["constructor", "OTHER"],
    ["EXPLAIN SELECT 1", "OTHER"],
    ["SET search_path = x", "OTHER"],
    ["", "OTHER"],
    [")))", "OTHER"],
  ];
  for (const [sql, expected] of types)
    it(`of ${JSON.stringify(sql)} is ${expected}`, () => assert.equal(type(sql), expected));
});

describe("a statement's transaction boundaries", () => {
  const boundaries: readonly [string, readonly string[]][] = [
    ["BEGIN ISOLATION LEVEL SERIALIZABLE", ["0 begin"]],
    ["start transaction read only", ["0 begin"]],
    ["END", ["0 commit"]],
    ["ABORT", ["0 rollback"]],
    ["COMMIT AND CHAIN", ["0 commit chain"]],
    ["ROLLBACK TRANSACTION AND NO CHAIN", ["0 rollback"]],
    ["ROLLBACK TO SAVEPOINT s", []],
    ["rollback work to s", []],
    ["RELEASE SAVEPOINT s", []],
    ["COMMIT PREPARED 'x'", []],
    ["PREPARE TRANSACTION 'x'", ["0 commit"]],
    ["; BEGIN; INSERT INTO t VALUES (1);; COMMIT;", ["0 begin", "2 commit"]],
    ["SELECT ';COMMIT;'", []],
    ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", []],
  ];
  for (const [sql, expected] of boundaries) {
    it(`of ${JSON.stringify(sql)} are ${JSON.stringify(expected)}`, () => {
      const found = statementOf(sql).boundaries.map((b) => `${b.index} ${b.kind}${b.chain ? " chain" : ""}`);
      assert.deepEqual(found, expected);
    });
  }
});

describe("values", () => {
  const MARK = "s3cr3t";
  const MARKED_NUMBER = "90417";
  const raw = fc.string({
    unit: fc.constantFrom("'", '"', "\\", "$", "-", "/", "*", "\n", " ", "a", "E", "(", ")", ";", ","),
  });
  const quoted = raw.map((s) => `'${MARK}${s.replaceAll("'", "''")}${MARK}'`);
  const escaped = raw.map((s) => `E'${MARK}${s.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}${MARK}'`);
  const dollar = raw.map((s) => `$q$${MARK}${s.replaceAll("$", "")}${MARK}$q$`);
  const commented = raw.map((s) => `/*${MARK}${s.replaceAll(/[*/]/g, "")}*/ 1 --${MARK}\n`);
  const digits = fc.constantFrom(
    MARKED_NUMBER,
    `.${MARKED_NUMBER}`,
    `1e${MARKED_NUMBER}`,
    `0x${MARKED_NUMBER}`,
  );
  const value = fc.oneof(quoted, escaped, dollar, commented, digits);
  const isSafe = (text: string) => !text.includes(MARK) && !text.includes(MARKED_NUMBER);
  const word = fc.constantFrom(
    "SELECT",
    "IN (",
    "VALUES (",
    "(",
    ")",
    ",",
    "t",
    "=",
    "::",
    "ARRAY[",
    "]",
    '"q"',
    "WITH",
    ";",
    "-",
    "e",
    "$1",
  );

  it("never survive in a shape, whatever stands around them", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, word)), (parts) => {
        assert.ok(isSafe(shape(parts.join(" "))));
      }),
      { numRuns: 2000 },
    );
  });

  it("never survive when the text is cut anywhere", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, word)), fc.nat(), (parts, at) => {
        const text = parts.join(" ");
        assert.ok(isSafe(shape(text.slice(0, at % (text.length + 1)))));
      }),
      { numRuns: 2000 },
    );
  });

  it("never make a statement throw, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => statementOf(text).shape.length <= 2000));
  });

  it("give way to one shape per statement, whatever they are", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        assert.equal(shape(`SELECT a FROM t WHERE b = ${a} `), shape(`SELECT a FROM t WHERE b = ${b} `));
      }),
    );
  });
});
