//! What a cluster makes of workloads, Services, volumes, quotas and names where no recording shows it. One case per file; `README.md`
//! says how they are written. `cargo test -p tests --test scenarios [-- NAME-PART]`; `BLESS=1` writes what was found.

mod shown;

use libtest_mimic::{Arguments, Failed, Trial};
use shown::Names;
use simulator::{Cluster, DnsQuestion, Questions, Step, base_cluster, simulate, snapshot, tables};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/cases");
    let trials = files(&folder).into_iter().map(|file| {
        let name = file.strip_prefix(&folder).unwrap_or(&file).with_extension("");
        Trial::test(name.to_string_lossy(), move || check(&file))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn check(file: &Path) -> Result<(), Failed> {
    let case = std::fs::read_to_string(file)?;
    let (head, rest) = case.split_once("=== ").ok_or("a case has blocks that begin with `=== `")?;
    if !head.contains("follows: ") {
        return Err("the head of a case says which sources it follows".into());
    }
    let blocks: Vec<(&str, &str)> =
        rest.split("\n=== ").map(|block| block.split_once('\n').unwrap_or((block.trim_end(), ""))).collect();
    let steps: Vec<Step> = blocks.iter().filter_map(|(word, text)| step(word, text)).collect();
    let dns = blocks.iter().filter_map(|(word, _)| question(word)).collect();
    let outcome = simulate(base_cluster(), &steps, &Questions { dns, ..Questions::default() });
    let mut before = base_cluster().clone();
    let mut done = outcome.steps.iter();
    let mut answers = outcome.dns.iter();
    let mut now = None;
    let mut found = head.to_owned();
    for (index, (word, text)) in blocks.iter().enumerate() {
        let block = match (step(word, text), now) {
            (Some(_), last) => {
                before = last.map_or(before, |last: &simulator::outcome::StepOutcome| last.cluster.clone());
                now = done.next();
                (*text).trim_end().to_owned()
            }
            (None, Some(_)) if question(word).is_some() => match done.as_slice() {
                [] => answers.next().map(shown::answer).unwrap_or_default(),
                _ => return Err("names are asked after the last step".into()),
            },
            (None, Some(now)) => observe(word, now, &before)?.trim_end().to_owned(),
            (None, None) => return Err("a case begins with a step".into()),
        };
        let gap = if index == 0 { "" } else { "\n" };
        let _ = write!(found, "{gap}=== {word}");
        if !block.is_empty() {
            let _ = write!(found, "\n{block}");
        }
    }
    found.push('\n');
    if let Some(bound) = outcome.over_budget {
        let _ = writeln!(found, "=== over\n{bound}");
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, &found)?;
    }
    match found.trim_end() == case.trim_end() {
        true => Ok(()),
        false => Err(shown::difference(&case, &found).into()),
    }
}

fn step(word: &str, text: &str) -> Option<Step> {
    let text = text.trim();
    let flag = |text: &str| text.split_once(' ').map(|(name, value)| (name.to_owned(), value == "true"));
    Some(match word {
        "apply" => Step::Apply(format!("{text}\n")),
        "delete" => Step::Delete(text.to_owned()),
        "ready" => flag(text).map(|(pod, value)| Step::Ready { pod, value })?,
        "node" => flag(text).map(|(name, value)| Step::Node { name, value })?,
        _ => return None,
    })
}

/// `dns NAMESPACE/POD NAME TYPE`.
fn question(word: &str) -> Option<DnsQuestion> {
    let mut words = word.strip_prefix("dns ")?.split(' ').map(str::to_owned);
    Some(DnsQuestion { from: words.next()?, name: words.next()?, record: words.next()? })
}

/// What a block asks for, after the step before it.
fn observe(word: &str, now: &simulator::outcome::StepOutcome, before: &Cluster) -> Result<String, Failed> {
    let names = Names::of([before, &now.cluster]);
    let (word, what) = word.split_once(' ').unwrap_or((word, ""));
    let text = match word {
        "prints" => {
            let kubectl = now.kubectl.iter().flat_map(|kubectl| kubectl.stdout.iter().chain(&kubectl.stderr));
            kubectl.map(|line| format!("{line}\n")).collect()
        }
        "events" => events(what, &now.cluster, before, &names),
        "table" => table(what, &now.cluster, &names),
        "value" => {
            let (object, path) = what.split_once(' ').unwrap_or((what, ""));
            shown::value(&snapshot(&now.cluster), object, path)
        }
        other => return Err(format!("`{other}` is neither a step nor something to look at").into()),
    };
    Ok(names.replaced(&text))
}

/// Events of the step, about the given kinds or about all but nodes.
fn events(kinds: &str, now: &Cluster, before: &Cluster, names: &Names) -> String {
    let old: BTreeSet<_> = before.events().collect();
    let mut lines = BTreeSet::new();
    for event in now.events().filter(|event| !old.contains(event)) {
        let kind = event.about.kind;
        if (kinds.is_empty() && kind != "Node") || kinds.split(' ').any(|asked| asked == kind) {
            let line = format!("{} {} {}: {}\n", event.about, event.severity, event.reason, event.message);
            lines.insert(names.replaced(&line));
        }
    }
    lines.into_iter().collect()
}

/// The table of a kind, without the rows of the base cluster; equal rows are counted.
fn table(what: &str, now: &Cluster, names: &Names) -> String {
    let base = tables::print(base_cluster());
    let Some(table) = tables::print(now).remove(what) else { return String::new() };
    let cells = |row: &Vec<tables::Cell>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
    let rows = table.rows.iter().filter(|row| base.get(what).is_none_or(|base| !base.rows.contains(row)));
    let mut lines: Vec<String> = rows.map(|row| names.replaced(&cells(row))).collect();
    lines.sort();
    let mut text = format!("{}\n", table.columns.join(" | "));
    for lines in lines.chunk_by(|one, two| one == two) {
        match lines {
            [line] => text.push_str(&format!("{line}\n")),
            [line, ..] => text.push_str(&format!("{} × {line}\n", lines.len())),
            [] => {}
        }
    }
    text
}
