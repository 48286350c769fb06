//! Storage scenarios beyond the recordings: `tests/storage/*.txt`.
//!
//! Steps are as `scenario` reads them; lines of `=== expect` are
//! `refused TEXT` and `warned TEXT` (kubectl printed it), `event REASON TEXT` and `no event REASON`,
//! `KIND/NAMESPACE/NAME PATH = VALUE` (a member as compact JSON or bare text), `no KIND/NAMESPACE/NAME`.

#![expect(clippy::disallowed_methods, reason = "the cases are files; the simulator itself reads none")]

mod scenario;

use simulator::outcome::StepOutcome;
use simulator::{Questions, base_cluster, simulate};

#[test]
fn scenarios() {
    for (file, text) in scenario::files("storage") {
        check(&file, &text);
    }
}

fn check(file: &str, text: &str) {
    let (steps, expected) = scenario::read(file, text);
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
