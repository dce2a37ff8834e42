//! What each topic has to offer before anybody answers.

use std::collections::HashMap;

use crate::engine::Engine;
use crate::knowledge::first_line::{self, Best, Topic};
use crate::knowledge::gaps::Group;
use crate::knowledge::{Ask, Hit, Index};
use crate::protocol::FirstLine;
use crate::text::front_matter::FrontMatter;
use crate::triage;

/// A title that has so much of a topic's name is about it.
const ABOUT: f32 = 0.5;

/// Of each topic's code, the article whose title says most of it in the topic's own phrases.
type Titled<'a> = HashMap<&'a str, (i32, &'a Index, String)>;

impl Engine {
    pub(super) fn all_topics(&self) -> impl Iterator<Item = &triage::topics::Topic> {
        (0..).map_while(|at| self.triage.topic(at))
    }

    /// What each topic has to offer: the article that is pinned to it, else the one that is about it.
    pub(super) fn first_line(&self, groups: &[Group]) -> Vec<FirstLine> {
        let topics = self.all_topics();
        let topics: Vec<Topic> = topics
            .map(|topic| Topic {
                code: &topic.code,
                name: &topic.name,
                examples: &[],
            })
            .collect();
        let titled = self.titled();
        let best = |name: &str| self.article_about(name, &titled);
        let files = self.playbooks.team();
        // The heads have customers' words, which offer nothing.
        let bodies = files.iter().map(|file| FrontMatter::parse(&file.text).body);
        let templates: Vec<&str> = bodies.collect();
        let lines = first_line::check(&topics, &best, &templates);
        let missing = |code: &str| {
            let of_topic = groups
                .iter()
                .filter(|group| group.topic.as_deref() == Some(code));
            of_topic.map(|group| group.count).sum()
        };
        let lines = lines.into_iter();
        lines
            .map(|line| FirstLine {
                gaps: missing(&line.topic.0),
                topic: line.topic,
                article: line.article,
                url: line.url,
                hand_off: line.hand_off,
            })
            .collect()
    }

    /// What the topics' phrases find in the articles' titles, as they find it in posts.
    fn titled(&self) -> Titled<'_> {
        let mut titled = Titled::new();
        let bases = self.library.bases.iter();
        for index in bases.filter_map(|base| self.library.index(&base.id)) {
            for line in index.listed(None) {
                for about in self.triage.topics_in(&line.title) {
                    let Some(topic) = self.triage.topic(about.topic) else {
                        continue;
                    };
                    let known = titled.get(&*topic.code).map_or(0, |(points, ..)| *points);
                    if about.points > known {
                        titled.insert(&topic.code, (about.points, index, line.group.clone()));
                    }
                }
            }
        }
        titled
    }

    /// The article that is pinned to the topic, else the one that has its name, else the one that speaks of it.
    fn article_about(&self, name: &str, titled: &Titled<'_>) -> Option<Best> {
        let mut topics = self.all_topics();
        let code = topics.find(|topic| topic.name == name)?.code.as_str();
        let ask = Ask {
            words: name,
            top: 1,
            ..Ask::default()
        };
        let pinned = || {
            let mut pinned = self.desk.pinned_to(code).into_iter();
            pinned.find_map(|article| {
                let index = self.library.index(&article.base)?;
                Some((index, index.answer(&article.group, &ask)?))
            })
        };
        let named = || {
            let bases = self.library.bases.iter();
            let indexes = bases.filter_map(|base| self.library.index(&base.id));
            let hits = indexes.filter_map(|index| Some((index, index.find(&ask).pop()?)));
            hits.filter(|(_, hit)| hit.coverage >= ABOUT)
                .max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score))
        };
        let spoken_of = || {
            let (_, index, group) = titled.get(code)?;
            Some((*index, index.answer(group, &ask)?))
        };
        let (index, hit): (&Index, Hit) = pinned().or_else(named).or_else(spoken_of)?;
        // The number to call may stand at its end.
        let text = index.text(&hit.article).unwrap_or(hit.passage);
        Some((hit.title, hit.url, text))
    }
}
