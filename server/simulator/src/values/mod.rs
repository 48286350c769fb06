//! Values with a grammar of their own, and how refusals speak of them.

pub mod field;
pub mod ip;
pub mod name;
pub mod quantity;
pub mod resource_list;
