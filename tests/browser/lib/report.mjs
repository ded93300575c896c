// How a test says what is wrong on many pages at once: each complaint once, with the pages that share it.
import assert from 'node:assert/strict';

/// Fails if anything was found. `found`: `[page, complaint]`, in any order.
export function assertNone(found) {
  const places = new Map();
  for (const [page, complaint] of found) places.set(complaint, [...(places.get(complaint) ?? []), page]);
  const lines = [...places].map(([complaint, pages]) => `${complaint}\n    ${shortened([...new Set(pages)].sort())}`);
  assert.ok(lines.length === 0, `\n${lines.sort().join('\n')}`);
}

function shortened(pages) {
  const shown = pages.slice(0, 4).map((page) => `/${page}`).join('  ');
  return pages.length > 4 ? `${shown}  and ${pages.length - 4} more` : shown;
}
