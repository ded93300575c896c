//! The layout `packed`: blocks in slots of one size, many in a file, of which a reader asks for single ones by `Range`.
//!
//! In: the blocks of a folder, which are what the files of the layout `files` hold. Out: a few files for each folder.
//! The number of a block tells where its slot is, so that no table is needed. What is too long for its slot stands
//! apart, in files of its own, and the slot says where.
//!
//! 1. deflate the blocks, lists excepted: these do not get smaller;
//! 2. choose a size of slots that all but a few of them fit;
//! 3. write slots, and what is apart.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::files::Files;
use crate::lists::PostingList;
use crate::shards::{Place, Stored, shard, split};

/// What a file of slots holds at most, on sites of up to `PART_DOCUMENTS` documents. Hosts that ignore ranges send
/// whole files, so they are small as long as there are only a few dozen of them.
const PART: usize = 1 << 20;
const PART_DOCUMENTS: usize = 12_000;
/// How full slots of lists are on average: fuller ones send more lists apart, emptier ones make larger indexes.
const FILLED: f64 = 0.75;
/// Lists longer than this part of their slot are likely to stand apart.
const LONG: usize = 4;
/// A list of at most so many bytes never stands apart, for where it stands would take as much room.
const SHORT: usize = 12;
/// Sizes of slots are multiples of it.
const STEP: usize = 16;
/// The beginning of a slot: the length of its block, or 0 if the block stands apart.
const HEAD: usize = 2;
/// Number, offset and length of what stands apart.
const POINTER: usize = 12;

/// The size of a slot of single terms and of pairs. Lists of terms are often long, so their slots mostly hold where
/// these stand.
pub(crate) const SYLLABLE_SLOT: usize = 320;
pub(crate) const PAIR_SLOT: usize = 448;

/// Writes the folders of an index in slots.
pub(crate) struct Packed<'f, 't> {
    files: &'f Files<'t>,
    part: usize,
    apart: Vec<u8>,
    /// Number of files of what stands apart that are written.
    closed: usize,
    slots: Map<String, Value>,
}

impl<'f, 't> Packed<'f, 't> {
    pub(crate) fn new(files: &'f Files<'t>, documents: usize) -> Self {
        let part = PART * documents.div_ceil(PART_DOCUMENTS).max(1);
        Self { files, part, apart: Vec::new(), closed: 0, slots: Map::new() }
    }

    /// Writes blocks of JSON. `fitting` is the share of them that fits a slot.
    pub(crate) fn blocks(
        &mut self,
        folder: &str,
        blocks: impl IndexedParallelIterator<Item = Vec<u8>>,
        fitting: f64,
    ) {
        let blocks: Vec<Vec<u8>> = blocks.map(|block| deflated(&block)).collect();
        let mut lengths: Vec<usize> = blocks.iter().map(Vec::len).collect();
        lengths.sort_unstable();
        let at = (lengths.len() as f64 * fitting) as usize;
        let length = lengths.get(at).or(lengths.last()).copied().unwrap_or(0);
        let size = (HEAD + length.max(POINTER)).next_multiple_of(STEP);
        let slots: Vec<Vec<u8>> = blocks.iter().map(|block| self.slot(block, size)).collect();
        self.write(folder, size, &slots);
    }

    /// Writes shards of lists, as many as need slots of this size; returns their number.
    pub(crate) fn lists(
        &mut self,
        folder: &str,
        size: usize,
        lists: &[PostingList],
        expansions: impl Fn(usize) -> Vec<Vec<u8>>,
    ) -> usize {
        let here =
            |list: &PostingList| if list.bytes.len() > size / LONG { POINTER } else { list.bytes.len() };
        let total: usize = lists.iter().map(|list| here(list) + 3).sum();
        let count = ((total as f64 / (size as f64 * FILLED)) as usize).clamp(1, 1 << 20);
        let expansions = expansions(count);
        let shards: Vec<&[PostingList]> = split(lists, count).collect();
        let slots: Vec<Vec<u8>> = shards
            .into_iter()
            .zip(&expansions)
            .map(|(own, expansions)| {
                let bytes = self.fitted(own, expansions, size - HEAD);
                self.slot(&bytes, size)
            })
            .collect();
        self.write(folder, size, &slots);
        count
    }

    /// The shard of lists, with the longest ones apart until the rest fits `room`.
    fn fitted(&mut self, lists: &[PostingList], expansions: &[u8], room: usize) -> Vec<u8> {
        let mut stored: Vec<Stored<'_>> = lists.iter().map(Stored::Here).collect();
        let mut long: Vec<usize> = (0..lists.len()).filter(|at| lists[*at].bytes.len() > SHORT).collect();
        long.sort_by_key(|at| lists[*at].bytes.len());
        loop {
            let bytes = shard(&stored, expansions);
            match long.pop() {
                Some(at) if bytes.len() > room => {
                    stored[at] = Stored::Apart(lists[at].hash(), self.place(&lists[at].bytes));
                }
                _ => return bytes,
            }
        }
    }

    /// A slot with a block, or with the place of one that is too long.
    fn slot(&mut self, block: &[u8], size: usize) -> Vec<u8> {
        let mut slot = Vec::with_capacity(size);
        if block.len() + HEAD <= size {
            slot.extend((block.len() as u16).to_le_bytes());
            slot.extend_from_slice(block);
        } else {
            let Place { file, offset, length } = self.place(block);
            slot.extend([0; HEAD]);
            [file, offset, length].into_iter().for_each(|number| slot.extend((number as u32).to_le_bytes()));
        }
        slot.resize(size, 0);
        slot
    }

    /// Puts a block apart.
    fn place(&mut self, block: &[u8]) -> Place {
        if self.apart.len() + block.len() > self.part {
            self.close();
        }
        let place = Place { file: self.closed, offset: self.apart.len(), length: block.len() };
        self.apart.extend_from_slice(block);
        place
    }

    fn close(&mut self) {
        if !self.apart.is_empty() {
            self.files.add(&format!("o/{}.bin", self.closed), std::mem::take(&mut self.apart));
            self.closed += 1;
        }
    }

    fn write(&mut self, folder: &str, size: usize, slots: &[Vec<u8>]) {
        self.slots.insert(folder.to_owned(), json!(size));
        for (number, slots) in slots.chunks(self.part / size).enumerate() {
            self.files.add(&format!("{folder}/{number}.bin"), slots.concat());
        }
    }

    /// Writes what is left; returns what the manifest says of it.
    pub(crate) fn finish(mut self) -> Value {
        self.close();
        json!({ "part": self.part, "slots": self.slots })
    }
}

/// The bytes in the format of zlib.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// The blocks of JSON in a file of the packed layout, for who must read all that is published.
#[must_use]
pub fn packed_texts(file: &[u8]) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    let mut rest = file;
    while let Some(at) = rest.windows(ZLIB.len()).position(|two| two == ZLIB) {
        let mut decoder = ZlibDecoder::new(&rest[at..]);
        let mut text = Vec::new();
        let read = decoder.read_to_end(&mut text);
        let taken = if read.is_ok() { decoder.total_in() as usize } else { 0 };
        if read.is_ok() {
            texts.push(text);
        }
        rest = &rest[at + taken.max(ZLIB.len())..];
    }
    texts
}

/// How deflated blocks begin.
const ZLIB: [u8; 2] = [0x78, 0xda];

#[cfg(test)]
mod tests {
    use super::{ZLIB, deflated, packed_texts};

    #[test]
    fn all_deflated_blocks_of_a_file_are_found_whatever_stands_between_them() {
        let blocks = ["[3,\"one\"]", "[3,\"two\"]", "[3]"].map(|text| deflated(text.as_bytes()));
        assert!(blocks.iter().all(|block| block.starts_with(&ZLIB)));
        let file = [&blocks[0], &[0, 0, 7, 0x78][..], &ZLIB, &blocks[1], &[0; 9], &blocks[2]].concat();
        let texts: Vec<String> =
            packed_texts(&file).into_iter().map(|text| String::from_utf8_lossy(&text).into_owned()).collect();
        assert_eq!(texts, ["[3,\"one\"]", "[3,\"two\"]", "[3]"]);
    }
}
