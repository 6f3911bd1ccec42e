//! YAML as a tree whose every mistake can be pointed at.
//!
//! `serde` stops at the first mistake and often points at the wrong place, so rule files and settings are loaded into a
//! [`Node`] and read by hand: every mistake is kept as a [`Problem`] with the path to where it is, and only if there is
//! one are the paths turned into places in the file.

mod locate;
mod node;
mod packed;
mod reader;
mod scalar;

pub use locate::{LOCATED, locate, locate_all};
pub use node::{Node, Text, hint, parse};
pub use packed::unpack;
pub use reader::{Problem, Problems, Reader, Step, suggest};
