//! Columns of CronJob (`printCronJob`); when it last ran is left out.

use super::{Cell, Printer, workload};
use crate::values::label_selector;

/// The printer of CronJob.
pub const PRINTER: Printer = Printer {
    kind: "CronJob",
    columns: &["Name", "Schedule", "Timezone", "Suspend", "Active", "Containers", "Images", "Selector"],
    cells: |cron, _| {
        let job = cron.spec("jobTemplate").get("spec");
        let [names, images] = workload::containers(job.get("template"));
        let zone: Cell = match cron.spec("timeZone").as_str() {
            Some(zone) => zone.into(),
            None => "<none>".into(),
        };
        let suspend = if cron.spec("suspend").is_true() { "True" } else { "False" };
        vec![
            cron.name().into(),
            cron.spec("schedule").str().into(),
            zone,
            suspend.into(),
            cron.status("active").list().len().into(),
            names,
            images,
            label_selector::format(job.get("selector")).into(),
        ]
    },
};
