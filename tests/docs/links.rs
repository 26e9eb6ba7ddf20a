//! Links from page to page.

use std::fs;
use std::path::{Path, PathBuf};

use super::page::{Page, root};

/// Relative links that lead to no file, or to no heading of it.
pub(crate) fn broken_links(page: &Page) -> Vec<String> {
    let relative = |link: &&String| !link.contains("://") && !link.starts_with("mailto:");
    page.links.iter().filter(relative).filter(|link| !leads(page, link)).cloned().collect()
}

fn leads(page: &Page, link: &str) -> bool {
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let folder = Path::new(&page.path).parent().map_or_else(PathBuf::new, Path::to_owned);
    let target = root().join(folder).join(file);
    if !file.is_empty() && !target.exists() {
        return false;
    }
    let Some(anchor) = anchor else { return true };
    let has = |page: &Page| page.anchors.iter().any(|known| known == anchor);
    if file.is_empty() {
        return has(page);
    }
    let is_page = target.extension().is_some_and(|extension| extension == "md");
    is_page && fs::read_to_string(&target).is_ok_and(|text| has(&Page::new(file, &text)))
}
