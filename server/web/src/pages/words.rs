//! The interface's own words, in Fluent (`templates/messages/*.ftl`). Kubernetes' words are never translated.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use lesson::Language;
use std::sync::LazyLock;

/// The words of one language; cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub Language);

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::En));
static KOREAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Ko));

/// The source of a language's messages.
pub fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../../../templates/messages/en.ftl"),
        Language::Ko => include_str!("../../../../templates/messages/ko.ftl"),
    }
}

/// What other crates say in English beside a stable code, in a language that is not English.
fn codes(language: Language) -> &'static str {
    match language {
        Language::En => "",
        Language::Ko => include_str!("../../../../templates/messages/codes.ko.ftl"),
    }
}

impl Words {
    /// A message without variables. A message that does not exist shows its own id, which the tests find.
    pub fn say(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// A message with variables.
    pub fn with<'a>(&self, id: &str, arguments: impl AsRef<[(&'a str, FluentValue<'a>)]>) -> String {
        let arguments = arguments.as_ref().iter().map(|(name, value)| (*name, value.clone())).collect();
        self.format(id, Some(&arguments))
    }

    /// A message as HTML in which `` `code` `` is code; everything else in it is text.
    pub fn rich(&self, id: &str) -> String {
        marked(&self.say(id))
    }

    /// A message with variables as HTML in which `` `code` `` is code.
    pub fn rich_with<'a>(&self, id: &str, arguments: impl AsRef<[(&'a str, FluentValue<'a>)]>) -> String {
        marked(&self.with(id, arguments))
    }

    /// Whether the message exists.
    pub fn has(&self, id: &str) -> bool {
        self.bundle().has_message(id)
    }

    /// The language's tag.
    pub fn tag(&self) -> &'static str {
        self.0.tag()
    }

    /// The language's own name.
    pub fn name(&self) -> &'static str {
        match self.0 {
            Language::En => "English",
            Language::Ko => "한국어",
        }
    }

    /// The language to switch to.
    pub fn other(&self) -> Words {
        match self.0 {
            Language::En => Words(Language::Ko),
            Language::Ko => Words(Language::En),
        }
    }

    fn bundle(&self) -> &'static Bundle {
        match self.0 {
            Language::En => &ENGLISH,
            Language::Ko => &KOREAN,
        }
    }

    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        match bundle.get_message(id).and_then(|message| message.value()) {
            Some(pattern) => bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned(),
            None => id.to_owned(),
        }
    }
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(language.tag().parse().into_iter().collect());
    // Pages are left to right throughout; isolation marks would only show up in copied text.
    bundle.set_use_isolating(false);
    for source in [source(language), codes(language)] {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Text as HTML in which `` `code` `` is code and nothing else is markup.
pub fn marked(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    for (index, part) in text.split('`').enumerate() {
        let inside = index % 2 == 1;
        html.push_str(if inside { "<code>" } else { "" });
        for character in part.chars() {
            match character {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                other => html.push(other),
            }
        }
        html.push_str(if inside { "</code>" } else { "" });
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{Words, codes, marked, source};
    use fluent_bundle::FluentResource;
    use lesson::Language;
    use simulator::network::{CandidateReason, HopReason};
    use std::collections::{BTreeMap, BTreeSet};

    /// Ids and the variables that each message uses.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in source(language).lines() {
            if let Some((id, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                current = id.to_owned();
            }
            let variables = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|character| character.is_ascii_alphanumeric()).collect::<String>());
            messages.entry(current.clone()).or_default().extend(variables);
        }
        messages
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(source(language).to_owned()).is_ok(), "{language} does not parse");
        }
        assert_eq!(messages(Language::En), messages(Language::Ko));
    }

    #[test]
    fn every_code_has_words_in_every_language() {
        assert!(FluentResource::try_new(codes(Language::Ko).to_owned()).is_ok());
        let korean = Words(Language::Ko);
        for kind in crate::problem::kind::ALL {
            for part in ["title", "meaning", "next"] {
                assert!(korean.has(&format!("problem-{}-{part}", kind.slug)), "{} {part}", kind.slug);
            }
        }
        let hops = HopReason::CODES.iter().map(|code| format!("hop-reason-{code}"));
        let candidates = CandidateReason::CODES.iter().map(|code| format!("candidate-reason-{code}"));
        for id in hops.chain(candidates) {
            assert!(korean.has(&id), "there are no Korean words for {id}");
        }
        for file in walk("../manifest/src".as_ref()) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for code in
                text.split('"').filter(|word| ["yaml-", "json-", "budget-"].iter().any(|front| word.starts_with(front)))
            {
                assert!(
                    code.ends_with('-') || korean.has(&format!("diagnostic-{code}")),
                    "{} says {code}",
                    file.display()
                );
            }
        }
    }

    #[test]
    fn every_message_that_a_template_names_exists() {
        for file in walk("../../templates".as_ref()).into_iter().chain(walk("src/pages".as_ref())) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for call in ["w.say(\"", "w.with(\"", "w.rich(\"", "w.rich_with(\"", "words.say(\"", "words.with(\""] {
                for id in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(Words(Language::En).has(id), "{} names {id}", file.display());
                }
            }
        }
    }

    #[test]
    fn no_message_is_left_over() {
        // Ids that are put together from a code.
        const COMPOSED: [&str; 1] = ["refused-"];
        let files = walk("../../templates".as_ref()).into_iter().chain(walk("src/pages".as_ref()));
        let texts: Vec<String> = files
            .filter(|file| file.extension().is_some_and(|kind| kind != "ftl"))
            .filter_map(|file| std::fs::read_to_string(file).ok())
            .collect();
        for id in messages(Language::En).into_keys().filter(|id| !id.is_empty()) {
            let named = texts.iter().any(|text| text.contains(&format!("\"{id}\"")));
            assert!(named || COMPOSED.iter().any(|front| id.starts_with(front)), "nothing says {id}");
        }
    }

    #[test]
    fn only_code_becomes_markup() {
        assert_eq!(marked("a <b> `app=<Web>`"), "a &lt;b&gt; <code>app=&lt;Web&gt;</code>");
    }

    fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => files.extend(walk(&path)),
                path => files.push(path),
            }
        }
        files
    }
}
