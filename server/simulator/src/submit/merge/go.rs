//! Values as Go's `%v` prints them: `map[name:web ports:[80 443]]`.

use crate::value::{Data, Value};

/// The text.
pub(crate) fn print(value: &Value) -> String {
    match &value.data {
        Data::Null => "<nil>".to_owned(),
        Data::Bool(flag) => flag.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => float(*number),
        Data::String(text) => text.to_string(),
        Data::List(items) => format!("[{}]", items.iter().map(print).collect::<Vec<_>>().join(" ")),
        Data::Map(members) => {
            let members: Vec<String> = members.iter().map(|(key, member)| format!("{key}:{}", print(member))).collect();
            format!("map[{}]", members.join(" "))
        }
    }
}

/// The text as `%s` prints it: what is no string is marked with its type.
pub(super) fn print_as_text(value: &Value) -> String {
    match &value.data {
        Data::Null => "%!s(<nil>)".to_owned(),
        Data::Bool(_) | Data::Int(_) | Data::Float(_) => format!("%!s({}={})", go_type(value), print(value)),
        Data::String(text) => text.to_string(),
        Data::List(items) => format!("[{}]", items.iter().map(print_as_text).collect::<Vec<_>>().join(" ")),
        Data::Map(members) => {
            let member = |(key, member)| format!("{key}:{}", print_as_text(member));
            format!("map[{}]", members.iter().map(member).collect::<Vec<_>>().join(" "))
        }
    }
}

/// Go's name of the type that a JSON value has (`reflect.TypeOf`).
pub(super) fn go_type(value: &Value) -> &'static str {
    match &value.data {
        Data::Null => "<nil>",
        Data::Bool(_) => "bool",
        Data::Int(_) => "int64",
        Data::Float(_) => "float64",
        Data::String(_) => "string",
        Data::List(_) => "[]interface {}",
        Data::Map(_) => "map[string]interface {}",
    }
}

/// `%g` with the shortest digits: an exponent below 1e-4 and from 1e6 on, as Go decides for the shortest form.
fn float(number: f64) -> String {
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    match (-4..6).contains(&exponent) {
        true => format!("{number}"),
        false => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.abs())
        }
    }
}
