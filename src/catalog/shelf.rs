//! Entries of one kind, in order and by key.

use super::fields::{Fields, Kind};
use super::packed::{Packed, Parcel, Unpacking};
use super::problem::Place;

/// What all kinds of entries have in common.
pub(super) trait Entry: Sized {
    /// Which kind this is.
    const KIND: Kind;
    /// What tells it from others of its kind; an overlay replaces by it.
    fn key(&self) -> &str;
    /// Where it stands.
    fn place(&self) -> &Place;
    /// Its rank among its kind; the order of the files among equals.
    fn order(&self) -> u32 {
        0
    }
    /// Reads one, asking for every key that its table may have.
    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self>;
}

/// Entries of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shelf<T> {
    entries: Vec<T>,
    /// The hash of each key with the position of its entry, in order: packed with the entries, so that a start computes
    /// none.
    index: Vec<(u32, usize)>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: Vec::new() }
    }
}

impl<T: Packed> Packed for Shelf<T> {
    fn pack(&self, parcel: &mut Parcel) {
        self.entries.pack(parcel);
        self.index.pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        Some(Self { entries: Packed::unpack(parcel)?, index: Packed::unpack(parcel)? })
    }
}

impl<T: Entry> Shelf<T> {
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.position(key).and_then(|position| self.entries.get(position))
    }

    pub(super) fn entries(&self) -> &[T] {
        &self.entries
    }

    /// All entries, to change all but their keys.
    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(T::key)
    }

    /// Puts the entry in the place of the one with its key, or at the end.
    pub(super) fn put(&mut self, entry: T) {
        let known = self.position(entry.key()).and_then(|position| self.entries.get_mut(position));
        if let Some(known) = known {
            *known = entry;
        } else {
            let indexed = (hash(entry.key()), self.entries.len());
            let place = self.index.partition_point(|other| *other < indexed);
            self.index.insert(place, indexed);
            self.entries.push(entry);
        }
    }

    /// Puts the entries of a later layer over these.
    pub(super) fn overlay(&mut self, later: Self) {
        later.entries.into_iter().for_each(|entry| self.put(entry));
    }

    /// Brings the entries into the order of `rank`, keeping the order of the files among equals.
    pub(super) fn sort_by_key<K: Ord>(&mut self, rank: impl FnMut(&T) -> K) {
        self.entries.sort_by_key(rank);
        self.index = self.keys().map(hash).zip(0..).collect();
        self.index.sort_unstable();
    }

    fn position(&self, key: &str) -> Option<usize> {
        let hash = hash(key);
        let first = self.index.partition_point(|&(other, _)| other < hash);
        let same = self.index.iter().skip(first).take_while(|&&(other, _)| other == hash);
        let is_wanted =
            |position: &usize| self.entries.get(*position).is_some_and(|entry| entry.key() == key);
        same.map(|&(_, position)| position).find(is_wanted)
    }
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo): the same on every machine, as an index that is packed must be.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
