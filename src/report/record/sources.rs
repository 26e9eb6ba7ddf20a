//! Where every figure comes from, by source and by how well it is founded.

use super::Material;
use crate::report::markdown::Document;
use crate::report::provenance;
use crate::sheets::SheetId;

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    out.heading(3, "Sources");
    out.paragraph(on.note(&SheetId::Provenance));
    for citation in provenance::citations(on.subject) {
        let provenance::Citation { source, url, figures } = citation;
        match url {
            Some(url) => out.citation(&format!("{source},"), url, &format!(", {figures}")),
            None => out.item(&format!("{source}, {figures}")),
        }
    }
}
