//! LimitRanger.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "LimitRanger", ..Plugin::NONE };
