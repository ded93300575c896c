//! Values of anchors (`&name`), and the limits of copying them for aliases (`*name`).
//!
//! An alias takes a few bytes of the text, but its copy as much memory as the anchored value. The total size of all
//! copies is limited to a small multiple of the text, so that a hostile text (a "billion laughs") cannot exhaust the
//! memory.

use rustc_hash::FxHashMap;

use crate::yaml::node::Node;
use crate::yaml::stop::Why;

/// The maximum nesting of lists and mappings.
pub(super) const DEEPEST: usize = 128;

/// The cost of a value besides its letters, in bytes.
const NODE: usize = 16;

/// Copies may take this many times the length of the text, plus [`SPARE`] bytes.
const COPIES: usize = 20;
const SPARE: usize = 1 << 20;

/// The anchored values read so far.
pub(super) struct Anchors {
    known: FxHashMap<usize, Anchor>,
    /// How many bytes copies may still take.
    left: usize,
}

struct Anchor {
    node: Node,
    /// The cost of a copy, in bytes.
    size: usize,
    /// The nesting of lists and mappings in it.
    depth: usize,
}

impl Anchors {
    /// `length` is that of the text, in bytes.
    pub(super) fn new(length: usize) -> Self {
        let left = length.saturating_mul(COPIES).saturating_add(SPARE);
        Self { known: FxHashMap::default(), left }
    }

    /// Keeps a value for the aliases of its anchor, which costs a copy as well.
    pub(super) fn keep(&mut self, anchor: usize, node: &Node) -> Result<(), Why> {
        let (size, depth) = measure(node);
        self.left = self.left.checked_sub(size).ok_or(Why::TooManyCopies)?;
        self.known.insert(anchor, Anchor { node: node.clone(), size, depth });
        Ok(())
    }

    /// Copies the value of an alias that is nested in `depth` lists and mappings.
    pub(super) fn copy(&mut self, anchor: usize, depth: usize) -> Result<Node, Why> {
        // An unknown anchor is one whose value is still being read: the alias is inside it.
        let anchor = self.known.get(&anchor).filter(|anchor| depth + anchor.depth <= DEEPEST);
        let anchor = anchor.ok_or(Why::TooDeep)?;
        self.left = self.left.checked_sub(anchor.size).ok_or(Why::TooManyCopies)?;
        Ok(anchor.node.clone())
    }
}

/// The cost of a value in bytes, and the nesting of lists and mappings in it.
fn measure(node: &Node) -> (usize, usize) {
    let below = |own: usize, nodes: &mut dyn Iterator<Item = &Node>| {
        let all = nodes.map(measure);
        all.fold((own, 1), |(size, depth), (one, deep)| (size + one, depth.max(deep + 1)))
    };
    match node {
        Node::Text(text) => (NODE + text.len(), 0),
        Node::Plain(_, typed) => (NODE + typed.len(), 0),
        Node::List(nodes) => below(NODE, &mut nodes.iter()),
        Node::Mapping(pairs) => {
            let keys: usize = pairs.iter().map(|(key, _)| NODE + key.len()).sum();
            below(NODE + keys, &mut pairs.iter().map(|(_, node)| node))
        }
    }
}
