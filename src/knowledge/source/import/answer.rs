//! What an import does with an answer, and with none.

use super::{Found, Import, MAX_TEXT, ROBOTS, Task, elsewhere, number};
use crate::knowledge::Document;
use crate::knowledge::source::fetch::{Fetched, Known, retry_after};
use crate::knowledge::source::robots::Robots;
use crate::knowledge::source::{Answer, Reading, address, brief, charset};
use crate::post::Millis;
use crate::problem::Problem;

/// How often an address is tried.
const MAX_TRIES: u32 = 3;
/// How often it is tried if its server only asks for patience.
const MAX_PATIENT_TRIES: u32 = 6;
/// The wait before the second try; before the next it is five times as long.
const FIRST_WAIT: Millis = 5_000;
/// The longest that a server is waited for.
const MAX_WAIT: Millis = 3_600_000;

/// Why nothing can be read from an answer.
struct Failure {
    code: &'static str,
    message: String,
    /// Whether another try may help, and how often.
    tries: u32,
    /// How long the server asks to be left alone.
    wait: Option<Millis>,
}

impl Failure {
    fn lasting(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            tries: 0,
            wait: None,
        }
    }

    fn passing(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            tries: MAX_TRIES,
            ..Self::lasting(code, message)
        }
    }
}

impl Import {
    pub(super) fn answered(
        &mut self,
        task: Task,
        answer: Result<Fetched, String>,
        now: Millis,
        found: &mut Vec<Found>,
    ) {
        let fetched = match answer {
            Ok(fetched) => fetched,
            Err(message) => {
                let message = brief(&message);
                let message = format!(
                    "It could not be fetched ({message}). Check the address and the network, then import again."
                );
                return self.failed(
                    task,
                    Failure::passing("source.network", message),
                    now,
                    found,
                );
            }
        };
        self.report.fetched += 1;
        if task.ask.step == ROBOTS {
            return self.robots_answered(task, &fetched, now, found);
        }
        if fetched.status == 304
            && task.ask.page
            && let Some(path) = self.pages.get(&task.ask.url)
        {
            let path = path.clone();
            return self.same(path, found);
        }
        if let Some(failure) = failure(&task, &fetched, now) {
            return self.failed(task, failure, now, found);
        }
        match self.place(&fetched) {
            Ok(url) => self.read(task, &fetched, &url, now, found),
            Err(Some(problem)) => self.skip(problem),
            Err(None) => {}
        }
    }

    /// Where an answer was found in the end; `Err` if nothing may be read there, or it was read already.
    fn place(&mut self, fetched: &Fetched) -> Result<String, Option<Problem>> {
        let given = if fetched.final_url.is_empty() {
            &fetched.url
        } else {
            &fetched.final_url
        };
        let url = address::canonical(given, None).unwrap_or_default();
        let host = address::origin(&url).unwrap_or_default();
        if !self.allowed.contains(&host) {
            return Err(Some(elsewhere(given)));
        }
        if url == fetched.url {
            return Ok(url);
        }
        let robots = self.hosts.get(&host).and_then(|host| host.robots.as_ref());
        if robots.is_some_and(|robots| !robots.allows(&address::path_and_query(&url))) {
            self.refused_by_robots(url);
            return Err(None);
        }
        // Two addresses that lead to one page are one article.
        if self.asked.contains(&number(&url)) {
            Err(None)
        } else {
            Ok(url)
        }
    }

    fn read(
        &mut self,
        task: Task,
        fetched: &Fetched,
        url: &str,
        now: Millis,
        found: &mut Vec<Found>,
    ) {
        let answer = Answer {
            ask: &task.ask,
            url,
            content_type: fetched.content_type.as_deref(),
            robots: fetched.robots.as_deref(),
            body: &fetched.body,
        };
        let mut reading = self.settings.source().read(&self.settings, &answer);
        if let Some(why) = reading.half.take() {
            let message = format!(
                "It breaks off in the middle ({}). Import again later.",
                brief(&why)
            );
            let failure = Failure::passing("source.half", message);
            if task.tries + 1 < failure.tries {
                return self.failed(task, failure, now, found);
            }
            self.report.partial = true;
            self.skip(Problem::error(failure.code, url, failure.message));
        }
        self.found(&task, fetched, url, reading, found);
    }

    fn found(
        &mut self,
        task: &Task,
        fetched: &Fetched,
        url: &str,
        reading: Reading,
        found: &mut Vec<Found>,
    ) {
        self.asked.insert(number(url));
        for problem in reading.problems {
            self.skip(problem);
        }
        let of_page = |text: &Option<String>| text.clone().filter(|_| task.ask.page);
        let any = !reading.documents.is_empty();
        let before = self.met.len();
        for document in reading.documents {
            let known = Known {
                address: if task.ask.page {
                    task.ask.url.clone()
                } else {
                    String::new()
                },
                etag: of_page(&fetched.etag),
                modified: of_page(&fetched.modified),
                updated: of_page(&task.ask.updated),
                fingerprint: document.fingerprint(),
            };
            if !self.article(document, known, found) {
                return;
            }
        }
        // A list whose next part brings nothing new goes round in a circle.
        let circle = any && self.met.len() == before;
        for ask in reading.asks {
            if !(circle && ask.part > 0) {
                self.ask(ask, Some(url), found);
            }
        }
    }

    /// Passes an article on. False where there is no room for more.
    fn article(&mut self, document: Document, known: Known, found: &mut Vec<Found>) -> bool {
        let before = self.known.get(&document.path);
        if before.is_some_and(|before| before.fingerprint == known.fingerprint) {
            self.same(document.path, found);
            return true;
        }
        if !self.met.insert(number(&document.path)) {
            return true;
        }
        self.text += document.body.text().len();
        if self.text > MAX_TEXT {
            self.report.partial = true;
            self.queue.clear();
            let message = "The articles up to here are larger than 256 MB together; this one and all after it are left out. Import a part of the source.";
            self.skip(Problem::error("source.total", document.path, message));
            return false;
        }
        self.report.articles += 1;
        let document = Box::new(document);
        found.push(Found::New { document, known });
        true
    }

    fn robots_answered(
        &mut self,
        task: Task,
        fetched: &Fetched,
        now: Millis,
        found: &mut Vec<Found>,
    ) {
        let robots = match fetched.status {
            200..=299 if self.place(fetched).is_ok() => {
                let (text, _) = charset::text(&fetched.body, None);
                Robots::read(&text)
            }
            429 | 500.. => {
                let failure = failure(&task, fetched, now);
                let failure =
                    failure.unwrap_or_else(|| Failure::passing("source.server", String::new()));
                return self.failed(task, failure, now, found);
            }
            // None there, or elsewhere: nothing is asked of us.
            _ => Robots::default(),
        };
        self.set_robots(&task.ask.url, robots);
    }

    fn set_robots(&mut self, url: &str, robots: Robots) {
        if let Some(host) = address::origin(url) {
            self.hosts.entry(host).or_default().robots = Some(robots);
        }
    }

    /// Tries again later, or gives up and says so.
    fn failed(&mut self, mut task: Task, failure: Failure, now: Millis, found: &mut Vec<Found>) {
        task.tries += 1;
        if task.tries < failure.tries {
            let own = FIRST_WAIT.saturating_mul(5_i64.saturating_pow(task.tries - 1));
            let wait = failure.wait.unwrap_or(own).max(own).min(MAX_WAIT);
            task.after = now.saturating_add(wait);
            // Nothing is read from a host that asks for patience, or before it has said what may be read.
            let robots = task.ask.step == ROBOTS;
            if (robots || failure.wait.is_some())
                && let Some(host) = address::origin(&task.ask.url)
            {
                let host = self.hosts.entry(host).or_default();
                host.rests = host.rests.max(task.after);
            }
            return if robots {
                self.queue.push_front(task);
            } else {
                self.queue.push_back(task);
            };
        }
        if task.ask.step == ROBOTS {
            self.set_robots(&task.ask.url, Robots::nothing());
            self.report.partial = true;
            let message = "The site could not say what programs may read (robots.txt), so nothing was read from it. Import again later.";
            return self.skip(Problem::error("source.robots", task.ask.url, message));
        }
        // What fails for a time is kept; what is gone is gone.
        if task.ask.page && failure.tries > 0 {
            if let Some(path) = self.pages.get(&task.ask.url) {
                let path = path.clone();
                self.same(path, found);
            }
        } else if !task.ask.page {
            self.report.partial = true;
        }
        self.skip(Problem::error(failure.code, task.ask.url, failure.message));
    }
}

/// What is wrong with an answer, if anything is.
fn failure(task: &Task, fetched: &Fetched, now: Millis) -> Option<Failure> {
    let status = fetched.status;
    let wait = || {
        let header = fetched.retry_after.as_deref();
        header.and_then(|header| retry_after(header, now))
    };
    Some(match status {
        200..=299 if fetched.cut && task.ask.page => Failure::lasting(
            "source.large",
            "This page is larger than 5 MB and is left out: half of it would be no article.",
        ),
        200..=299 if fetched.cut => Failure::lasting(
            "source.large",
            "This list is larger than 50 MB. Split it at its source.",
        ),
        200..=299 => return None,
        401 | 403 => Failure::lasting(
            "source.locked",
            format!(
                "The server lets nobody read this without signing in (status {status}). Make it public, or leave it out of the list."
            ),
        ),
        404 | 410 => Failure::lasting(
            "source.gone",
            format!(
                "There is nothing at this address (status {status}). Correct it, or take it off the list."
            ),
        ),
        429 => Failure {
            tries: MAX_PATIENT_TRIES,
            wait: Some(wait().unwrap_or(0)),
            ..Failure::passing(
                "source.busy",
                "The server asks for patience again and again (status 429). Import again later.",
            )
        },
        500.. => Failure {
            wait: wait(),
            ..Failure::passing(
                "source.server",
                format!("The server is in trouble (status {status}). Import again later."),
            )
        },
        _ => Failure::lasting(
            "source.status",
            format!(
                "The server answers with status {status}, which is no page. Check the address."
            ),
        ),
    })
}
