//! DefaultTolerationSeconds.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultTolerationSeconds", ..Plugin::NONE };
