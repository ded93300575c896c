// The text of queries and pages is read as in Rust: the cases of tests/vectors/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readings } from "./readings.js";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
readings({ test, assert, vectors });
