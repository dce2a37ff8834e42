//! What the team and the web say of articles: flags, pins, use, dead addresses; and the links that agents send.

use crate::engine::articles::Wanted;
use crate::engine::settings::put;
use crate::engine::{Engine, Outcome};
use crate::knowledge::{ArticleRef, Index, campaign};
use crate::post::Millis;
use crate::protocol::{Base, Effect, Response, Standing, StoredRecord, Suggestion};

/// The most addresses that are looked at for suggestions at once.
const MOST_DUE: usize = 20;

impl Engine {
    /// What is known of an article, and of it for a topic (code and name).
    pub(super) fn standing(
        &self,
        article: &ArticleRef,
        url: Option<&str>,
        topic: Option<(&str, &str)>,
    ) -> Standing {
        let known = self.desk.article(article, topic.map(|(code, _)| code));
        let name = topic.map(|(_, name)| name.to_owned()).unwrap_or_default();
        Standing {
            flag: known.flag,
            dead: url.and_then(|url| self.links.is_dead(url)),
            alive: url.and_then(|url| self.links.alive(url)),
            linked: known.linked,
            helped: known.helped,
            chosen: (known.chosen > 0).then(|| (known.chosen, name.clone())),
            pinned: known.pinned.map(|event| (event, name)),
        }
    }

    /// The groups of a base that are pinned to what is asked about.
    pub(super) fn pinned(&self, base: &Base, wanted: &Wanted) -> Vec<String> {
        let Some((topic, _)) = wanted.topic else {
            return Vec::new();
        };
        let pinned = self.desk.pinned_to(topic).into_iter();
        pinned
            .filter(|article| article.base == base.id)
            .map(|article| article.group)
            .collect()
    }

    /// An address as it is sent to customers: with the lead's campaign parameters.
    pub(super) fn link(base: &Base, url: &str, wanted: &Wanted) -> String {
        let topic = wanted.topic.map_or("", |(code, _)| code);
        let values = [
            ("topic", topic),
            ("brand", wanted.brand),
            ("base", &base.id),
        ];
        campaign::link(url, &base.campaign, &values)
    }

    /// How many articles of a base are flagged, and how many addresses are dead.
    pub(super) fn faulty(&self, base: &Base, index: &Index) -> (usize, usize) {
        let flagged = self.desk.flagged().into_iter();
        let flagged = flagged.filter(|article| article.base == base.id).count();
        let dead = |url: &String| self.links.is_dead(url).is_some();
        let contents = index.contents();
        let urls = contents.articles.iter().filter_map(|(_, url)| url.as_ref());
        (flagged, urls.filter(|url| dead(url)).count())
    }

    /// Notes addresses that are about to be suggested, and asks for those that were not looked at for a day.
    pub(super) fn check_soon(&mut self, suggested: &[Suggestion], now: Millis) -> Option<Effect> {
        let urls = suggested.iter().filter_map(|one| one.url.as_deref());
        let due = self.links.due(urls, now);
        let new = due.into_iter().filter(|url| !self.due.contains(url));
        let new: Vec<String> = new.collect();
        if new.is_empty() || self.due.len() >= MOST_DUE {
            return None;
        }
        self.due.extend(new);
        Some(Effect::CheckLinks)
    }

    pub(super) fn links_due(&mut self, base: &str, now: Millis) -> Response {
        if base.is_empty() {
            let urls = std::mem::take(&mut self.due);
            return Response::LinksDue { urls };
        }
        if let Some(need) = self.library.needs("") {
            return need;
        }
        // Asked for by a person: all of them, once each.
        let _ = now;
        let contents = self
            .library
            .index(base)
            .map(Index::contents)
            .unwrap_or_default();
        let mut urls: Vec<String> = contents
            .articles
            .into_iter()
            .filter_map(|(_, url)| url)
            .collect();
        urls.sort_unstable();
        urls.dedup();
        Response::LinksDue { urls }
    }

    pub(super) fn link_seen(&mut self, url: &str, status: u16, now: Millis) -> Outcome {
        let changed = self.links.seen(url, status, now);
        Outcome {
            response: Response::Noted,
            effects: changed
                .then(|| put(StoredRecord::Links, &self.links))
                .into_iter()
                .collect(),
        }
    }
}
