//! Patches between what was applied last, what is applied now and what the cluster has.

mod three_way;

pub(crate) use three_way::{apply_patch, three_way};
