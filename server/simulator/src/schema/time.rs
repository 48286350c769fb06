//! RFC 3339 times as Go's `time.Parse` reads them, and its words for what is wrong.

use crate::values::field::quote;

const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// Checks a time; the error is Go's.
pub(super) fn parse(text: &str) -> Result<(), String> {
    let mut rest = text;
    let mut date = [0u32; 3];
    let parts: [(&str, usize); 11] = [
        ("2006", 4),
        ("-", 0),
        ("01", 2),
        ("-", 0),
        ("02", 2),
        ("T", 0),
        ("15", 2),
        (":", 0),
        ("04", 2),
        (":", 0),
        ("05", 2),
    ];
    let mut numbers = date.iter_mut();
    for (element, digits) in parts {
        let fail = |left: &str| Err(cannot(text, left, element));
        if digits == 0 {
            match rest.strip_prefix(element) {
                Some(after) => rest = after,
                None => return fail(rest),
            }
            continue;
        }
        let Some(number) = rest.get(..digits).filter(|taken| taken.bytes().all(|byte| byte.is_ascii_digit())) else {
            return fail(rest);
        };
        let number: u32 = number.parse().unwrap_or_default();
        let bound = match element {
            "01" => Some((1, 12, "month")),
            "15" => Some((0, 23, "hour")),
            "04" => Some((0, 59, "minute")),
            "05" => Some((0, 59, "second")),
            _ => None,
        };
        if let Some((low, high, name)) = bound
            && !(low..=high).contains(&number)
        {
            return Err(out_of_range(text, name));
        }
        rest = rest.get(digits..).unwrap_or("");
        if let Some(place) = numbers.next() {
            *place = number;
        }
    }
    let fraction = rest.strip_prefix(['.', ',']).map(|after| after.trim_start_matches(|c: char| c.is_ascii_digit()));
    if let Some(after) = fraction
        && after.len() + 1 < rest.len()
    {
        rest = after;
    }
    let [year, month, day] = date;
    rest = zone(text, rest)?;
    if !rest.is_empty() {
        return Err(format!("parsing time {}: extra text: {}", quote(text), quote(rest)));
    }
    match day >= 1 && day <= days_in(year, month) {
        true => Ok(()),
        false => Err(out_of_range(text, "day")),
    }
}

/// `Z` or `+07:00`; what stands behind it.
fn zone<'a>(text: &str, rest: &'a str) -> Result<&'a str, String> {
    if let Some(after) = rest.strip_prefix('Z') {
        return Ok(after);
    }
    let digits = |range: std::ops::Range<usize>| {
        rest.get(range).filter(|taken| taken.bytes().all(|byte| byte.is_ascii_digit())).is_some()
    };
    match rest.starts_with(['+', '-']) && digits(1..3) && rest.get(3..4) == Some(":") && digits(4..6) {
        true => Ok(rest.get(6..).unwrap_or("")),
        false => Err(cannot(text, rest, "Z07:00")),
    }
}

fn cannot(text: &str, left: &str, element: &str) -> String {
    format!("parsing time {} as {}: cannot parse {} as {}", quote(text), quote(LAYOUT), quote(left), quote(element))
}

fn out_of_range(text: &str, name: &str) -> String {
    format!("parsing time {}: {name} out of range", quote(text))
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
