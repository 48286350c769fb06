//! A conformance case and its recording, as `conformance/README.md` defines them.

use serde::Deserialize;
use simulator::network::ConnectQuestion;
use simulator::{DnsQuestion, Questions, Step};
use std::path::{Path, PathBuf};

/// What a person does in a case, and what is read afterwards.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// One line.
    pub title: String,
    /// In order.
    pub steps: Vec<Step>,
    /// Read after the last step.
    #[serde(default)]
    pub observe: Observe,
}

/// Questions of a case.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Observe {
    /// Names asked by pods.
    pub dns: Vec<DnsQuestion>,
    /// Pods whose environment is read.
    pub env: Vec<String>,
    /// Connections that are tried.
    pub connect: Vec<Connect>,
}

/// A connection and what the case's author derived from upstream's code; a recording of it wins.
#[derive(Debug, Deserialize)]
pub struct Connect {
    /// What is asked.
    #[serde(flatten)]
    pub question: ConnectAsked,
    /// What is expected.
    pub expect: Expected,
}

/// A question as the case writes it.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
pub struct ConnectAsked {
    from: String,
    to: String,
    port: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    protocol: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}

impl ConnectAsked {
    fn question(&self) -> ConnectQuestion {
        let ConnectAsked { from, to, port, protocol, host, path } = self.clone();
        ConnectQuestion { from, to, port, protocol, host, path }
    }
}

/// What a connection comes to.
#[derive(Debug, Clone, Deserialize)]
pub struct Expected {
    /// Such as `connected`.
    pub outcome: String,
    /// Pods that may answer.
    #[serde(default)]
    pub via: Vec<String>,
}

impl Case {
    /// The questions in the simulator's form.
    pub fn questions(&self) -> Questions {
        let connect = self.observe.connect.iter().map(|connect| connect.question.question());
        Questions {
            dns: self.observe.dns.clone(),
            env: self.observe.env.clone(),
            connect: connect.collect(),
            matrix: false,
        }
    }

    /// The connections in the form of a recording.
    pub fn expected_connections(&self) -> serde_json::Value {
        let one = |connect: &Connect| {
            let Expected { outcome, via } = &connect.expect;
            serde_json::json!({ "question": connect.question, "outcome": outcome, "via": via })
        };
        self.observe.connect.iter().map(one).collect()
    }

    /// All applied texts together; what they contain is never a placeholder.
    pub fn text(&self) -> String {
        let texts = self.steps.iter().filter_map(|step| match step {
            Step::Apply(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join("\n")
    }
}

/// Where a case and its recording lie.
#[derive(Debug, Clone)]
pub struct Files {
    /// `area/name`.
    pub id: String,
    /// The case.
    pub case: PathBuf,
    /// The recording.
    pub recording: PathBuf,
}

/// All cases of a folder with `cases/AREA/NAME.yaml` and `recorded/AREA/NAME.json`, sorted.
///
/// # Panics
/// When the folder cannot be read.
pub fn all(folder: &Path) -> Vec<Files> {
    let mut found = Vec::new();
    for area in entries(&folder.join("cases")) {
        for case in entries(&area) {
            let (Some(area), Some(name)) = (area.file_name(), case.file_stem()) else { continue };
            let (area, name) = (area.to_string_lossy(), name.to_string_lossy());
            let recording = folder.join("recorded").join(&*area).join(format!("{name}.json"));
            found.push(Files { id: format!("{area}/{name}"), case, recording });
        }
    }
    found.sort_by(|one, two| one.id.cmp(&two.id));
    found
}

/// The project's own copy of the recordings.
pub fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

impl Files {
    /// Reads the case.
    ///
    /// # Errors
    /// When the file cannot be read or is not a case.
    pub fn read_case(&self) -> Result<Case, String> {
        let text = std::fs::read_to_string(&self.case).map_err(|error| error.to_string())?;
        serde_saphyr::from_str(&text).map_err(|error| format!("{}: {error}", self.case.display()))
    }

    /// Reads the recording.
    ///
    /// # Errors
    /// When the file cannot be read or is not JSON.
    pub fn read_recording(&self) -> Result<serde_json::Value, String> {
        let text = std::fs::read(&self.recording).map_err(|error| error.to_string())?;
        serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", self.recording.display()))
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    read.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()
}
