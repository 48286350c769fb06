//! Columns of Job (`printJob`); how long it took is left out.

use super::{Printer, workload};
use crate::object::Object;
use crate::values::label_selector;

/// The printer of Job.
pub const PRINTER: Printer = Printer {
    kind: "Job",
    columns: &["Name", "Status", "Completions", "Containers", "Images", "Selector"],
    cells: |job, _| {
        let [names, images] = workload::containers(job.spec("template"));
        vec![
            job.name().into(),
            status(job).into(),
            completions(job).into(),
            names,
            images,
            label_selector::format(job.spec("selector")).into(),
        ]
    },
};

fn status(job: &Object) -> &'static str {
    let holds = |kind: &str| job.condition(kind).get("status").str() == "True";
    match () {
        () if holds("Complete") => "Complete",
        () if holds("Failed") => "Failed",
        () if job.is_terminating() => "Terminating",
        () if holds("Suspended") => "Suspended",
        () if holds("FailureTarget") => "FailureTarget",
        () if holds("SuccessCriteriaMet") => "SuccessCriteriaMet",
        () => "Running",
    }
}

fn completions(job: &Object) -> String {
    let succeeded = job.status("succeeded").int();
    match (job.spec("completions").as_int(), job.spec("parallelism").int()) {
        (Some(wanted), _) => format!("{succeeded}/{wanted}"),
        (None, side_by_side) if side_by_side > 1 => format!("{succeeded}/1 of {side_by_side}"),
        (None, _) => format!("{succeeded}/1"),
    }
}
