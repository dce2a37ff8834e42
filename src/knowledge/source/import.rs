//! An import from the web, one step at a time: what to fetch next, and what is found in what came.
//!
//! It holds no connection, no clock and no thread. All of it can be written down between any two calls and read again
//! later, and goes on as if nothing had happened: a browser may kill the background at any moment.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::fetch::{Fetch, Fetched, Found, Known, MAX_LIST, MAX_PAGE, Next, Report};
use super::robots::Robots;
use super::settings::Settings;
use super::{Ask, address, shown};
use crate::knowledge::document::Fnv;
use crate::post::Millis;
use crate::problem::Problem;

mod answer;

/// The most addresses that one import follows.
const MAX_PAGES: usize = 20_000;
/// The most bytes of text that one import brings.
const MAX_TEXT: usize = 256 << 20;
/// The most parts of one list that are read.
const MAX_PARTS: usize = 1_000;
/// The most problems that are kept word for word; all are counted.
const MAX_SKIPPED: usize = 1_000;
/// One page a second from one host.
const PACE: Millis = 1_000;
/// The step of asking what a host allows; no source has one of this name.
const ROBOTS: &str = "robots.txt";

/// An import under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Import {
    settings: Settings,
    /// The hosts that may be contacted.
    allowed: BTreeSet<String>,
    /// What the last import brought, by path.
    known: BTreeMap<String, Known>,
    /// The paths of known articles by the pages they are on.
    pages: BTreeMap<String, String>,
    queue: VecDeque<Task>,
    /// What was handed out and is not answered yet.
    current: Option<Task>,
    /// What was asked for already, as numbers.
    asked: BTreeSet<u64>,
    /// The paths of articles that came already, as numbers.
    met: BTreeSet<u64>,
    hosts: BTreeMap<String, Host>,
    report: Report,
    /// Bytes of text so far.
    text: usize,
}

/// Something to fetch, and how often that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Task {
    ask: Ask,
    tries: u32,
    /// Not before this moment.
    after: Millis,
}

/// What is known of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Host {
    /// What it asks; nothing where it was not asked yet.
    robots: Option<Robots>,
    /// It is left alone until this moment.
    rests: Millis,
}

impl Import {
    /// Begins an import. `known` is what the last one brought, by path.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub fn new(settings: Settings, known: BTreeMap<String, Known>) -> Result<Self, Vec<Problem>> {
        let problems = settings.check();
        if !problems.is_empty() {
            return Err(problems);
        }
        let pages = known
            .iter()
            .filter(|(_, known)| !known.address.is_empty())
            .map(|(path, known)| (known.address.clone(), path.clone()))
            .collect();
        let mut import = Self {
            allowed: settings.hosts().into_iter().collect(),
            known,
            pages,
            queue: VecDeque::new(),
            current: None,
            asked: BTreeSet::new(),
            met: BTreeSet::new(),
            hosts: BTreeMap::new(),
            report: Report::default(),
            text: 0,
            settings,
        };
        let first = import.settings.source().start(&import.settings);
        for ask in first {
            import.ask(ask, None, &mut Vec::new());
        }
        Ok(import)
    }

    /// The settings that it was begun with.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the last import brought, by path.
    #[must_use]
    pub const fn known(&self) -> &BTreeMap<String, Known> {
        &self.known
    }

    /// What to do next, at the moment `now`. Asked again before an answer came, it says the same again.
    pub fn next(&mut self, now: Millis) -> Next {
        loop {
            if let Some(task) = &self.current {
                return Next::Fetch(self.fetch(&task.ask));
            }
            match self.ready(now) {
                Ready::Task(at) => self.hand_out(at, now),
                Ready::Wait(until) => return Next::Wait { until },
                Ready::Nothing => return Next::Done,
            }
        }
    }

    /// Hands over what came for the last [`Fetch`], or why nothing came, and gets the articles in it. An answer that
    /// nobody waits for is passed over.
    pub fn take(&mut self, answer: Result<Fetched, String>, now: Millis) -> Vec<Found> {
        let mut found = Vec::new();
        let belongs = match (&self.current, &answer) {
            (Some(task), Ok(fetched)) => fetched.url == task.ask.url,
            (task, _) => task.is_some(),
        };
        if belongs && let Some(task) = self.current.take() {
            self.answered(task, answer, now, &mut found);
        }
        found
    }

    /// How it went so far.
    #[must_use]
    pub fn report(&self) -> Report {
        Report {
            left: self.queue.len() + usize::from(self.current.is_some()),
            ..self.report.clone()
        }
    }

    /// The paths of known articles that did not come. They are gone from the source; unless [`Report::partial`], then
    /// nobody can say, and they are better kept.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let came = |path: &&String| !self.met.contains(&number(path));
        self.known.keys().filter(came).cloned().collect()
    }

    /// The next task that need not wait.
    fn ready(&self, now: Millis) -> Ready {
        let mut soonest = None;
        for (at, task) in self.queue.iter().enumerate() {
            let host = address::origin(&task.ask.url).and_then(|host| self.hosts.get(&host));
            let moment = task.after.max(host.map_or(Millis::MIN, |host| host.rests));
            if moment <= now {
                return Ready::Task(at);
            }
            soonest = Some(soonest.map_or(moment, |soonest: Millis| soonest.min(moment)));
        }
        soonest.map_or(Ready::Nothing, Ready::Wait)
    }

    /// Makes the task at `at` the current one; or the question what its host allows, if that is not known; or drops it
    /// if the host asks to.
    fn hand_out(&mut self, at: usize, now: Millis) {
        let Some(task) = self.queue.get(at) else {
            return;
        };
        let name = address::origin(&task.ask.url).unwrap_or_default();
        let host = self.hosts.entry(name.clone()).or_default();
        let crawls = self.settings.source().crawls();
        let asks_robots = task.ask.step == ROBOTS;
        if crawls && !asks_robots {
            match &host.robots {
                None => {
                    return self.queue.push_front(Task {
                        ask: Ask {
                            url: format!("{name}/robots.txt"),
                            step: ROBOTS.into(),
                            ..Ask::default()
                        },
                        tries: 0,
                        after: Millis::MIN,
                    });
                }
                Some(robots) if !robots.allows(&address::path_and_query(&task.ask.url)) => {
                    let url = task.ask.url.clone();
                    self.report.partial |= !task.ask.page;
                    self.queue.remove(at);
                    return self.refused_by_robots(url);
                }
                Some(_) => {}
            }
        }
        let delay = host.robots.as_ref().and_then(|robots| robots.delay);
        host.rests = now.saturating_add(delay.unwrap_or(0).max(PACE));
        self.current = self.queue.remove(at);
    }

    fn refused_by_robots(&mut self, url: String) {
        self.skip(Problem::error(
            "source.robots",
            url,
            "The site asks programs not to read this page (robots.txt). If it is yours, allow “handrail” there.",
        ));
    }

    fn fetch(&self, ask: &Ask) -> Fetch {
        let known = ask
            .page
            .then(|| self.pages.get(&ask.url))
            .flatten()
            .and_then(|path| self.known.get(path));
        Fetch {
            url: ask.url.clone(),
            etag: known.and_then(|known| known.etag.clone()),
            modified: known.and_then(|known| known.modified.clone()),
            most: if ask.page { MAX_PAGE } else { MAX_LIST },
        }
    }

    /// Queues what a source asks for, unless it was asked for already, is elsewhere, or is known to be as it was.
    fn ask(&mut self, mut ask: Ask, base: Option<&str>, found: &mut Vec<Found>) {
        let Some(url) = address::canonical(&ask.url, base) else {
            let message = "This is no address of the web. Correct the list that it is in.";
            return self.skip(Problem::error("source.address", shown(&ask.url), message));
        };
        if !self.asked.insert(number(&url)) {
            return;
        }
        if !address::origin(&url).is_some_and(|host| self.allowed.contains(&host)) {
            return self.skip(elsewhere(&url));
        }
        if let Some(path) = self.pages.get(&url)
            && let Some(known) = self.known.get(path)
            && ask.updated.is_some()
            && known.updated == ask.updated
        {
            let path = path.clone();
            return self.same(path, found);
        }
        if self.asked.len() > MAX_PAGES {
            self.report.partial = true;
            let message = "The source leads to more than 20,000 pages; this one is left out. Name a part of it.";
            return self.skip(Problem::error("source.many", url, message));
        }
        if ask.part >= MAX_PARTS {
            self.report.partial = true;
            let message = "This list has more than 1,000 parts; what follows is left out.";
            return self.skip(Problem::error("source.endless", url, message));
        }
        ask.url = url;
        self.queue.push_back(Task {
            ask,
            tries: 0,
            after: Millis::MIN,
        });
    }

    /// An article is as it was.
    fn same(&mut self, path: String, found: &mut Vec<Found>) {
        if self.met.insert(number(&path)) {
            self.report.same += 1;
            found.push(Found::Same { path });
        }
    }

    /// Counts a problem, and keeps it if there is room.
    fn skip(&mut self, problem: Problem) {
        *self.report.kinds.entry(problem.code.clone()).or_default() += 1;
        if self.report.skipped.len() < MAX_SKIPPED {
            self.report.skipped.push(problem);
        }
    }
}

/// What can be done now.
enum Ready {
    Task(usize),
    Wait(Millis),
    Nothing,
}

fn number(text: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.add(text.as_bytes());
    hash.0
}

fn elsewhere(url: &str) -> Problem {
    let host = address::origin(url).unwrap_or_default();
    Problem::error(
        "source.host",
        shown(url),
        format!(
            "This is on {host}, which the source was not set up for. Add it as a source of its own."
        ),
    )
}
