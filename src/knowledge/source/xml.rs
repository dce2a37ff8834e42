//! XML, read as sitemaps and feeds need it: what begins, what ends, and text; no entities of the document's own, no
//! outside files.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements within elements; no feed nests as deep.
const MAX_DEPTH: usize = 200;
/// Attributes of one element that are kept.
const MAX_ATTRIBUTES: usize = 24;

/// One piece of a document.
#[derive(Debug)]
pub(super) enum Xml {
    /// An element begins; its name is the last of the path.
    Open(Vec<(String, String)>),
    /// The last element of the path ends.
    Close,
    /// Text, readable.
    Text(String),
}

/// Value of an attribute.
pub(super) fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.trim())
}

/// Reads a document and tells its pieces, each with the local names of the elements around it. What is not well-formed
/// is read as far as it can be; the answer is why it breaks off in the middle, if it does.
pub(super) fn read(text: &str, mut each: impl FnMut(&[String], Xml)) -> Option<String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}').trim_start());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut path: Vec<String> = Vec::new();
    let mut any = false;
    loop {
        match reader.read_event() {
            Err(error) => return Some(error.to_string()),
            Ok(Event::Eof) if path.is_empty() && any => return None,
            Ok(Event::Eof) => return Some("the end is missing".into()),
            Ok(Event::Start(tag)) => {
                any = true;
                if path.len() >= MAX_DEPTH {
                    return Some("it is nested too deeply".into());
                }
                path.push(local(&tag));
                each(&path, Xml::Open(attributes(&tag)));
            }
            Ok(Event::Empty(tag)) => {
                any = true;
                path.push(local(&tag));
                each(&path, Xml::Open(attributes(&tag)));
                each(&path, Xml::Close);
                path.pop();
            }
            Ok(Event::End(tag)) => {
                let name = tag.local_name();
                let name: &[u8] = name.as_ref().as_ref();
                let at = path.iter().rposition(|open| open.as_bytes() == name);
                while at.is_some_and(|at| path.len() > at) {
                    each(&path, Xml::Close);
                    path.pop();
                }
            }
            Ok(Event::Text(text)) => each(&path, Xml::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => each(&path, Xml::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(name)) => {
                let written = format!("&{};", &*name);
                let text = html_escape::decode_html_entities(&written).into_owned();
                each(&path, Xml::Text(text));
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
}

fn local(tag: &BytesStart) -> String {
    let name = tag.local_name();
    let name: &[u8] = name.as_ref().as_ref();
    String::from_utf8_lossy(name).into_owned()
}

/// The attributes of an element by their local names.
fn attributes(tag: &BytesStart) -> Vec<(String, String)> {
    // Its check for attributes given twice compares each with all before it.
    tag.html_attributes()
        .with_checks(false)
        .flatten()
        .take(MAX_ATTRIBUTES)
        .map(|attribute| {
            let name: &[u8] = attribute.key.local_name().into_inner().as_ref();
            let value: &[u8] = attribute.value.as_ref().as_ref();
            let value = String::from_utf8_lossy(value);
            (
                String::from_utf8_lossy(name).into_owned(),
                html_escape::decode_html_entities(&value).into_owned(),
            )
        })
        .collect()
}
