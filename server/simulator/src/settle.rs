//! Runs the controllers in a fixed order until nothing changes. The only place that applies changes.

use crate::change::{Act, Change, Event, Recorded};
use crate::cluster::Cluster;
use crate::controllers;
use crate::kinds;
use crate::object::{Name, Object};
use crate::simulate::Budget;
use crate::submit::server;
use crate::submit::summary::Summaries;
use crate::value::{Text, Value};

/// What settling came to.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// What was done, in order.
    pub(crate) changes: Vec<Recorded>,
    /// What it took of [`Budget::visits`].
    pub(crate) visits: usize,
    /// The bound that stopped it, if one did.
    pub(crate) over_budget: Option<String>,
}

/// Settles the cluster in place: asks every controller in turn, carries out what it wants, and stops after a round
/// in which nobody wanted anything. A controller is not asked again while none of the kinds that it reads changed,
/// by others than itself if it does all that it wants at once.
pub(crate) fn settle(cluster: &mut Cluster, budget: &Budget) -> Settled {
    let mut settled = Settled::default();
    let mut summaries = Summaries::default();
    let mut asked: Vec<Option<u64>> = vec![None; controllers::ALL.len()];
    let mut rounds = 0;
    while rounds < budget.rounds || settled.visits < budget.visits {
        if rounds >= budget.rounds {
            settled.visits += cluster.objects_held();
        }
        rounds += 1;
        let before = settled.changes.len();
        for (controller, asked) in controllers::ALL.iter().zip(&mut asked) {
            if let Some(revision) = *asked {
                let reads = controller.reads;
                let quiet = match reads.is_empty() {
                    true => cluster.revision == revision,
                    false => reads.iter().all(|kind| cluster.changed(kind) <= revision),
                };
                if quiet {
                    continue;
                }
            }
            *asked = Some(cluster.revision);
            let mut again = false;
            for change in (controller.reconcile)(cluster) {
                again |= matches!(change.act, Act::Requeue);
                settled.changes.extend(carry_out(cluster, controller.name, change, &mut summaries));
                if settled.changes.len() > budget.changes {
                    settled.over_budget = Some("the controllers make more changes than one simulation may".to_owned());
                    return settled;
                }
            }
            match controller.at_once {
                _ if again => *asked = None,
                true => *asked = Some(cluster.revision),
                false => {}
            }
            if cluster.objects_held() > budget.objects {
                settled.over_budget = Some(format!("more than {} objects", budget.objects));
                return settled;
            }
        }
        if settled.changes.len() == before {
            debug_assert_eq!(missed(cluster), None, "who was not asked again had nothing more to do");
            return settled;
        }
    }
    settled.over_budget = Some(format!("the controllers did not come to rest in {rounds} rounds"));
    settled
}

/// What the first controller does that still wants something of an object. A create that is refused again may be told
/// with another generated name.
fn missed(cluster: &Cluster) -> Option<Recorded> {
    let mut cluster = cluster.clone();
    controllers::ALL.iter().find_map(|controller| {
        let changes = (controller.reconcile)(&cluster).into_iter();
        let mut done =
            changes.filter_map(|change| carry_out(&mut cluster, controller.name, change, &mut Summaries::default()));
        done.find(|recorded| recorded.verb != "event")
    })
}

/// Applies one change; nothing is recorded when it changed nothing.
fn carry_out(cluster: &mut Cluster, by: &'static str, change: Change, summaries: &mut Summaries) -> Option<Recorded> {
    let Change { act, read, because } = change;
    let (verb, object, summary) = match act {
        Act::Create { object, created, refused } => create(cluster, &object, created, refused)?,
        Act::Update(value) => update(cluster, value, summaries)?,
        Act::Delete(name) => delete(cluster, &name)?,
        Act::Remove(name) => {
            let gone = cluster.take(&name)?;
            ("delete", gone.id(), GONE)
        }
        Act::Event(event) => record(cluster, event)?,
        Act::Requeue => return None,
    };
    Some(Recorded { by, verb, object, summary, read, because })
}

type Done = Option<(&'static str, Name, Text)>;

const GONE: Text = Text::new_static("gone");

fn create(cluster: &mut Cluster, value: &Value, created: Option<Box<Event>>, refused: Option<Box<Event>>) -> Done {
    let kind = kind_of(value)?;
    let counter = cluster.created;
    match server::create_trusted(cluster, kind, value.clone()) {
        Ok(object) => {
            if let Some(mut event) = created {
                if value.at(&["metadata", "name"]).is_empty() {
                    event.message = format!("{}{}", event.message, object.name()).into();
                }
                cluster.record(*event);
            }
            Some(("create", object.id(), Text::new_static("created")))
        }
        Err(status) => {
            // A controller that tries again in vain says the same again, generated names included.
            cluster.created = counter;
            let mut event = refused?;
            event.message = format!("{}{}", event.message, status.message).into();
            record(cluster, *event)
        }
    }
}

fn update(cluster: &mut Cluster, value: Value, summaries: &mut Summaries) -> Done {
    let kind = kind_of(&value)?;
    let metadata = value.get("metadata");
    let name = Name::new(kind.kind, metadata.get("namespace").str(), metadata.get("name").str());
    let old = cluster.find(&name)?.clone();
    if old.value == value {
        return None;
    }
    let summary = summaries.of_update(&old.value, &value);
    server::store(cluster, Object { kind, value }, Some(&old));
    Some(("update", name, summary))
}

fn delete(cluster: &mut Cluster, name: &Name) -> Done {
    match server::delete(cluster, name).ok()? {
        server::Deleted::Gone(object) => Some(("delete", object.id(), GONE)),
        server::Deleted::Waits(object) => {
            Some(("delete", object.id(), Text::new_static("terminating until its finalizers are gone")))
        }
        server::Deleted::Already(_) => None,
    }
}

fn record(cluster: &mut Cluster, event: Event) -> Done {
    let about = event.about.clone();
    let summary = format!("{}: {}", event.reason, event.message);
    cluster.record(event).then_some(("event", about, summary.into()))
}

fn kind_of(value: &Value) -> Option<&'static kinds::Kind> {
    let (group, version) = kinds::split_api_version(value.get("apiVersion").str());
    kinds::by_gvk(group, version, value.get("kind").str())
}
