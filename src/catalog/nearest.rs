//! The known name that a mistyped one most likely stands for.

use strsim::osa_distance;

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
        let [ours, theirs] = [&name, &other].map(|text| text.chars().count());
        let limit = ours.max(theirs) / 3;
        if ours.abs_diff(theirs) > limit {
            continue;
        }
        let distance = osa_distance(&name, &other);
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

fn folded(name: &str) -> Option<String> {
    (name.len() <= LONGEST_NAME).then(|| name.chars().flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_neighbours_count_once_and_nothing_between_them_does() {
        assert_eq!(nearest("abdc", ["abcd"]), Some("abcd"));
        assert_eq!(nearest("ba", ["ab"]), None, "one is more than a third of two");
        // Damerau's distance would be 2, and so near enough.
        assert_eq!(nearest("caxxxx", ["abcxxxx"]), None);
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
