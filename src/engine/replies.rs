//! Drafts of replies: what a post is an occasion for, the search among playbooks, and the agent's settings for them.

use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome};
use crate::post::{Millis, Post};
use crate::protocol::{Effect, Mark, Response, StoredRecord, Suggestion};
use crate::reply::way::WayKind;
use crate::reply::{HandOffs, Occasion, ReplySettings, Templates, Tiers, Tone};
use crate::site::RawPost;
use crate::triage::heat::Level;
use crate::triage::{Intent, Lang};

/// So many followers make an author one whom many follow.
const MANY: u64 = 10_000;

impl Engine {
    /// What `make` makes of the team's playbooks for a post with that mark and that best article.
    pub(super) fn with_occasion<T>(
        &self,
        mark: Option<&Mark>,
        post: &Post,
        article: Option<&Suggestion>,
        vector: &[f32],
        now: Millis,
        make: impl FnOnce(&Templates, &Occasion<'_>) -> T,
    ) -> T {
        let topics: Vec<&str> = mark.map_or_else(Vec::new, |mark| {
            mark.topics.iter().map(|topic| &*topic.code).collect()
        });
        let (last_used, used) = (self.desk.wordings_used(), self.desk.playbooks_used());
        let settings = &self.reply_settings;
        let (open, _) = self
            .ways
            .of(mark.map_or("", |mark| mark.brand.as_str()), now);
        let offer = |kind| {
            let way = open.iter().find(|way| way.kind == kind);
            way.map(|way| way.text.as_str())
        };
        let occasion = Occasion {
            intent: mark.map_or(Intent::Other, |mark| mark.intent),
            topics: &topics,
            lang: lang(mark, post),
            tone: tone(mark),
            tiers: &self.tiers_of(post),
            brand: mark.map_or("", |mark| mark.brand.as_str()),
            article: article.map(|article| (article.title.as_str(), article.link.as_deref())),
            hand_offs: HandOffs {
                status: Some(settings.status_link.as_str()),
                private: offer(WayKind::Message),
                chat: offer(WayKind::Chat),
                phone: offer(WayKind::Phone),
            },
            sign_off: &settings.sign_off,
            seed: seed(&post.key),
            last_used: &last_used,
            used: &used,
            words: Some(&self.words),
            vector: vector.try_into().ok().filter(|_| self.looks_twice()),
            ..Occasion::of(&post.author, &post.text)
        };
        make(&self.playbooks.ready, &occasion)
    }

    /// Drafts of the playbooks that an agent types for.
    pub(super) fn find_replies(
        &mut self,
        site: &str,
        raw: &RawPost,
        around: &[RawPost],
        vector: &[f32],
        typed: &str,
        now: Millis,
    ) -> Outcome {
        let (mark, post) = match self.read_one(site, raw, around, now) {
            Ok(read) => read,
            Err(refused) => return (*refused).into(),
        };
        let mark = mark.as_ref();
        let vector = self.meaning_of(&post, vector);
        let articles = self.articles_for(mark, &post, vector);
        let drafts = self.with_occasion(
            mark,
            &post,
            articles.first(),
            vector,
            now,
            |playbooks, occasion| playbooks.find(typed, occasion),
        );
        Response::Replies { drafts }.into()
    }

    pub(super) fn set_reply_settings(&mut self, settings: ReplySettings) {
        self.tiers = Tiers::read(&settings.customers).0;
        self.reply_settings = settings;
    }

    /// What the page and the lead tell of the customer, in small letters.
    fn tiers_of(&self, post: &Post) -> Vec<String> {
        let many = post.reach.followers.is_some_and(|count| count >= MANY);
        let told = [(post.reach.verified, "verified"), (many, "followed")];
        let told = told.into_iter().filter(|(holds, _)| *holds);
        let told = told.map(|(_, word)| word.to_owned());
        let named = self.tiers.of(&post.author.handle);
        told.chain(named.map(str::to_lowercase)).collect()
    }

    pub(super) fn reply_settings(&self) -> Response {
        Response::ReplySettings {
            settings: self.reply_settings.clone(),
            problems: Vec::new(),
            saved: true,
        }
    }

    /// Keeps settings, if nothing is wrong with them.
    pub(super) fn save_reply_settings(&mut self, settings: &ReplySettings) -> Outcome {
        let settings = settings.trimmed();
        let problems = settings.check();
        if any_fatal(&problems) {
            return Response::ReplySettings {
                settings,
                problems,
                saved: false,
            }
            .into();
        }
        let effects = vec![put(StoredRecord::Replies, &settings), Effect::Again];
        self.set_reply_settings(settings);
        Outcome {
            response: self.reply_settings(),
            effects,
        }
    }
}

/// The customer's language: what the post was taken for, else what the site says.
fn lang<'a>(mark: Option<&Mark>, post: &'a Post) -> Option<&'a str> {
    let read = mark.map_or(Lang::Unknown, |mark| mark.lang);
    let said = post.lang.as_deref();
    // The site knows the region too.
    match read {
        Lang::Unknown => said,
        read => said
            .filter(|tag| Lang::from_tag(tag) == read)
            .or(Some(read.code())),
    }
}

/// A customer is heated as soon as the post is warm.
fn tone(mark: Option<&Mark>) -> Tone {
    match mark.map(|mark| mark.heat.level) {
        Some(Level::Warm | Level::Hot) => Tone::Heated,
        Some(Level::Cool) | None => Tone::Calm,
    }
}

/// Differs from post to post, and stays with a post.
fn seed(key: &str) -> u64 {
    key.bytes().fold(0, |seed, byte| {
        seed.wrapping_mul(31).wrapping_add(u64::from(byte))
    })
}
