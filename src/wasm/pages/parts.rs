//! What several pages show: icons, badges, marked text, keys, problems.

use super::view::{El, button, div, el, p, span};
use super::words;
use crate::problem::Problem;
use crate::protocol::Mark;
use crate::span::split_utf16;
use crate::triage::Intent;

/// A menu of `choices` (each its value and its words), after one for none of them. What was chosen and is no longer there stays
/// to be seen.
#[cfg(feature = "options")]
pub(super) fn menu(none: String, chosen: &str, choices: Vec<(String, String)>, gone: String) -> El {
    let one = |value: &str, text: String| {
        el("option")
            .attr("value", value)
            .flag("selected", value == chosen)
            .text(text)
    };
    let known = chosen.is_empty() || choices.iter().any(|(value, _)| value == chosen);
    let gone = (!known).then(|| one(chosen, gone));
    el("select")
        .add(one("", none))
        .all(choices.into_iter().map(|(value, text)| one(&value, text)))
        .maybe(gone)
        .value(chosen)
}

/// Our own drawings, as strokes in a square of 24.
#[derive(Clone, Copy)]
pub(super) enum Icon {
    Of(Intent),
    Check,
    Clock,
    Close,
    Copy,
    Open,
    Search,
    Undo,
    Up,
    Down,
    Place,
    Warning,
    Plus,
    Remove,
    Pin,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Of(Intent::Complaint) | Self::Warning => {
                "M12 3.5 2.5 20h19L12 3.5zM12 10v4.5M12 17.1v.2"
            }
            Self::Of(Intent::Question) => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.4 9.6a2.6 2.6 0 1 1 3.8 2.3c-.8.4-1.2.9-1.2 1.8M12 16.7v.2"
            }
            Self::Of(Intent::Suggestion) => {
                "M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.1 1.1 1.9h5c0-.8.4-1.4 1.1-1.9A6 6 0 0 0 12 3z"
            }
            Self::Of(Intent::Praise) => {
                "M12 20S3.5 14.9 3.5 9A4.4 4.4 0 0 1 12 7.2 4.4 4.4 0 0 1 20.5 9C20.5 14.9 12 20 12 20z"
            }
            Self::Of(Intent::Other) => "M5 12h.2M12 12h.2M19 12h.2",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
            Self::Check => "M4.5 12.5l5 5L19.5 7",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Open => "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.4 15.4 20 20",
            Self::Undo => "M8 5 3.5 9.5 8 14M4 9.5h10.5a5 5 0 0 1 0 10H11",
            Self::Up => "M5 15l7-7 7 7",
            Self::Down => "M5 9l7 7 7-7",
            Self::Place => "M4 5h16M4 10h9M4 15h5M17 11v9M13 16l4 4 4-4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Pin => "M9 3h6l-1 7 4 4H6l4-4-1-7zM12 14v7",
            Self::Remove => "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
        }
    }
}

/// An icon; the words beside it say the same.
pub(super) fn icon(icon: Icon) -> El {
    el("svg")
        .attr("class", "icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .add(el("path").attr("d", icon.path()))
}

/// A button of an icon alone: its name is heard, and shown on hovering.
pub(super) fn icon_button(which: Icon, name: &str) -> El {
    button("bare")
        .attr("aria-label", name)
        .attr("title", name)
        .add(icon(which))
}

/// A key, for the eye; screen readers hear `aria-keyshortcuts`.
pub(super) fn kbd(key: &str) -> El {
    el("kbd").attr("aria-hidden", "true").text(key)
}

/// What a post wants: icon and word.
pub(super) fn badge(intent: Intent) -> El {
    span(&format!("badge {}", intent.name()), "")
        .add(icon(Icon::Of(intent)))
        .text(words::intent(intent))
}

/// The word for how urgent a post is; none where it can wait.
pub(super) fn urgency(urgency: u8) -> Option<El> {
    let (class, key) = match urgency {
        0 => return None,
        1 => ("urgency today", "pages_urgency_today"),
        _ => ("urgency now", "pages_urgency_now"),
    };
    Some(span(class, &words::t(key)))
}

/// A text with parts of it in a `mark`.
pub(super) fn marked(into: El, text: &str, spans: &[[u32; 2]]) -> El {
    split_utf16(text, spans)
        .into_iter()
        .fold(
            into.attr("dir", "auto"),
            |into, (part, under)| match under {
                Some(_) => into.add(el("mark").text(part)),
                None => into.text(part),
            },
        )
}

/// A text that scrolls where it is long: then the keyboard comes to it too.
pub(super) fn long(into: El, text: &str) -> El {
    /// So many letters, and so many for a line that ends early, always fit.
    const FITS: usize = 240;
    const LINE: usize = 40;
    let lines = text.matches('\n').count();
    if text.chars().count() + lines * LINE > FITS {
        into.attr("tabindex", "0")
    } else {
        into
    }
}

/// The post's text with the parts that decided underlined.
pub(super) fn post_text(mark: &Mark, text: &str) -> El {
    let spans: Vec<[u32; 2]> = mark.reasons.iter().map(|reason| reason.span).collect();
    marked(long(el("p").class("post-text"), text), text, &spans)
}

/// Why a post is marked, in words, the strongest first; last, how the brand was recognised.
pub(super) fn reasons(mark: &Mark) -> El {
    let reasons = mark.reasons.iter().map(|reason| {
        el("li")
            .text(words::why(&reason.code, &reason.why))
            .maybe(quoted(&reason.words))
    });
    let key = match mark.mention.by {
        crate::brand::By::Handle => "pages_by_handle",
        crate::brand::By::Name => "pages_by_name",
        crate::brand::By::Nickname => "pages_by_nickname",
        crate::brand::By::Hashtag => "pages_by_hashtag",
        crate::brand::By::Cashtag => "pages_by_cashtag",
        crate::brand::By::Misspelling => "pages_by_misspelling",
        crate::brand::By::LookAlike => "pages_by_lookalike",
        crate::brand::By::Reply => "pages_by_reply",
        crate::brand::By::Thread => "pages_by_thread",
    };
    el("ul")
        .class("reasons")
        .attr("aria-label", words::t("pages_why"))
        .all(reasons)
        .add(
            el("li")
                .class("by")
                .text(words::t(key))
                .maybe(quoted(&mark.mention.words))
                .maybe(sense(mark)),
        )
}

/// Why the brand is meant although its name is also something else.
fn sense(mark: &Mark) -> Option<El> {
    let sense = mark.mention.sense.as_ref()?;
    let key = match sense.also {
        crate::brand::Also::Word => "pages_also_word",
        crate::brand::Also::Name => "pages_also_name",
        crate::brand::Also::Told => "pages_also_told",
    };
    let about = el("span").text(format!(", {}", words::t(key)));
    if sense.words.is_empty() {
        return Some(about);
    }
    Some(
        about
            .text(words::t("pages_also_nearby"))
            .maybe(quoted(&sense.words)),
    )
}

/// The post's own words after a reason.
pub(super) fn quoted(words: &str) -> Option<El> {
    let words = words.trim();
    (!words.is_empty()).then(|| el("span").text(": ").add(el("q").theirs(words)))
}

/// A list of what is wrong; the fatal first. Each says where, what, and what to do.
pub(super) fn problems<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Option<El> {
    let mut problems: Vec<&Problem> = problems.into_iter().collect();
    problems.sort_by_key(|problem| !problem.fatal);
    (!problems.is_empty()).then(|| {
        el("ul")
            .class("problems")
            .all(problems.into_iter().map(|problem| {
                let place = (!problem.path.is_empty()).then(|| el("code").theirs(&problem.path));
                problem_item(problem).maybe(place)
            }))
    })
}

/// One fault, without its place.
pub(super) fn problem_item(problem: &Problem) -> El {
    let (class, kind) = if problem.fatal {
        ("fatal", "pages_error")
    } else {
        ("warning", "pages_warning")
    };
    el("li").class(class).add(icon(Icon::Warning)).add(
        el("span")
            .add(span("hidden", &words::t(kind)))
            .text(words::problem(problem)),
    )
}

/// Something failed: what, and what to do about it.
pub(super) fn failed(message: &str) -> El {
    div("notice bad")
        .attr("role", "alert")
        .add(icon(Icon::Warning))
        .add(p("", message))
}
