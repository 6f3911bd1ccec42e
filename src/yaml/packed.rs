//! Trees as `build.rs` packs them, to be had again at hardly any cost: all texts are borrowed, and lists are as long as they
//! were.
//!
//! A node is a byte that tells what it is: `~` nothing, `+` and `-` true and false, `#` a number, `"` text, `[` a list and
//! `{` a mapping. The last four have their length in bytes, items or entries behind it, in two bytes with the low one
//! first, and then what they hold; the keys of mappings are texts.

use std::borrow::Cow;

use super::Node;

/// The tree that was packed; `None` for what nobody packed.
pub fn unpack(packed: &[u8]) -> Option<Node<'_>> {
    let mut rest = packed;
    node(&mut rest, MAX_DEPTH)
}

/// How deep a packed tree goes at most.
const MAX_DEPTH: usize = 32;

fn node<'p>(rest: &mut &'p [u8], depth: usize) -> Option<Node<'p>> {
    let depth = depth.checked_sub(1)?;
    let (tag, after) = rest.split_first()?;
    *rest = after;
    Some(match tag {
        b'~' => Node::Null,
        b'+' => Node::Bool(true),
        b'-' => Node::Bool(false),
        b'#' => Node::Number(Cow::Borrowed(text(rest)?)),
        b'"' => Node::Text(Cow::Borrowed(text(rest)?)),
        b'[' => {
            let count = count(rest)?;
            let mut items = Vec::with_capacity(count);
            for _ in 0..count {
                items.push(node(rest, depth)?);
            }
            Node::List(items)
        }
        b'{' => {
            let count = count(rest)?;
            let mut entries = Vec::with_capacity(count);
            for _ in 0..count {
                *rest = rest.strip_prefix(b"\"")?;
                let key = Cow::Borrowed(text(rest)?);
                entries.push((key, node(rest, depth)?));
            }
            Node::Map(entries)
        }
        _ => return None,
    })
}

fn text<'p>(rest: &mut &'p [u8]) -> Option<&'p str> {
    let length = count(rest)?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

fn count(rest: &mut &[u8]) -> Option<usize> {
    let (count, after) = rest.split_first_chunk::<2>()?;
    *rest = after;
    Some(usize::from(u16::from_le_bytes(*count)))
}

#[cfg(test)]
mod tests {
    use super::unpack;
    use crate::yaml::Node;

    #[test]
    fn a_packed_tree_is_had_again() {
        let packed = b"{\x02\0\"\x01\0a[\x03\0~+#\x02\x0012\"\x01\0b\"\x03\0two";
        let text = |text: &'static str| Node::Text(text.into());
        let list = Node::List(vec![Node::Null, Node::Bool(true), Node::Number("12".into())]);
        assert_eq!(unpack(packed), Some(Node::Map(vec![("a".into(), list), ("b".into(), text("two"))])));
        for end in 0..packed.len() {
            assert_eq!(unpack(&packed[..end]), None, "{end}");
        }
        assert_eq!(unpack(&b"[\x01\0".repeat(100_000)), None);
    }
}
