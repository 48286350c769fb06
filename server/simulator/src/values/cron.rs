//! Cron schedules as CronJobs write them; the errors are those of `github.com/robfig/cron/v3` `ParseStandard`.

/// One field: lowest and highest value, and names for values.
struct Field {
    low: u32,
    high: u32,
    names: &'static [&'static str],
    /// Value of the first name.
    first: u32,
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: &[&str] = &["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: [Field; 5] = [
    Field { low: 0, high: 59, names: &[], first: 0 },
    Field { low: 0, high: 23, names: &[], first: 0 },
    Field { low: 1, high: 31, names: &[], first: 0 },
    Field { low: 1, high: 12, names: MONTHS, first: 1 },
    Field { low: 0, high: 6, names: DAYS, first: 0 },
];

const DESCRIPTORS: &[&str] = &["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// What is wrong with a schedule; nothing when it can be read.
pub fn check(schedule: &str) -> Result<(), String> {
    if schedule.is_empty() {
        return Err("empty spec string".to_owned());
    }
    let schedule = match ["TZ=", "CRON_TZ="].iter().any(|prefix| schedule.starts_with(prefix)) {
        true => schedule.split_once(' ').map_or("", |(_, rest)| rest.trim_start()),
        false => schedule,
    };
    if let Some(interval) = schedule.strip_prefix("@every ") {
        return match is_duration(interval) {
            true => Ok(()),
            false => Err(format!(
                "failed to parse duration {schedule}: time: invalid duration {}",
                super::field::quote(interval)
            )),
        };
    }
    if schedule.starts_with('@') {
        return match DESCRIPTORS.contains(&schedule) {
            true => Ok(()),
            false => Err(format!("unrecognized descriptor: {schedule}")),
        };
    }
    let fields: Vec<&str> = schedule.split_whitespace().collect();
    if fields.len() != FIELDS.len() {
        let found = fields.len();
        return Err(format!("expected exactly {} fields, found {found}: [{}]", FIELDS.len(), fields.join(" ")));
    }
    fields
        .iter()
        .zip(&FIELDS)
        .try_for_each(|(text, field)| text.split(',').try_for_each(|range| check_range(range, field)))
}

/// `getRange`: `*`, `5`, `1-5`, each with an optional step.
fn check_range(text: &str, field: &Field) -> Result<(), String> {
    let steps: Vec<&str> = text.split('/').collect();
    let ends: Vec<&str> = steps.first().map(|range| range.split('-').collect()).unwrap_or_default();
    let any = matches!(ends.as_slice(), ["*"] | ["?"]);
    let (start, mut end) = match ends.as_slice() {
        _ if any => (field.low, field.high),
        [only] => (number(only, field)?, number(only, field)?),
        [start, end] => (number(start, field)?, number(end, field)?),
        _ => return Err(format!("too many hyphens: {text}")),
    };
    let step = match steps.as_slice() {
        [_] => 1,
        [_, step] => {
            if ends.len() == 1 && !any {
                end = field.high;
            }
            plain_number(step)?
        }
        _ => return Err(format!("too many slashes: {text}")),
    };
    if start < field.low {
        return Err(format!("beginning of range ({start}) below minimum ({}): {text}", field.low));
    }
    if end > field.high {
        return Err(format!("end of range ({end}) above maximum ({}): {text}", field.high));
    }
    if start > end {
        return Err(format!("beginning of range ({start}) beyond end of range ({end}): {text}"));
    }
    match step {
        0 => Err(format!("step of range should be a positive number: {text}")),
        _ => Ok(()),
    }
}

fn number(text: &str, field: &Field) -> Result<u32, String> {
    let lower = text.to_lowercase();
    match field.names.iter().zip(field.first..).find(|(name, _)| **name == lower) {
        Some((_, value)) => Ok(value),
        None => plain_number(text),
    }
}

fn plain_number(text: &str) -> Result<u32, String> {
    match text.parse::<i64>() {
        Ok(value) => u32::try_from(value).map_err(|_| format!("negative number ({value}) not allowed: {text}")),
        Err(_) => {
            let quoted = super::field::quote(text);
            Err(format!("failed to parse int from {text}: strconv.Atoi: parsing {quoted}: invalid syntax"))
        }
    }
}

/// A Go duration such as `1h30m`.
fn is_duration(text: &str) -> bool {
    const UNITS: [&str; 7] = ["ns", "us", "µs", "ms", "s", "m", "h"];
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let unit = tail.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit);
        if number.is_empty() || number == "." || !UNITS.contains(&unit) {
            return false;
        }
        rest = tail;
    }
    !text.is_empty()
}
