//! What a check has to say: a stable code with values, and its words in the learner's language.
//!
//! Words are in the present tense and state the world: "0 of 2 endpoints: no pod has app=shop".

use crate::language::Language;
use std::fmt::Display;

/// A code of [`WORDS`] and the values of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Stable, in kebab case.
    pub code: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Reason {
    /// A reason without values.
    pub(crate) fn new(code: &'static str) -> Reason {
        Reason { code, values: Vec::new() }
    }

    /// Adds a value.
    pub(crate) fn with(mut self, name: &'static str, value: impl Display) -> Reason {
        self.values.push((name, value.to_string()));
        self
    }

    /// A value, or `""`.
    fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// The words in a language.
    pub fn say(&self, language: Language) -> String {
        let Some((_, english, korean)) = WORDS.iter().find(|(code, ..)| *code == self.code) else {
            return self.code.to_owned();
        };
        let words = match language {
            Language::En => english,
            Language::Ko => korean,
        };
        let mut out = String::new();
        let mut rest = *words;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            out.push_str(before);
            out.push_str(self.value(name));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Code, English, Korean. A value in braces is put in as it is, so Korean words never hang a particle on it.
const WORDS: &[(&str, &str, &str)] = &[
    ("nothing-applied", "Nothing is applied yet", "아직 적용한 것이 없어요"),
    ("not-in-text", "The text has no {object}", "텍스트에 없음: {object}"),
    ("accepted", "Accepted: {result}", "받아들여짐: {result}"),
    ("accepted-instead", "Accepted ({result}), not refused", "거부되지 않고 받아들여짐: {result}"),
    ("unreadable", "Refused: the text cannot be read as YAML", "거부됨: YAML로 읽을 수 없어요"),
    (
        "unreadable-at-line",
        "Refused: the text cannot be read as YAML from line {line} on",
        "거부됨: {line}번째 줄부터 YAML로 읽을 수 없어요",
    ),
    ("kind-not-set", "Refused by kubectl: {keys} not set", "kubectl이 거부함: 설정되지 않은 키 {keys}"),
    (
        "kind-unknown",
        "Refused: apiVersion and kind do not name a kind of this cluster",
        "거부됨: apiVersion과 kind로 이 클러스터의 종류를 찾을 수 없어요",
    ),
    ("unknown-field", "Refused: fields that the server does not know: {fields}", "거부됨: 서버가 모르는 필드 {fields}"),
    ("field-type", "Refused: a value has another type than its field", "거부됨: 값의 타입이 필드와 맞지 않아요"),
    ("rules-broken", "Refused: the rules for {fields} are not met", "거부됨: 규칙에 맞지 않는 필드 {fields}"),
    ("rules-refused", "Refused by the rules of the kind", "거부됨: 이 종류의 규칙에 맞지 않아요"),
    ("admission-refused", "Refused at admission", "거부됨: 어드미션 단계에서 막혔어요"),
    ("no-service", "There is no {service} yet, so no endpoints", "아직 없음: {service}. 그래서 엔드포인트도 없어요"),
    (
        "no-selector",
        "0 of {wanted} endpoints: {service} has no selector",
        "엔드포인트 {wanted}개 중 0개: {service}에 selector가 없어요",
    ),
    (
        "no-pod-matches",
        "0 of {wanted} endpoints: no pod has {selector}",
        "엔드포인트 {wanted}개 중 0개: {selector} 레이블이 있는 파드가 없어요",
    ),
    (
        "near-miss",
        "0 of {wanted} endpoints: no pod has {selector}; {pod} has {label}",
        "엔드포인트 {wanted}개 중 0개: {selector} 레이블이 있는 파드가 없어요. {pod} 파드의 레이블: {label}",
    ),
    (
        "pods-not-ready",
        "{found} of {wanted} endpoints: not ready: {pods}",
        "엔드포인트 {wanted}개 중 {found}개: 준비되지 않은 파드 {pods}",
    ),
    (
        "pods-missing",
        "{found} of {wanted} endpoints: not selected: {pods}",
        "엔드포인트 {wanted}개 중 {found}개: 선택되지 않은 파드 {pods}",
    ),
    (
        "pods-too-many",
        "{found} endpoints instead of {wanted}: also {pods}",
        "엔드포인트 {found}개, 필요한 것은 {wanted}개: 함께 선택된 파드 {pods}",
    ),
    ("addresses-differ", "Endpoints: {found}; expected: {wanted}", "엔드포인트 {found}, 필요한 것은 {wanted}"),
    (
        "endpoint-ports-differ",
        "Endpoints listen on {found}, not on {wanted}",
        "엔드포인트의 포트 {found}, 필요한 것은 {wanted}",
    ),
    ("endpoints-ready", "{count} of {count} endpoints ready", "엔드포인트 {count}개, 모두 준비됨"),
    ("endpoints-none", "No endpoints, as asked", "엔드포인트 없음"),
    (
        "pods-gone",
        "{found} of {wanted} endpoints: there is no pod {pods}",
        "엔드포인트 {wanted}개 중 {found}개: 파드가 없음 {pods}",
    ),
    (
        "endpoints-listen",
        "{count} of {count} endpoints ready, on {ports}",
        "엔드포인트 {count}개, 모두 준비됨, 포트 {ports}",
    ),
    ("dns-answers", "{name} answers {answers}", "{name} 응답: {answers}"),
    ("nxdomain", "NXDOMAIN: DNS has no name {name}", "NXDOMAIN: DNS에 없는 이름 {name}"),
    ("nodata", "NODATA: {name} has no {type} record", "NODATA: {name}에 {type} 레코드가 없어요"),
    ("dns-differs", "{name} answers {answers}, not {wanted}", "{name} 응답: {answers}, 필요한 것은 {wanted}"),
    ("dns-not-asked", "{pod} cannot ask: {why}", "{pod} 파드가 물어볼 수 없음: {why}"),
    ("connected", "{from} reaches {to}, port {port}", "{from}에서 {to} {port}번에 닿음"),
    (
        "answered",
        "{from} reaches {to}, port {port}; {pods} can answer",
        "{from}에서 {to} {port}번에 닿음, 응답할 파드 {pods}",
    ),
    (
        "answered-sometimes",
        "{from} reaches {to}, port {port}, only sometimes: {silent} can be picked too, and does not answer",
        "{from}에서 {to} {port}번에 가끔만 닿음, 골라질 수 있지만 답하지 않는 엔드포인트 {silent}",
    ),
    (
        "answered-by-others",
        "{from} reaches {to}, port {port}; {pods} can answer, expected: {wanted}",
        "{from}에서 {to} {port}번에 닿지만 응답할 파드는 {pods}, 필요한 것은 {wanted}",
    ),
    (
        "connection-refused",
        "{from} to {to}, port {port}: connection refused",
        "{from}에서 {to} {port}번으로: 연결이 거부됨",
    ),
    ("connection-timeout", "{from} to {to}, port {port}: no answer", "{from}에서 {to} {port}번으로: 응답이 없음"),
    ("no-such-host", "{from} finds no address for {to}", "{from}에서 {to}의 주소를 찾을 수 없음"),
    (
        "http-404",
        "{from} to {to}, port {port}: 404, no rule for it",
        "{from}에서 {to} {port}번으로: 404, 맞는 규칙이 없음",
    ),
    (
        "http-503",
        "{from} to {to}, port {port}: 503, nobody behind it",
        "{from}에서 {to} {port}번으로: 503, 뒤에 아무도 없음",
    ),
    ("no-source", "{from} does not run, so it reaches nobody", "{from}: 돌고 있지 않아서 아무 데도 닿지 않음"),
    ("env-set", "{variable} is {value}", "{variable} 값: {value}"),
    ("env-unset", "{variable} is not set", "{variable} 변수가 없어요"),
    ("env-differs", "{variable} is {value}, not {wanted}", "{variable} 값: {value}, 필요한 것은 {wanted}"),
    ("no-object", "There is no {object} yet", "아직 없음: {object}"),
    ("bound", "{claim} is bound to {volume}", "바인딩됨: {claim}, 볼륨 {volume}"),
    (
        "bound-elsewhere",
        "{claim} is bound to {volume}, not to {wanted}",
        "{claim}의 볼륨은 {volume}, 필요한 것은 {wanted}",
    ),
    ("claim-waits", "{claim} is {phase}: {why}", "{claim} 상태 {phase}: {why}"),
    ("phase-is", "{object} is {phase}", "{object} 상태: {phase}"),
    ("phase-differs", "{object} is {phase}, not {wanted}", "{object} 상태: {phase}, 필요한 것은 {wanted}"),
    ("field-is", "{field} is {value}", "{field} 값: {value}"),
    ("field-missing", "{object} has no {field}", "{object}에 {field} 필드가 없어요"),
    ("field-differs", "{field} is {value}, expected: {wanted}", "{field} 값: {value}, 필요한 것은 {wanted}"),
    ("event-seen", "{reason}: {message}", "{reason}: {message}"),
    ("no-event", "There is no event {reason} about {object}", "{reason} 이벤트가 없음: {object}"),
    ("unchanged", "Unchanged", "그대로예요"),
    ("changed", "{object} has changed: {fields}", "바뀜: {object}의 {fields}"),
    ("gone", "{object} is gone", "사라짐: {object}"),
    ("absent", "There is no {object}", "없음: {object}"),
    ("present", "{object} is there", "아직 있음: {object}"),
    ("edits-few", "Edited lines: {count}, at most {most}", "고친 줄 {count}, 최대 {most}"),
    ("edits-many", "Edited lines: {count}; {most} suffice", "고친 줄 {count}, {most}줄이면 충분해요"),
    ("field-present", "{field} is there: {value}", "{field} 필드가 있음: {value}"),
];

#[cfg(test)]
mod tests {
    use super::{Reason, WORDS};
    use crate::language::Language;
    use std::collections::BTreeSet;

    fn names(words: &str) -> BTreeSet<&str> {
        words.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn every_language_uses_the_same_values_and_no_code_stands_twice() {
        let mut codes = BTreeSet::new();
        for (code, english, korean) in WORDS {
            assert_eq!(names(english), names(korean), "{code}");
            assert!(codes.insert(code), "{code} stands twice");
        }
    }

    #[test]
    fn values_are_put_in_as_they_are() {
        let reason = Reason::new("nxdomain").with("name", "web{x}.");
        assert_eq!(reason.say(Language::En), "NXDOMAIN: DNS has no name web{x}.");
    }
}
