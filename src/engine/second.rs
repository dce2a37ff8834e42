//! Which posts get a second look, and what was seen: bounded, by post and text, so that nothing is asked twice.
//!
//! It is kept in memory alone. A background that starts anew asks again: that costs milliseconds, and no one's work.

use std::collections::{BTreeMap, VecDeque};

use crate::conversation::{Kind, Placed};
use crate::engine::mark::telling;
use crate::engine::{Engine, Outcome};
use crate::post::{Post, PostKey};
use crate::protocol::{Effect, Look, Response, Uncertain};
use crate::span::Span;
use crate::triage::weights::{OUTPUTS, crc32};
use crate::triage::{Intent, Verdict};

/// Posts that are remembered; the oldest go first.
const KEPT: usize = 2000;

/// What is known of second looks.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Whether there is an encoder, and the lead wants it.
    on: bool,
    seen: BTreeMap<Read, Seen>,
    order: VecDeque<Read>,
    /// Found uncertain since the last request was answered.
    due: Vec<Uncertain>,
}

/// A post, and the CRC-32 of its text: two tabs may show one post cut off and whole.
type Read = (PostKey, u32);

#[derive(Debug)]
struct Seen {
    look: State,
    /// Whether the first reason is one, where that was asked.
    reason: Tried,
    /// What turned out to be no reasons.
    none: Vec<Span>,
}

#[derive(Debug)]
enum State {
    /// Asked, not answered.
    Due,
    /// Answered; nothing where the encoder could not.
    Done(Option<[f32; OUTPUTS]>),
}

/// A reason that was cut out of the text.
#[derive(Debug)]
enum Tried {
    Nothing,
    /// Asked: where it stands, for which intent, and the whole text.
    Due(Span, Intent, String),
    /// It is one.
    Holds(Span),
}

/// A text that the encoder should read.
pub(super) struct Doubt {
    post: PostKey,
    /// The whole text.
    text: String,
    /// The reason to be tried, with the intent that it speaks for and what is left of the text.
    cut: Option<(Span, Intent, String)>,
}

impl Engine {
    /// Says whether uncertain posts get a second look.
    ///
    /// Switched off, what was seen is forgotten.
    pub fn look_twice(&mut self, on: bool) {
        self.sending.known.forget();
        self.second = Second {
            on,
            ..Second::default()
        };
    }

    /// Whether there is an encoder, and the lead wants it.
    pub(super) const fn looks_twice(&self) -> bool {
        self.second.on
    }

    /// What the encoder said of a post as it stands.
    pub(super) fn looked(&self, post: &Post) -> Option<&[f32; OUTPUTS]> {
        match &self.second.seen(post)?.look {
            State::Done(outputs) => outputs.as_ref(),
            State::Due => None,
        }
    }

    /// Whether the encoder is about to say what the post is.
    pub(super) fn awaits_look(&self, post: &Post) -> bool {
        let seen = self.second.seen(post);
        seen.is_some_and(|seen| matches!(seen.look, State::Due))
    }

    /// Takes away what the encoder does not take for reasons.
    pub(super) fn drop_no_reasons(&self, post: &Post, verdict: &mut Verdict) {
        if let Some(seen) = self.second.seen(post) {
            verdict
                .reasons
                .retain(|reason| !seen.none.contains(&reason.span));
        }
    }

    /// What the encoder should read: posts whose marks are uncertain, and of those that it has read what is left without
    /// their first reason; nothing twice, and nothing where an agent has said what the post is.
    pub(super) fn doubts(&self, posts: &[Post], placed: &[Option<Placed>]) -> Vec<Doubt> {
        if !self.second.on {
            return Vec::new();
        }
        let marked = |placed: &&Placed| {
            placed.mention.is_some() && !matches!(placed.kind, Kind::Own | Kind::Advert)
        };
        let all = posts.iter().zip(placed);
        let open = all.filter_map(|(post, placed)| Some((post, placed.as_ref().filter(marked)?)));
        open.filter(|(post, _)| self.state(&post.key).corrected.is_none())
            .filter_map(|(post, placed)| self.doubt(post, &placed.verdict))
            .collect()
    }

    fn doubt(&self, post: &Post, verdict: &Verdict) -> Option<Doubt> {
        let doubt = |cut| {
            let (post, text) = (post.key.clone(), post.text.clone());
            Some(Doubt { post, text, cut })
        };
        let Some(seen) = self.second.seen(post) else {
            return verdict.wants_second_look().then(|| doubt(None)).flatten();
        };
        let shown = Verdict {
            reasons: telling(verdict.reasons.clone()),
            ..verdict.clone()
        };
        let (span, rest) = shown.without_first_reason(&post.text)?;
        match &seen.reason {
            Tried::Due(..) => None,
            Tried::Holds(known) if *known == span => None,
            Tried::Holds(_) | Tried::Nothing => doubt(Some((span, verdict.intent, rest))),
        }
    }

    /// Has the texts read.
    pub(super) fn look_at(&mut self, doubts: Vec<Doubt>) {
        for doubt in doubts {
            self.second.ask(doubt);
        }
    }

    /// What the background must do for the posts that were found uncertain.
    pub(super) fn looks_due(&mut self) -> Vec<Effect> {
        let posts = std::mem::take(&mut self.second.due);
        if posts.is_empty() {
            Vec::new()
        } else {
            vec![Effect::LookTwice { posts }]
        }
    }

    /// Takes what was seen at a second look.
    pub(super) fn refine(&mut self, look: Look) -> Outcome {
        let Look {
            post,
            text,
            whole,
            cut,
            outputs,
        } = look;
        let outputs: Option<[f32; OUTPUTS]> = outputs.try_into().ok();
        let read = (post, whole);
        let Some(seen) = self.second.seen.get_mut(&read) else {
            return Response::Refined.into();
        };
        let changed = if cut {
            let Tried::Due(span, intent, whole) =
                std::mem::replace(&mut seen.reason, Tried::Nothing)
            else {
                return Response::Refined.into();
            };
            let holds = match (&seen.look, &outputs) {
                (State::Done(Some(second)), Some(rest)) => {
                    self.triage
                        .is_reason(intent, (&whole, second), (&text, rest))
                }
                _ => true,
            };
            if holds {
                seen.reason = Tried::Holds(span);
            } else {
                seen.none.push(span);
            }
            !holds
        } else {
            seen.look = State::Done(outputs);
            true
        };
        let (post, _) = read;
        Outcome {
            response: Response::Refined,
            effects: changed
                .then_some(Effect::LookAgain { post })
                .into_iter()
                .collect(),
        }
    }
}

impl Second {
    /// What is known of the post as it stands.
    fn seen(&self, post: &Post) -> Option<&Seen> {
        self.seen.get(&(post.key.clone(), digest(&post.text)))
    }

    fn ask(&mut self, doubt: Doubt) {
        let Doubt { post, text, cut } = doubt;
        let whole = digest(&text);
        let read = (post.clone(), whole);
        let (text, cut) = match cut {
            Some((span, intent, rest)) => {
                if let Some(seen) = self.seen.get_mut(&read) {
                    seen.reason = Tried::Due(span, intent, text);
                }
                (rest, true)
            }
            None => {
                self.begin(read);
                (text, false)
            }
        };
        self.due.push(Uncertain {
            post,
            text,
            whole,
            cut,
        });
    }

    /// Remembers that the post with that text is being read; the oldest is forgotten.
    fn begin(&mut self, read: Read) {
        let seen = Seen {
            look: State::Due,
            reason: Tried::Nothing,
            none: Vec::new(),
        };
        if self.seen.insert(read.clone(), seen).is_none() {
            self.order.push_back(read);
        }
        while self.order.len() > KEPT {
            let oldest = self.order.pop_front();
            oldest.and_then(|oldest| self.seen.remove(&oldest));
        }
    }
}

fn digest(text: &str) -> u32 {
    crc32(&[text.as_bytes()])
}
