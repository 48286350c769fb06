//! Values with a grammar of their own, and how refusals speak of them.

pub mod access_mode;
pub mod base64;
pub mod condition;
pub mod cron;
pub mod deprecated_label;
pub mod diff;
pub mod domain_prefixed_path;
pub mod field;
pub mod hash;
pub mod int_or_percent;
pub mod ip;
pub mod label_selector;
pub mod metadata;
pub mod name;
pub mod node_selector;
pub mod quantity;
pub mod resource_list;
pub mod resource_name;
