//! Markdown to HTML that is safe to put into a page as it is.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;

/// A piece of prose as written and as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Prose {
    /// As the author wrote it.
    pub markdown: String,
    /// HTML without any markup of the author's own: safe to embed.
    pub html: String,
}

impl Prose {
    /// Renders Markdown. Raw HTML is shown as text, images become their words, and links lead to the web, to
    /// this server or to a place of this page only.
    pub(crate) fn new(markdown: &str) -> Prose {
        let markdown = markdown.trim().to_owned();
        let mut kept = Vec::new();
        let mut dropped = Vec::new();
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Html(text) | Event::InlineHtml(text) => kept.push(Event::Text(text)),
                Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
                Event::Start(Tag::Link { dest_url, link_type, title, id }) => {
                    let safe = is_safe(&dest_url);
                    dropped.push(!safe);
                    if safe {
                        kept.push(Event::Start(Tag::Link { dest_url, link_type, title, id }));
                    }
                }
                Event::End(TagEnd::Link) => {
                    if dropped.pop() != Some(true) {
                        kept.push(Event::End(TagEnd::Link));
                    }
                }
                // The server's words stay on one line of their own.
                Event::SoftBreak => kept.push(Event::Text(CowStr::Borrowed("\n"))),
                other => kept.push(other),
            }
        }
        let mut out = String::with_capacity(markdown.len() * 2);
        html::push_html(&mut out, kept.into_iter());
        Prose { html: out.trim_end().to_owned(), markdown }
    }

    /// How many words the reader has to read, code blocks left out.
    pub(crate) fn words(&self) -> usize {
        let mut code = false;
        let mut count = 0;
        for line in self.markdown.lines() {
            match line.trim_start().starts_with("```") {
                true => code = !code,
                false if !code => count += line.split_whitespace().count(),
                false => {}
            }
        }
        count
    }
}

/// Whether a link leads to the web, to this server or into this page, and not into a script.
fn is_safe(url: &str) -> bool {
    url.starts_with("https://")
        || url.starts_with("http://")
        || url.starts_with('#')
        || (url.starts_with('/') && !url.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::Prose;

    fn check(markdown: &str, html: &str) {
        assert_eq!(Prose::new(markdown).html, html);
    }

    #[test]
    fn what_an_author_writes_becomes_html() {
        check("A **Service** has `ports`.", "<p>A <strong>Service</strong> has <code>ports</code>.</p>");
        check("[line 9](#L9)", "<p><a href=\"#L9\">line 9</a></p>");
    }

    #[test]
    fn no_markup_of_the_author_reaches_the_page() {
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("a <img src=x onerror=y> b", "<p>a &lt;img src=x onerror=y&gt; b</p>");
        check("[x](javascript:alert(1))", "<p>x</p>");
        check("[x](//evil.example)", "<p>x</p>");
        check("![words](https://a.example/p.png)", "<p>words</p>");
    }
}
