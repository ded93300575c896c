// The part of `node:assert/strict` that the shared cases need, for a page.

const text = (value) => JSON.stringify(value);

function fail(said, message) {
  throw new Error(`${message ? `${message}: ` : ''}${said}`);
}

export const assert = {
  ok(value, message) {
    if (!value) fail('not so', message);
  },
  equal(actual, expected, message) {
    if (!Object.is(actual, expected)) fail(`${text(actual)} is not ${text(expected)}`, message);
  },
  /// For lists and plain values.
  deepEqual(actual, expected, message) {
    if (text(actual) !== text(expected)) fail(`${text(actual)} is not ${text(expected)}`, message);
  },
  match(actual, pattern, message) {
    if (!pattern.test(actual)) fail(`${text(actual)} does not match ${pattern}`, message);
  },
};
