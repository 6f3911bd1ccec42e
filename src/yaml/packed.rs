//! Trees as `build.rs` packs them, to be had again at hardly any cost: all texts are borrowed, and lists are as long as they
//! were.
//!
//! A node is a character that tells what it is: `~` nothing, `+` and `-` true and false, `#` a number, `"` text, `[` a list
//! and `{` a mapping. The last four have their length in bytes, items or entries behind it, as the character of that number,
//! and then what they hold; the keys of mappings are texts. So all of it is text, and nothing has to be made sure of.

use std::borrow::Cow;

use super::Node;

/// The tree that was packed; `None` for what nobody packed.
pub fn unpack(packed: &'static str) -> Option<Node> {
    let mut rest = packed;
    node(&mut rest, MAX_DEPTH)
}

/// How deep a packed tree goes at most.
const MAX_DEPTH: usize = 32;

fn node(rest: &mut &'static str, depth: usize) -> Option<Node> {
    let depth = depth.checked_sub(1)?;
    Some(match next(rest)? {
        '~' => Node::Null,
        '+' => Node::Bool(true),
        '-' => Node::Bool(false),
        '#' => Node::Number(Cow::Borrowed(text(rest)?)),
        '"' => Node::Text(Cow::Borrowed(text(rest)?)),
        '[' => {
            let count = count(rest)?;
            let mut items = Vec::with_capacity(count);
            for _ in 0..count {
                items.push(node(rest, depth)?);
            }
            Node::List(items)
        }
        '{' => {
            let count = count(rest)?;
            let mut entries = Vec::with_capacity(count);
            for _ in 0..count {
                *rest = rest.strip_prefix('"')?;
                let key = Cow::Borrowed(text(rest)?);
                entries.push((key, node(rest, depth)?));
            }
            Node::Map(entries)
        }
        _ => return None,
    })
}

fn text(rest: &mut &'static str) -> Option<&'static str> {
    let length = count(rest)?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(text)
}

fn count(rest: &mut &'static str) -> Option<usize> {
    usize::try_from(u32::from(next(rest)?)).ok()
}

fn next(rest: &mut &'static str) -> Option<char> {
    let mut characters = rest.chars();
    let next = characters.next();
    *rest = characters.as_str();
    next
}

#[cfg(test)]
mod tests {
    use super::unpack;
    use crate::yaml::Node;

    #[test]
    fn a_packed_tree_is_had_again() {
        let packed = "{\x02\"\x01a[\x03~+#\x0212\"\x01b\"\x03two";
        let text = |text: &'static str| Node::Text(text.into());
        let list = Node::List(vec![Node::Null, Node::Bool(true), Node::Number("12".into())]);
        assert_eq!(unpack(packed), Some(Node::Map(vec![("a".into(), list), ("b".into(), text("two"))])));
        for end in 0..packed.len() {
            assert_eq!(unpack(&packed[..end]), None, "{end}");
        }
        assert_eq!(unpack("[\x01".repeat(100_000).leak()), None);
    }
}
