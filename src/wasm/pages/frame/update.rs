//! What each message changes.

use gloo::timers::callback::Timeout;

use super::use_article::is_of_article;
use super::{Assisted, Frame, FromContent, Msg, Port, Said, Step, ToContent, port, theme};
use crate::desk::{Act, Event};
use crate::protocol::{Failure, Seen, State};
use crate::site::RawPost;
use crate::wasm::pages::acts::{Pending, keep};
use crate::wasm::pages::app::{To, focus, focus_if_none};
use crate::wasm::pages::words;

impl Frame {
    pub(super) fn take(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Window(event) => port::accept(&event, to),
            Msg::Connected(port) => {
                self.port = Some(Port::new(port, to));
                self.tell(&ToContent::Ready);
                self.tell_height();
            }
            Msg::Content(message) => self.listen(message, to),
            Msg::Ask => self.ask(to),
            Msg::Assisted(number, answer) => self.assisted(number, answer, to),
            Msg::Meant(number, meant) => self.meant(number, meant, to),
            Msg::Refined(number, answer) => self.refined(number, answer),
            Msg::Place(at) => self.place(at),
            Msg::Add => self.add(),
            Msg::CancelAdd => self.cancel_add(),
            Msg::CopyDraft(at) => self.copy_draft(at, to),
            Msg::Way(at) => self.way(at),
            Msg::Prompt(what) => self.prompted(what, to),
            Msg::Find(what) => self.find_reply(what, to),
            Msg::Written(what) => self.written(what, to),
            Msg::Rewrite(what) => self.rewrite(what, to),
            Msg::Noted => {}
            Msg::Copied(true) => self.say(words::t("frame_copied")),
            Msg::Copied(false) => self.say_bad(words::t("frame_copy_failed")),
            Msg::Handle => self.handle(to),
            Msg::Claim => self.claim(to),
            Msg::TakeOver(why) => self.act(Act::TakenOver { why }, None, to),
            Msg::Correct(intent) => self.correct(intent, to),
            Msg::NotUs => self.not_us(to),
            Msg::Topics => self.toggle_topics(to),
            Msg::GotTopics(answer) => self.got_topics(answer),
            Msg::Topic(topic) => self.topic(topic, to),
            Msg::Undo => self.undo(to),
            Msg::Kept(id, answer) => self.kept(&id, answer, to),
            Msg::Resend(id) => self.resend(&id, to),
            Msg::SearchTyped(typed) => self.search.words = typed,
            Msg::SearchNow => self.search(to),
            Msg::SearchWithPost(with) => {
                self.search.with_post = Some(with);
                self.search(to);
            }
            Msg::SearchEnd => self.end_search(),
            Msg::Found(number, query, found) => self.found(number, query, found, to),
            Msg::SearchMeant(number, vector) => self.search_meant(number, vector, to),
            Msg::FoundBetter(number, query, found) => self.found_better(number, query, found),
            Msg::Use(what) => self.use_article(what, to),
            Msg::Help => {
                self.help = !self.help;
                if self.help {
                    focus("help");
                }
            }
            Msg::Key(key) => self.press(&key, to),
            Msg::Step(step) => self.tell(match step {
                Step::Next => &ToContent::Next,
                Step::Previous => &ToContent::Previous,
            }),
            Msg::Close => self.close(),
            Msg::Command(command) => self.tell(&ToContent::Command { command }),
            Msg::Minute => self.now = words::now(),
            Msg::Resized => {
                self.tell_height();
                focus_if_none("frame");
            }
            Msg::Entered => focus_if_none("frame"),
        }
    }

    fn listen(&mut self, message: FromContent, to: &To<Msg>) {
        match message {
            FromContent::Show {
                site,
                post,
                around,
                composer,
                dark,
                background,
            } => {
                theme::follow(dark, &background);
                self.composer = composer;
                self.show(site, post, around, to);
            }
            FromContent::State { state } => {
                self.recheck(to);
                self.learn(state, to);
            }
            FromContent::Again {} => {
                self.know_rewriter(to, true);
                self.recheck(to);
                self.ask(to);
            }
            FromContent::Composer { open } => self.composer = open,
            FromContent::Placed { outcome, copied } => self.placed(outcome, copied, to),
            FromContent::Typed { text, post, since } => self.typed(text, post, since, to),
            FromContent::Held {
                text,
                post,
                since,
                around,
            } => {
                if !around.is_empty() {
                    self.around = around;
                }
                self.held(text, post, since, to);
            }
            FromContent::Focus {} => focus("frame"),
            FromContent::Keys { keys } => {
                self.keys.replace(keys);
            }
        }
    }

    /// Another post; or the same one, which loses nothing: it may have been asked for ahead.
    /// What was said around it meanwhile may answer it.
    fn show(&mut self, site: String, post: RawPost, around: Vec<RawPost>, to: &To<Msg>) {
        let news = self.around != around;
        self.around = around;
        let failed = matches!(self.assist, Assisted::Failed(_));
        if self.site == site && self.post == post && !failed {
            if news {
                self.ask(to);
            }
            return;
        }
        self.site = site;
        self.post = post;
        self.assist = Assisted::Asking;
        self.placing = None;
        self.prompting = None;
        self.finding = None;
        self.no_reply();
        self.no_rewriting();
        self.said = Said::default();
        self.topics = None;
        self.warned = false;
        self.meant = None;
        self.took_draft = false;
        self.flagging = None;
        self.flagged = None;
        self.end_search();
        self.ask(to);
    }

    fn handle(&mut self, to: &To<Msg>) {
        if let Some(mark) = self.mark()
            && mark.state.handled.is_none()
        {
            self.act(Act::Handled, None, to);
        }
    }

    /// Takes the post, or gives it back. One that is handled is nobody's to take.
    fn claim(&mut self, to: &To<Msg>) {
        let Some(state) = self.mark().map(|mark| &mark.state) else {
            return;
        };
        let act = match &state.claimed {
            _ if state.handled.is_some() => return,
            None if state.owner.as_ref().is_some_and(|owner| !owner.mine) => return,
            Some((event, _)) => Act::Undone {
                event: event.clone(),
            },
            None => Act::Claimed,
        };
        self.act(act, None, to);
    }

    /// Takes back what was done last, also when that is still on its way.
    fn undo(&mut self, to: &To<Msg>) {
        let last = self.saving().next_back().map(|pending| &pending.event);
        let last = match last {
            Some(Event {
                act: Act::Undone { .. },
                ..
            }) => return self.hurry(to),
            Some(event) => Some(event.id.clone()),
            None => self.state().and_then(done_last).cloned(),
        };
        if let Some(event) = last {
            self.act(Act::Undone { event }, None, to);
        }
    }

    /// Sends an act; while others of this post are on their way it waits its turn. The same once more is only hurried.
    pub(super) fn act(&mut self, act: Act, seen: Option<Seen>, to: &To<Msg>) {
        let last = self.saving().next_back().map(|pending| &pending.event.act);
        if last == Some(&act) {
            return self.hurry(to);
        }
        let waits = last.is_some();
        let Some(state) = self.state() else { return };
        let pending = Pending::new(&state.post, act, seen);
        let id = pending.event.id.clone();
        self.acts.push(pending);
        self.say(words::t("frame_saving"));
        if !waits {
            self.send(&id, to);
        }
    }

    /// Sends the act of this post that is being sent again, unless an answer may still come.
    fn hurry(&mut self, to: &To<Msg>) {
        let id = self.saving().next().map(|act| act.event.id.clone());
        if let Some(id) = id {
            self.resend(&id, to);
        }
    }

    pub(super) fn send(&mut self, id: &str, to: &To<Msg>) {
        let Some(pending) = self.acts.iter_mut().find(|act| act.event.id == id) else {
            return;
        };
        pending.wait = None;
        let (event, seen) = (pending.event.clone(), pending.seen.clone());
        to.later(async move { Msg::Kept(event.id.clone(), keep(event, seen).await) });
    }

    /// Tries again, but not while a try is on its way.
    fn resend(&mut self, id: &str, to: &To<Msg>) {
        let waiting = self
            .acts
            .iter_mut()
            .find(|act| act.event.id == id && act.wait.is_some());
        if waiting.is_some() {
            self.send(id, to);
        }
    }

    fn kept(&mut self, id: &str, answer: Result<State, Failure>, to: &To<Msg>) {
        let Some(at) = self.acts.iter().position(|act| act.event.id == id) else {
            return;
        };
        match answer {
            Ok(state) => {
                let done = self.acts.remove(at);
                // The agent may have gone on to another post: a word about this one would mislead there.
                if is_of_article(&done.event.post) {
                    self.article_kept(&done.event, to);
                } else if self
                    .state()
                    .is_some_and(|state| state.post == done.event.post)
                {
                    self.say(words::t(match done.event.act {
                        Act::Handled => "frame_handled_kept",
                        Act::Claimed | Act::TakenOver { .. } => "frame_claimed_kept",
                        Act::Corrected { .. } | Act::Topic { .. } => "frame_corrected_kept",
                        Act::NotUs { .. } => "frame_not_us_kept",
                        Act::Flagged { .. } => "frame_flagged_kept",
                        Act::Pinned { .. } => "frame_pinned_kept",
                        Act::Promised { .. } => "frame_promised_kept",
                        Act::PromiseKept { .. } => "frame_promise_kept",
                        Act::Linked { .. }
                        | Act::Released { .. }
                        | Act::Used { .. }
                        | Act::Undone { .. }
                        | Act::Case { .. }
                        | Act::Shift { .. }
                        | Act::Forgotten { .. } => "frame_undone_kept",
                    }));
                }
                self.warned = false;
                self.learn(state, to);
                let mut rest = self.acts.iter();
                if let Some(next) = rest.find(|act| act.event.post == done.event.post) {
                    let next = next.event.id.clone();
                    self.send(&next, to);
                }
            }
            Err(failure) => {
                let Some(pending) = self.acts.get_mut(at) else {
                    return;
                };
                pending.failures += 1;
                let (to, id) = (to.clone(), id.to_owned());
                let wait = Timeout::new(pending.pause(), move || to.send(Msg::Resend(id)));
                pending.wait = Some(wait);
                let words = words::failure(&failure);
                pending.failure = Some(failure);
                self.say_bad(words::with("frame_not_saved", &[&words]));
            }
        }
    }

    /// What the team did with a post; a correction changes the articles and drafts too.
    fn learn(&mut self, state: State, to: &To<Msg>) {
        let Assisted::Ready(assist) = &mut self.assist else {
            return;
        };
        if assist.state.post != state.post {
            return;
        }
        let said = |state: &State| {
            (
                state.corrected.clone(),
                state.topic.clone(),
                state.not_us.clone(),
            )
        };
        let corrected = said(&assist.state) != said(&state);
        if let Some(mark) = &mut assist.mark {
            mark.state = state.clone();
        }
        assist.state = state;
        if corrected {
            self.ask(to);
        }
    }

    /// Goes, but not without a word while an act could be lost.
    fn close(&mut self) {
        let failing = self.acts.iter().any(|act| act.failures > 0);
        if failing && !self.warned {
            self.warned = true;
            self.say_bad(words::t("frame_close_unsaved"));
            return;
        }
        self.tell(&ToContent::Close);
    }

    fn tell_height(&self) {
        if let Some(height) = port::wanted_height() {
            self.tell(&ToContent::Height { height });
        }
    }
}

/// The event that undoing takes back: the mark as handled, else what was said of the post, else that it was taken.
pub(super) fn done_last(state: &State) -> Option<&String> {
    let handled = state.handled.as_ref().map(|(event, _)| event);
    let corrected = state.corrected.as_ref().map(|(event, _)| event);
    let claimed = state.claimed.as_ref().map(|(event, _)| event);
    let topic = state.topic.as_ref().map(|(event, _)| event);
    let said = state.not_us.as_ref().or(topic).or(corrected);
    handled.or(said).or(claimed)
}
