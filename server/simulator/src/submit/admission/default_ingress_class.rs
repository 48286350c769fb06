//! DefaultIngressClass.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultIngressClass", ..Plugin::NONE };
