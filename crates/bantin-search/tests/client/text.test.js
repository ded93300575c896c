// The text of queries and pages is read as in Rust: the cases of the vectors/ of both crates.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { VECTORS, readings } from "./readings.js";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../../../${VECTORS[name]}`, import.meta.url), "utf8"));
readings({ test, assert, vectors });
