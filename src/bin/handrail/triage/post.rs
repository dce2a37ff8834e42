//! One line in: a post, and what is known of it.

use handrail::post::{Author, Millis, Post, Reach};
use handrail::problem::Problem;
use handrail::text::moment;
use serde_json::{Map, Value};

use crate::input::Lines;

/// A post with its id as it was given.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: Value,
    pub(super) post: Post,
}

/// A field that cannot be read: its name, and what to do about it.
type Wrong = (&'static str, &'static str);

const TEXT: &str = "This is not text. Give it as a JSON string, or leave it out.";
const NUMBER: &str = "This is not a number from 0 on. Give it as one, or leave it out.";
const FLAG: &str = "This is neither true nor false. Give it as one of them, or leave it out.";
const ID: &str = "This is no id. Give that of a post, as text or a number, or leave it out.";
const REPLY: &str = "This is neither a post's id nor a handle. Give an id, \"@handle\", or a list of them, or leave it out.";
const MOMENT: &str = "This is no moment. Give it as \"2026-05-04T09:00:00Z\" or in milliseconds since 1970, or leave it out.";

/// Reads a line's value.
pub(super) fn read(value: Value, lines: &Lines) -> Result<Line, Problem> {
    let Value::Object(mut fields) = value else {
        let message = "This line is JSON, but not an object. Write {\"id\": …, \"text\": …}.";
        return Err(lines.fault("line.object", "", message));
    };
    let id = fields.remove("id").unwrap_or_default();
    let Some(key) = name(&id) else {
        let message = "The post has no id. Give it one, as text or a number.";
        return Err(lines.fault("post.id", "id", message));
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        let message = "The post has no text. Give it as a JSON string.";
        return Err(lines.fault("post.text", "text", message));
    };
    let post = fill(&mut fields, key, text)
        .map_err(|(field, message)| lines.fault("post.field", field, message))?;
    Ok(Line {
        id,
        post: post.bounded(),
    })
}

fn fill(fields: &mut Map<String, Value>, key: String, text: String) -> Result<Post, Wrong> {
    let author = text_of(fields, "author")?.unwrap_or_default();
    let (parent, replying_to) = reply_to(fields.remove("reply_to").unwrap_or_default())?;
    Ok(Post {
        key,
        author: Author {
            handle: author.trim().trim_start_matches('@').to_owned(),
            name: String::new(),
        },
        text,
        time: at(fields.remove("at").unwrap_or_default())?,
        lang: text_of(fields, "lang")?,
        url: None,
        replying_to,
        quoted: text_of(fields, "quoted")?,
        truncated: flag(fields, "truncated")?,
        promoted: flag(fields, "promoted")?,
        repost: flag(fields, "repost")?,
        reach: Reach {
            followers: number(fields, "followers")?,
            verified: flag(fields, "verified")?,
            replies: number(fields, "replies")?.unwrap_or(0),
            reposts: number(fields, "reposts")?.unwrap_or(0),
        },
        parent,
        above: None,
        thread: match fields.remove("thread").unwrap_or_default() {
            Value::Null => None,
            thread => Some(name(&thread).ok_or(("thread", ID))?),
        },
    })
}

/// An id as a key: 7 and "7" are the same post.
fn name(id: &Value) -> Option<String> {
    match id {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The post and the accounts that are answered.
fn reply_to(value: Value) -> Result<(Option<String>, Vec<String>), Wrong> {
    let all = match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all,
        one => vec![one],
    };
    let (mut parent, mut handles) = (None, Vec::new());
    for one in all {
        let one = name(&one).ok_or(("reply_to", REPLY))?;
        match one.trim().strip_prefix('@') {
            Some(handle) => handles.push(handle.to_owned()),
            None => parent = Some(one),
        }
    }
    Ok((parent, handles))
}

/// A moment as text or in milliseconds.
pub(super) fn at(value: Value) -> Result<Option<Millis>, Wrong> {
    let moment = match value {
        Value::Null => return Ok(None),
        Value::String(text) => moment::parse(text.trim()),
        Value::Number(millis) => millis.as_i64(),
        _ => None,
    };
    moment.map(Some).ok_or(("at", MOMENT))
}

fn text_of(fields: &mut Map<String, Value>, field: &'static str) -> Result<Option<String>, Wrong> {
    match fields.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err((field, TEXT)),
    }
}

fn flag(fields: &mut Map<String, Value>, field: &'static str) -> Result<bool, Wrong> {
    match fields.remove(field) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(set)) => Ok(set),
        Some(_) => Err((field, FLAG)),
    }
}

fn number(fields: &mut Map<String, Value>, field: &'static str) -> Result<Option<u64>, Wrong> {
    match fields.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) => number.as_u64().map(Some).ok_or((field, NUMBER)),
        Some(_) => Err((field, NUMBER)),
    }
}
