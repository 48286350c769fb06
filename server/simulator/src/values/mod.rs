//! Values with a grammar of their own, and how refusals speak of them.

pub mod condition;
pub mod field;
pub mod ip;
pub mod label_selector;
pub mod metadata;
pub mod name;
pub mod node_selector;
pub mod quantity;
pub mod resource_list;
