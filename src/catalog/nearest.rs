//! The known name that a mistyped one most likely stands for.

/// Names longer than this are no typing errors of ours, and comparing them would only cost time.
const LONGEST_NAME: usize = 80;

/// Returns the candidate nearest to `name`, if one is near enough to be worth suggesting.
///
/// Nearness is the optimal string alignment distance (insertions, deletions, substitutions and swaps of
/// neighbouring characters each count one), ignoring case. A candidate is suggested when it is at most a third
/// of the longer name's length away; among equals the first one wins.
///
/// ```
/// use runtime_explorer::catalog::nearest::nearest;
///
/// assert_eq!(nearest("traffic.rsp", ["traffic.rps", "team.size"]), Some("traffic.rps"));
/// assert_eq!(nearest("colour", ["traffic.rps", "team.size"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name)?;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(other) = folded(candidate) else { continue };
        let limit = name.len().max(other.len()) / 3;
        if name.len().abs_diff(other.len()) > limit {
            continue;
        }
        let distance = alignment_distance(&name, &other);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The end of a message about a name that nothing has: which one it most likely stands for; nothing if none is near.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |near| format!(" Did you mean {near}?"))
}

fn folded(name: &str) -> Option<Vec<char>> {
    (name.len() <= LONGEST_NAME).then(|| name.chars().flat_map(char::to_lowercase).collect())
}

/// Optimal string alignment, keeping the last three rows of the usual table.
fn alignment_distance(from: &[char], to: &[char]) -> usize {
    // Never looked at in the first row, which has nothing to swap with.
    let mut before: Vec<usize> = vec![0; to.len() + 1];
    let mut previous: Vec<usize> = (0..=to.len()).collect();
    let mut left_of_swap: Option<char> = None;
    for (row, &a) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut last = row + 1;
        let mut previous_b: Option<char> = None;
        // Each step sees the cells diagonally above, above, and two up and two left.
        let two_up_two_left = std::iter::once(None).chain(before.iter().copied().map(Some));
        for ((&b, above), swap) in to.iter().zip(previous.windows(2)).zip(two_up_two_left) {
            let &[diagonal, up] = above else { continue };
            let mut cell = (last + 1).min(up + 1).min(diagonal + usize::from(a != b));
            if let Some(swap) = swap
                && previous_b == Some(a)
                && left_of_swap == Some(b)
            {
                cell = cell.min(swap + 1);
            }
            current.push(cell);
            last = cell;
            previous_b = Some(b);
        }
        before = std::mem::replace(&mut previous, current);
        left_of_swap = Some(a);
    }
    previous.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str) -> usize {
        alignment_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn distances_are_those_of_optimal_string_alignment() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("ab", "ba", 1),
            ("abcd", "abdc", 1),
            ("ca", "abc", 3), // no edits between swapped letters: this is what tells it from Damerau's distance
            ("source", "source", 0),
        ] {
            assert_eq!(distance(a, b), expected, "{a} to {b}");
            assert_eq!(distance(b, a), expected, "{b} to {a}");
        }
    }

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(nearest("lable", ["label", "unit"]), Some("label"));
        assert_eq!(nearest("S1", ["S01", "S40"]), Some("S01"));
        assert_eq!(nearest("x", ["y", "z"]), None);
        assert_eq!(nearest("REQUESTS/S", ["requests", "requests/s"]), Some("requests/s"));
        assert_eq!(nearest(&"a".repeat(1_000_000), ["a"]), None);
        assert_eq!(nearest("label", []), None);
    }
}
