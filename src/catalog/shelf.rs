//! Entries of one kind, in order and by key.

use std::collections::HashMap;

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
    index: HashMap<String, usize>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: HashMap::new() }
    }
}

impl<T: Entry + Packed> Packed for Shelf<T> {
    fn pack(&self, parcel: &mut Parcel) {
        self.entries.pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        let entries: Vec<T> = Packed::unpack(parcel)?;
        let index =
            entries.iter().enumerate().map(|(index, entry)| (entry.key().to_owned(), index)).collect();
        Some(Self { entries, index })
    }
}

impl<T: Entry> Shelf<T> {
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.index.get(key).and_then(|&index| self.entries.get(index))
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
        let known = self.index.get(entry.key()).and_then(|&index| self.entries.get_mut(index));
        if let Some(known) = known {
            *known = entry;
        } else {
            self.index.insert(entry.key().to_owned(), self.entries.len());
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
        for (position, entry) in self.entries.iter().enumerate() {
            if let Some(index) = self.index.get_mut(entry.key()) {
                *index = position;
            }
        }
    }
}
