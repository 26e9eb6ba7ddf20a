//! A page of Markdown, as far as the checks look at it.

use std::collections::HashMap;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a page says.
pub(crate) struct Page {
    /// Where it stands, from the root.
    pub(crate) path: String,
    /// Texts in backticks, outside code blocks.
    pub(crate) codes: Vec<String>,
    /// Where its links and pictures point.
    pub(crate) links: Vec<String>,
    /// The anchors of its headings.
    pub(crate) anchors: Vec<String>,
    /// Its code blocks for a shell.
    pub(crate) blocks: Vec<String>,
}

impl Page {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let mut page = Self {
            path: path.to_owned(),
            codes: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            blocks: Vec::new(),
        };
        let mut heading: Option<String> = None;
        let mut in_shell = false;
        let mut seen: HashMap<String, u32> = HashMap::new();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    page.anchors.push(anchor(&heading.take().unwrap_or_default(), &mut seen));
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "sh" => {
                    in_shell = true;
                    page.blocks.push(String::new());
                }
                Event::End(TagEnd::CodeBlock) => in_shell = false,
                Event::Code(code) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&code);
                    }
                    page.codes.push(code.into_string());
                }
                Event::Text(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                    if let Some(block) = page.blocks.last_mut().filter(|_| in_shell) {
                        block.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page
    }
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str, seen: &mut HashMap<String, u32>) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let slug = kept.collect::<String>().to_lowercase().replace(' ', "-");
    let count = seen.entry(slug.clone()).or_default();
    *count += 1;
    if *count > 1 { format!("{slug}-{}", *count - 1) } else { slug }
}
