//! Bytes to text, in whatever way a page is encoded.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// How far into a page its own word about its encoding is looked for.
const HEAD: usize = 4_096;

/// The text of a page or feed: by its byte order mark, else by the server's word, else by its own, else as UTF-8. Also
/// whether some of it could not be read.
pub(super) fn text<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, bool) {
    let named = content_type
        .and_then(|header| label(header, "charset="))
        .or_else(|| {
            let head = bytes.get(..HEAD).unwrap_or(bytes);
            let head = String::from_utf8_lossy(head);
            label(&head, "charset=").or_else(|| xml_declaration(&head))
        })
        .unwrap_or(UTF_8);
    // UTF-16 announced inside a text that could be read as ASCII is a slip of its author.
    let slip = named.name().starts_with("UTF-16") && !bytes.iter().take(HEAD).any(|b| *b == 0);
    let (text, _, broken) = if slip { UTF_8 } else { named }.decode(bytes);
    (text, broken)
}

/// The encoding named after `key`.
fn label(text: &str, key: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let (_, after) = lower.split_once(key)?;
    let name: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .take(40)
        .collect();
    Encoding::for_label(name.as_bytes())
}

fn xml_declaration(head: &str) -> Option<&'static Encoding> {
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    label(declaration.split('>').next()?, "encoding=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found_where_it_is_said() {
        for (bytes, header, expected, whole) in [
            (&b"caf\xc3\xa9"[..], None, "café", true),
            (
                b"caf\xe9",
                Some("text/html; charset=ISO-8859-1"),
                "café",
                true,
            ),
            (
                b"<meta charset='windows-1252'>\x80",
                None,
                "<meta charset='windows-1252'>€",
                true,
            ),
            (
                b"<?xml version='1.0' encoding='iso-8859-1'?>\xe9",
                None,
                "<?xml version='1.0' encoding='iso-8859-1'?>é",
                true,
            ),
            (
                b"\xff\xfea\x00",
                Some("text/html; charset=utf-8"),
                "a",
                true,
            ),
            (b"caf\xe9 x", None, "caf\u{fffd} x", false),
            (
                b"<meta charset=utf-16>a",
                None,
                "<meta charset=utf-16>a",
                true,
            ),
            (b"a", Some("text/html; charset=nonsense"), "a", true),
        ] {
            let (text, broken) = text(bytes, header);
            assert_eq!((text.as_ref(), broken), (expected, !whole));
        }
    }
}
