//! ServiceAccount.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "ServiceAccount", ..Plugin::NONE };
