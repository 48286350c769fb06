//! Indicators that lack a blank, text that is cut off, comments of other languages.

use super::{Advice, Role, quoted};
use crate::Severity;
use crate::compose::{Content, NodeId, Tree, TreeNode};
use crate::line_text::is_content;

/// Field names that begin list items. An item such as `name:web` was meant as a mapping, `nginx:1.27` was not.
const FIELDS: [&str; 14] = [
    "addresses",
    "conditions",
    "containerPort",
    "image",
    "ip",
    "key",
    "kind",
    "mountPath",
    "name",
    "nodePort",
    "port",
    "protocol",
    "targetPort",
    "value",
];

impl Advice<'_> {
    /// kubectl reads the first YAML document between two separators; what follows it is never looked at.
    pub(super) fn text_behind(&mut self, end: usize) {
        let text = self.chunk.text.as_ref();
        let rest = text.get(end..).unwrap_or_default();
        let marker = rest.starts_with("...");
        let start = end + if marker { 3 } else { 0 };
        if !text.get(start..).unwrap_or_default().lines().any(is_content) {
            return;
        }
        let range = end..text.trim_end().len();
        if marker {
            let message = "`...` ends the document, and kubectl never looks at what follows it up to the next `---`. \
                           Documents are separated by `---`.";
            let fix = vec![self.edit(end..end + 3, "---")];
            self.say(Severity::Warning, "yaml-document-end", &range, message.to_owned(), &[], fix);
        } else {
            let message = "The document is complete before this text, so kubectl never looks at it.";
            self.say(Severity::Warning, "yaml-text-ignored", &range, message.to_owned(), &[], Vec::new());
        }
    }

    /// The rest of a block or of quoted text that a line of `---` has cut in two is indented, and mostly text.
    pub(super) fn cut_block(&mut self, tree: &Tree<'_>) {
        let Some(root) = tree.nodes().next().filter(|root| matches!(root.content, Content::Scalar { .. })) else {
            return;
        };
        if self.chunk.range.start > 0 && self.chunk.text.starts_with(' ') {
            let message = "A line that begins with `---` separates documents even inside of a block or of quotes. \
                           Indent it to keep it in the text.";
            let range = root.span.clone();
            self.say(Severity::Warning, "yaml-separator-in-text", &range, message.to_owned(), &[], Vec::new());
        }
    }

    /// A tag that Kubernetes gives no meaning to.
    pub(super) fn tag(&mut self, node: &TreeNode<'_>) {
        let Some(tag) = node.tag.as_deref().filter(|tag| tag.starts_with('!') && tag.len() > 1) else { return };
        let raw = self.raw(&node.span);
        let message = format!("`{tag}` is a YAML tag here and is dropped. Put it in quotes if text is meant.");
        let text = matches!(node.content, Content::Scalar { .. }) && !raw.contains(['\n', '"', '\'', '&']);
        let fix = if text { vec![self.edit(node.span.clone(), quoted(raw))] } else { Vec::new() };
        self.say(Severity::Warning, "yaml-tag-dropped", &node.span, message, &[("tag", tag)], fix);
    }

    /// Remarks on the shape of plain text.
    pub(super) fn shape(&mut self, node: &TreeNode<'_>, text: &str, role: Role<'_>) {
        let raw = self.raw(&node.span);
        let start = node.span.start;
        if role == Role::Key {
            if text.len() > 1 && text.starts_with('-') && !text.starts_with("--") {
                let message =
                    format!("`{text}` is a key that begins with a dash. A list item needs a blank behind its dash.");
                let fix = vec![self.edit(start + 1..start + 1, " ")];
                self.say(Severity::Warning, "yaml-dash-without-blank", &node.span, message, &[("text", text)], fix);
            }
        } else if raw.contains('\n') {
            let message = "This text goes on over several lines, which are joined by blanks. \
                           Use `|` to keep the lines, or look for a missing `:` or dash.";
            self.say(Severity::Info, "yaml-lines-joined", &node.span, message.to_owned(), &[], Vec::new());
        } else if let Some(value) = raw.strip_suffix(',').filter(|value| !value.contains([' ', ','])) {
            let message =
                format!("The comma belongs to the value `{text}` here. Outside of brackets, lines end without commas.");
            let fix = vec![self.edit(start + value.len()..node.span.end, "")];
            self.say(Severity::Warning, "yaml-trailing-comma", &node.span, message, &[("text", text)], fix);
        } else if let Some(at) = raw.contains(' ').then(|| raw.find(" // ")).flatten() {
            let message = "`//` begins no comment in YAML, so it is part of the value. Comments begin with `#`.";
            let fix = vec![self.edit(start + at + 1..start + at + 3, "#")];
            self.say(Severity::Warning, "yaml-slash-comment", &node.span, message.to_owned(), &[], fix);
        } else if let Some((field, _)) = raw.split_once(':').filter(|(field, _)| FIELDS.contains(field))
            && matches!(role, Role::Item | Role::Root)
        {
            self.missing_blank(node, start + field.len() + 1);
        }
    }

    /// `{app:web}` has the key `app:web` without a value.
    pub(super) fn flow_keys(&mut self, tree: &Tree<'_>, node: &TreeNode<'_>, children: &[NodeId]) {
        if !self.raw(&node.span).ends_with('}') {
            return;
        }
        for pair in children.chunks(2) {
            let [key, value] = pair else { continue };
            let (Some(key), Some(value)) = (tree.node(*key), tree.node(*value)) else { continue };
            let Content::Scalar { value: text, plain: true } = &key.content else { continue };
            if value.span.is_empty()
                && self.raw(&key.span) == text
                && let Some((field, rest)) = text.split_once(':')
                && !field.is_empty()
                && !rest.is_empty()
            {
                self.missing_blank(key, key.span.start + field.len() + 1);
            }
        }
    }

    fn missing_blank(&mut self, node: &TreeNode<'_>, at: usize) {
        let raw = self.raw(&node.span);
        let message =
            format!("`{raw}` is one word. A colon separates a key from its value only with a blank behind it.");
        let fix = vec![self.edit(at..at, " ")];
        self.say(Severity::Warning, "yaml-colon-without-blank", &node.span, message, &[("text", raw)], fix);
    }
}
