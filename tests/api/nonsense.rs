//! Whatever a client sends, the server answers, and never with a fault of its own.

use crate::client;
use crate::server;
use libtest_mimic::{Failed, Trial};
use serde_json::json;

const ROUNDS: u64 = 150;
const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// What manifests are made of; put together at random they reach further than random bytes do.
const PIECES: &[&str] = &[
    "apiVersion: v1\n",
    "kind: Service\n",
    "kind: Pod\n",
    "kind: List\nitems:\n",
    "metadata:\n  name: web\n",
    "spec:\n",
    "  ports:\n",
    "  - port: 80\n",
    "  selector: {app: shop}\n",
    "  containers: [{name: c, image: i}]\n",
    "---\n",
    "- ",
    "? ",
    "&a ",
    "*a\n",
    "<<: *a\n",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "\t",
    "\n",
    "'",
    "\"",
    "|\n",
    "!!int ",
    "0x",
    "1_000",
    "~",
    "\u{feff}",
    "가",
    "\u{0}",
    "%YAML 1.1\n",
    "# ",
    "clusterIP: None\n",
    "status: {}\n",
    "9999999999999999999",
    "-.inf",
    "type: ExternalName\n",
];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("nonsense/random_bytes", random_bytes),
        Trial::test("nonsense/random_manifests", random_manifests),
        Trial::test("nonsense/random_forms", random_forms),
        Trial::test("nonsense/random_addresses", random_addresses),
    ]
}

fn random_bytes() -> Result<(), Failed> {
    (0..ROUNDS).try_for_each(|seed| {
        let mut random = Random(seed);
        let length = random.below(400);
        let body: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        answered(&body, 400..500)
    })
}

fn random_manifests() -> Result<(), Failed> {
    (0..ROUNDS).try_for_each(|seed| {
        let mut random = Random(seed);
        let mut text = || -> String {
            let length = 1 + random.below(30);
            (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect()
        };
        let body = json!({
            "steps": [{"apply": text()}, {"delete": text()}, {"apply": text()}],
            "questions": {"dns": [{"from": text(), "name": text(), "type": text()}], "env": [text()]},
        });
        answered(body.to_string().as_bytes(), 200..500)
    })
}

/// The forms of pages take anything, too; what they do not know they leave.
fn random_forms() -> Result<(), Failed> {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    let acts = ["apply", "undo", "restart", "delete", "ready", "unready", "report", "silence", "fix-0", "look", ""];
    (0..ROUNDS).try_for_each(|seed| {
        let mut random = Random(seed);
        let length = random.below(30);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        let steps = json!([{"apply": text}, {"delete": text}]).to_string();
        let mut form = format!("text={}&steps={}", encoded(&text), encoded(&steps));
        form.push_str(&format!("&act={}", acts[random.below(acts.len())]));
        for field in [
            "view", "pane", "file", "from", "name", "type", "object", "pod", "node", "hints", "solution", "lang",
            "theme",
        ] {
            if random.below(2) == 0 {
                form.push_str(&format!("&{field}={}", encoded(PIECES[random.below(PIECES.len())])));
            }
        }
        let path = ["/playground", "/lessons/probe/greeting"][random.below(2)];
        let answer = client::send(server::shared().address, "POST", path, &headers, form.as_bytes());
        let page = answer.header("content-type") == Some("text/html; charset=utf-8");
        if page && (200..500).contains(&answer.status) {
            Ok(())
        } else {
            Err(format!("{path} {form}: {}", answer.status).into())
        }
    })
}

/// Percent-encodes everything.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn random_addresses() -> Result<(), Failed> {
    (0..ROUNDS).try_for_each(|seed| {
        let mut random = Random(seed);
        let pieces =
            ["/", "lessons", "api/v1", "static", "problems", "..", "%2e", "%00", "%ff", "?", "&", "=", "ko", "~", "//"];
        let length = 1 + random.below(8);
        let path: String = (0..length).map(|_| pieces[random.below(pieces.len())]).collect();
        let answer =
            client::send(server::shared().address, "GET", &format!("/{path}"), &[("accept", "text/html")], b"");
        if (200..500).contains(&answer.status) { Ok(()) } else { Err(format!("/{path}: {}", answer.status).into()) }
    })
}

fn answered(body: &[u8], statuses: std::ops::Range<u16>) -> Result<(), Failed> {
    let answer = client::send(server::shared().address, "POST", "/api/v1/simulations", &JSON, body);
    if statuses.contains(&answer.status) {
        return Ok(());
    }
    Err(format!("{}: {}\n{}", answer.status, answer.text(), String::from_utf8_lossy(body)).into())
}

/// splitmix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}
