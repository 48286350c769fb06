//! Storage scenarios beyond the recordings: `tests/storage/*.txt`.
//!
//! A file holds a title and sections. `=== apply` is followed by YAML, `=== delete KIND/NAMESPACE/NAME` and `=== ready POD`
//! stand alone, `=== expect` is followed by lines about the state after the step before:
//! `refused TEXT` and `warned TEXT` (kubectl printed it), `event REASON TEXT` and `no event REASON`,
//! `KIND/NAMESPACE/NAME PATH = VALUE` (a member as compact JSON or bare text), `no KIND/NAMESPACE/NAME`.

#![expect(clippy::disallowed_methods, reason = "the cases are files; the simulator itself reads none")]

use simulator::outcome::StepOutcome;
use simulator::{Questions, Step, base_cluster, simulate};
use std::path::PathBuf;

#[test]
fn scenarios() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/storage");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        check(&file.display().to_string(), &std::fs::read_to_string(&file).unwrap());
    }
}

fn check(file: &str, text: &str) {
    let mut steps = Vec::new();
    let mut expected: Vec<(usize, &str)> = Vec::new();
    for section in text.split("\n=== ").skip(1) {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        match head.split_once(' ').unwrap_or((head, "")) {
            ("apply", _) => steps.push(Step::Apply(format!("{body}\n"))),
            ("delete", target) => steps.push(Step::Delete(target.to_owned())),
            ("ready", pod) => steps.push(Step::Ready { pod: pod.to_owned(), value: true }),
            ("expect", _) => {
                let lines = body.lines().filter(|line| !line.trim().is_empty());
                expected.extend(lines.map(|line| (steps.len() - 1, line)));
            }
            (other, _) => panic!("{file}: no section is called {other}"),
        }
    }
    let outcome = simulate(base_cluster(), &steps, &Questions::default());
    for (step, line) in expected {
        if let Err(found) = holds(&outcome.steps[step], line) {
            panic!("{file}, after step {}:\n  expected {line}\n  found {found}", step + 1);
        }
    }
}

fn holds(step: &StepOutcome, line: &str) -> Result<(), String> {
    let printed = || step.kubectl.as_ref().map(|kubectl| kubectl.stderr.join("\n")).unwrap_or_default();
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match (word, rest.split_once(' ')) {
        ("refused" | "warned", _) => printed().contains(rest).then_some(()).ok_or_else(printed),
        ("event", _) => {
            let (reason, message) = rest.split_once(' ').unwrap_or((rest, ""));
            let mut events = step.cluster.events();
            let found = events.any(|event| event.reason == reason && event.message.contains(message));
            found.then_some(()).ok_or_else(|| format!("{:#?}", step.cluster.events().collect::<Vec<_>>()))
        }
        ("no", Some(("event", reason))) => {
            let found = step.cluster.events().find(|event| event.reason == reason);
            found.map_or(Ok(()), |event| Err(format!("{event:?}")))
        }
        ("no", None) => object(step, rest).map_or(Ok(()), |_| Err("it".to_owned())),
        (target, _) => {
            let (path, wanted) = rest.split_once(" = ").unwrap_or((rest, ""));
            let object = object(step, target).ok_or("nothing of that name")?;
            let member = path.split('.').fold(&object, |value, key| match key.parse::<usize>() {
                Ok(index) => &value[index],
                Err(_) => &value[key.replace('~', ".")],
            });
            let text = member.as_str().map_or_else(|| member.to_string(), str::to_owned);
            (text == wanted).then_some(()).ok_or(text)
        }
    }
}

/// The object of that kind, namespace and name as JSON.
fn object(step: &StepOutcome, target: &str) -> Option<serde_json::Value> {
    let [kind, namespace, name] = target.split('/').collect::<Vec<_>>()[..] else {
        panic!("KIND/NAMESPACE/NAME: {target}")
    };
    let object = step.cluster.get(kind, namespace, name)?;
    Some(serde_json::to_value(&object.value).unwrap())
}
