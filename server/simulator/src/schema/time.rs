//! RFC 3339 times as Go's `time.Parse` reads them (`time/format.go`), its words for what is wrong, and the form in which
//! the API's times are written again: in UTC, to the second or the microsecond.

/// The layout of `v1.Time` (`time.RFC3339`).
const SECONDS: &str = "2006-01-02T15:04:05Z07:00";
/// The layout of `v1.MicroTime` (`metav1.RFC3339Micro`), whose fraction has six digits.
const MICROSECONDS: &str = "2006-01-02T15:04:05.000000Z07:00";
/// Digits of the fraction in [`MICROSECONDS`].
const FRACTION: usize = 6;

/// One number of a time: how its layout spells it, its name in a refusal, and its bounds.
struct Element {
    layout: &'static str,
    name: &'static str,
    low: i64,
    high: i64,
}

/// The numbers behind the year and the text that stands in front of each.
const ELEMENTS: [(&str, Element); 5] = [
    ("-", Element { layout: "01", name: "month", low: 1, high: 12 }),
    // The day is judged at the end, together with month and year.
    ("-", Element { layout: "02", name: "day", low: 0, high: 99 }),
    ("T", Element { layout: "15", name: "hour", low: 0, high: 23 }),
    (":", Element { layout: "04", name: "minute", low: 0, high: 59 }),
    (":", Element { layout: "05", name: "second", low: 0, high: 59 }),
];

/// Reads a time and writes it as the server does; the error is Go's.
pub(super) fn parse(text: &str, micro: bool) -> Result<String, String> {
    let layout = if micro { MICROSECONDS } else { SECONDS };
    let fail = |left: &str, element: &str| {
        let [text, layout, left, element] = [text, layout, left, element].map(quote);
        format!("parsing time {text} as {layout}: cannot parse {left} as {element}")
    };
    let out_of_range = |name: &str| format!("parsing time {}: {name} out of range", quote(text));
    let (year, mut rest) = number(text, 4, 4).ok_or_else(|| fail(text, "2006"))?;
    let mut numbers = [0; ELEMENTS.len()];
    for ((before, element), place) in ELEMENTS.iter().zip(&mut numbers) {
        let held = rest.strip_prefix(before).ok_or_else(|| fail(rest, before))?;
        // The layout `15` also takes an hour of one digit.
        let fewest = if element.layout == "15" { 1 } else { 2 };
        let (value, after) = number(held, fewest, 2).ok_or_else(|| fail(held, element.layout))?;
        if !(element.low..=element.high).contains(&value) {
            return Err(out_of_range(element.name));
        }
        (*place, rest) = (value, after);
    }
    let (micros, after) = fraction(rest, micro).ok_or_else(|| fail(rest, ".000000"))?;
    let (offset, after) = zone(after).ok_or_else(|| fail(after, "Z07:00"))?.map_err(out_of_range)?;
    if !after.is_empty() {
        return Err(format!("parsing time {}: extra text: {}", quote(text), quote(after)));
    }
    let [month, day, hour, minute, second] = numbers;
    if day < 1 || day > days_in(year, month) {
        return Err(out_of_range("day"));
    }
    let seconds = ((days_before(year, month) + day) * 24 + hour) * 3600 + minute * 60 + second - offset;
    Ok(written(seconds, micro.then_some(micros)))
}

/// A number of so many digits, and what stands behind it.
fn number(text: &str, fewest: usize, most: usize) -> Option<(i64, &str)> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (taken, rest) = text.split_at_checked(digits).filter(|_| digits >= fewest)?;
    Some((taken.parse().ok()?, rest))
}

/// The microseconds of a fraction. A layout without one takes any number of digits, also none.
fn fraction(text: &str, fixed: bool) -> Option<(i64, &str)> {
    let after = text.strip_prefix(['.', ',']);
    let digits = after.map_or(0, |after| after.bytes().take_while(u8::is_ascii_digit).count());
    match (after, fixed) {
        (Some(after), false) if digits > 0 => Some((0, after.get(digits..)?)),
        (_, false) => Some((0, text)),
        (Some(after), true) => number(after, FRACTION, FRACTION),
        (None, true) => None,
    }
}

/// `Z` or `+07:00` in seconds, and what stands behind it; the inner error names what is out of range.
fn zone(text: &str) -> Option<Result<(i64, &str), &'static str>> {
    if let Some(after) = text.strip_prefix('Z') {
        return Some(Ok((0, after)));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, after) = number(text.strip_prefix(['+', '-'])?, 2, 2)?;
    let (minutes, after) = number(after.strip_prefix(':')?, 2, 2)?;
    Some(match (hours, minutes) {
        // Go lets the bounds themselves pass, and judges the minutes last.
        (_, 61..) => Err("time zone offset minute"),
        (25.., _) => Err("time zone offset hour"),
        _ => Ok((sign * (hours * 60 + minutes) * 60, after)),
    })
}

/// Seconds since the first day of the year 0 as RFC 3339 in UTC.
fn written(seconds: i64, micros: Option<i64>) -> String {
    let (mut day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let mut year = day.div_euclid(366).min(9_999);
    while days_before(year + 1, 1) < day {
        year += 1;
    }
    day -= days_before(year, 1);
    let mut month = 1;
    while month < 12 && day > days_in(year, month) {
        day -= days_in(year, month);
        month += 1;
    }
    let fraction = micros.map_or(String::new(), |micros| format!(".{micros:06}"));
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// Days from the start of the year 0 to the day before the first of a month.
fn days_before(year: i64, month: i64) -> i64 {
    let past = year - 1;
    let leap_days = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400) + 1;
    year * 365 + leap_days - 1 + (1..month).map(|month| days_in(year, month)).sum::<i64>()
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The quoting of package `time`, which spells out every byte that is not plain ASCII.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_ascii() && c >= ' ' => out.push(c),
            c => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("\\x{byte:02x}"))),
        }
    }
    out.push('"');
    out
}
