//! Values in Go's own syntax (`%#v`), as some of go-yaml's messages print them.

use crate::go_number::format_float;
use crate::value::{Key, Value, ValueData};
use std::fmt::Write;

/// A value as `fmt.Sprintf("%#v", value)` prints it when it is not inside another one.
pub(crate) fn go_syntax(value: &Value<'_>) -> String {
    match &value.data {
        ValueData::Null => "<nil>".to_owned(),
        _ => {
            let mut text = String::new();
            write_value(&value.data, &mut text);
            text
        }
    }
}

/// Text in Go's quotes (`strconv.Quote`).
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        quote_char(character, '"', &mut quoted);
    }
    quoted.push('"');
    quoted
}

/// One character as it stands between Go's quotes; escaped when it is not printable.
pub(crate) fn quote_char(character: char, delimiter: char, into: &mut String) {
    let escape = match character {
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{b}' => 'v',
        '\\' => '\\',
        _ if character == delimiter => delimiter,
        _ if is_printable(character) => {
            into.push(character);
            return;
        }
        _ => {
            let code = u32::from(character);
            let _ = match code {
                0..0x20 | 0x7f => write!(into, "\\x{code:02x}"),
                0..0x1_0000 => write!(into, "\\u{code:04x}"),
                _ => write!(into, "\\U{code:08x}"),
            };
            return;
        }
    };
    into.push('\\');
    into.push(escape);
}

/// Go's `strconv.IsPrint` for what people type: blanks other than the ASCII one, controls, and format characters are not.
fn is_printable(character: char) -> bool {
    character == ' '
        || !(character.is_control()
            || character.is_whitespace()
            || matches!(character, '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}'))
}

fn write_value(data: &ValueData<'_>, into: &mut String) {
    match data {
        ValueData::Null => into.push_str("interface {}(nil)"),
        ValueData::Bool(value) => into.push_str(if *value { "true" } else { "false" }),
        ValueData::Int(value) => into.push_str(&value.to_string()),
        ValueData::Uint(value) => into.push_str(&format!("{value:#x}")),
        ValueData::Float(value) => into.push_str(&format_float(*value)),
        ValueData::String(value) => into.push_str(&quote(value)),
        ValueData::List(items) => {
            into.push_str("[]interface {}{");
            for (index, item) in items.iter().enumerate() {
                into.push_str(if index > 0 { ", " } else { "" });
                write_value(&item.data, into);
            }
            into.push('}');
        }
        ValueData::Map(members) => {
            into.push_str("map[interface {}]interface {}{");
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|one, other| key_order(&one.key).cmp(&key_order(&other.key)));
            for (index, member) in sorted.into_iter().enumerate() {
                into.push_str(if index > 0 { ", " } else { "" });
                write_key(&member.key, into);
                into.push(':');
                write_value(&member.value.data, into);
            }
            into.push('}');
        }
    }
}

/// Go sorts keys of one type by value. Of several types it sorts by the address of the type: as recorded, text first.
fn key_order<'a>(key: &'a Key<'_>) -> (u8, i128, &'a str) {
    match key {
        Key::Null => (0, 0, ""),
        Key::Text(text) => (1, 0, text),
        Key::Uint(syntax) => (2, 0, syntax),
        Key::Other(texts) => match texts.1.parse::<f64>() {
            #[expect(clippy::cast_possible_truncation, reason = "only the order counts")]
            Ok(number) => (3, (number * 1e6) as i128, &texts.0),
            Err(_) => (4, 0, &texts.0),
        },
    }
}

fn write_key(key: &Key<'_>, into: &mut String) {
    match key {
        Key::Text(text) => into.push_str(&quote(text)),
        Key::Other(texts) => into.push_str(&texts.1),
        Key::Uint(syntax) => into.push_str(syntax),
        Key::Null => into.push_str("interface {}(nil)"),
    }
}
