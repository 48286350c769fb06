//! The dates that go-yaml knows (`resolve.go: parseTimestamp` with Go's `time.Parse`).

/// Whether a text is one of `2006-1-2`, `2006-1-2T15:4:5.9Z07:00`, `2006-1-2t…`, `2006-1-2 15:4:5.9`.
pub(crate) fn is_timestamp(text: &str) -> bool {
    parse(text).is_some()
}

fn parse(text: &str) -> Option<()> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return None;
    }
    let year: u32 = text.get(..4)?.parse().ok()?;
    let (month, rest) = number(text.get(4..)?.strip_prefix('-')?)?;
    let (day, rest) = number(rest.strip_prefix('-')?)?;
    if !(1..=12).contains(&month) || day < 1 || day > days(year, month) {
        return None;
    }
    if rest.is_empty() {
        return Some(());
    }
    let zoned = rest.starts_with(['T', 't']);
    let (hour, rest) = number(rest.strip_prefix(['T', 't', ' '])?)?;
    let (minute, rest) = number(rest.strip_prefix(':')?)?;
    let (second, rest) = number(rest.strip_prefix(':')?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let rest = fraction(rest)?;
    let rest = if zoned { zone(rest)? } else { rest };
    rest.is_empty().then_some(())
}

/// One or two digits.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Any fraction of a second, or none.
fn fraction(text: &str) -> Option<&str> {
    let Some(rest) = text.strip_prefix(['.', ',']) else { return Some(text) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { None } else { rest.get(digits..) }
}

/// `Z`, or `+07:00` with its range.
fn zone(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('Z') {
        return Some(rest);
    }
    let rest = text.strip_prefix(['+', '-'])?;
    let two = |part: Option<&str>| part.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok();
    let hour: u32 = two(rest.get(..2))?;
    let minute: u32 = two(rest.get(2..)?.strip_prefix(':')?.get(..2))?;
    (hour <= 24 && minute <= 60).then(|| rest.get(5..))?
}
