//! What the desk's page asks: the queue, a case, the hand-over, targets.

use std::collections::BTreeMap;

use crate::desk::{
    Act, Case, ClockLevel, Desk, Event, Excerpt, KNOWN_ISSUE, List, Ranked, figures, order, rank,
};
use crate::engine::store::{damaged, json};
use crate::engine::targets::targets;
use crate::engine::{Engine, Outcome, failed};
use crate::post::{Millis, PostKey};
use crate::protocol::{
    CaseDetail, CaseRow, DeskAnswer, DeskAsked, Failure, HandOver, Issue, ListCount, Owner, Queue,
    QueueAsked, Response, StoredRecord, UsedInCase,
};
use crate::site;
use crate::text::fold::fold;

/// The most rows that are answered at once.
const MOST: usize = 200;
/// A day.
const DAY: Millis = 86_400_000;

impl Engine {
    /// Takes a record of the desk.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn load_desk(
        &mut self,
        record: &StoredRecord,
        bytes: Option<&[u8]>,
    ) -> Result<(), Failure> {
        match record {
            StoredRecord::Desk => {
                if let Some(bytes) = bytes {
                    let desk = Desk::from_snapshot(bytes);
                    self.desk = desk.map_err(|error| damaged(record, &error.to_string()))?;
                    self.unlearnt = true;
                    self.cases.clocks.clear();
                }
            }
            StoredRecord::Targets => self.cases.targets = json(record, bytes)?,
            StoredRecord::Retention => self.cases.retention = json(record, bytes)?,
            StoredRecord::Erased => self.cases.erased = json(record, bytes)?,
            StoredRecord::Salt => self.cases.salt = bytes.unwrap_or_default().to_vec(),
            StoredRecord::Events(post) => {
                let events: Vec<Event> = json(record, bytes)?;
                self.desk.take(post, events);
            }
            StoredRecord::Excerpt(post) => {
                let excerpt: Option<Excerpt> = json(record, bytes)?;
                self.cases.excerpts.take(post.clone(), excerpt);
            }
            StoredRecord::AllExcerpts => self.cases.excerpts.are_all(),
            _ => {}
        }
        Ok(())
    }

    /// Requests about the desk.
    pub(super) fn desk_asked(&mut self, asked: DeskAsked, now: Millis) -> Outcome {
        match asked {
            DeskAsked::Queue { part } => {
                let queue = match self.queue(&part, now) {
                    Ok(queue) => Box::new(queue),
                    Err(need) => return (*need).into(),
                };
                answer(DeskAnswer::Queue { queue }).into()
            }
            DeskAsked::Case { post } => self.case(&post, now).into(),
            DeskAsked::HandOver => match self.hand_over(now) {
                Ok(page) => {
                    let page = Box::new(page);
                    answer(DeskAnswer::HandOver { page }).into()
                }
                Err(need) => (*need).into(),
            },
            DeskAsked::Note => self.note_rest(now),
            DeskAsked::Targets => targets(self.cases.targets.clone(), true).into(),
            DeskAsked::CheckTargets { targets: typed } => targets(typed, false).into(),
            DeskAsked::SaveTargets { targets } => self.save_targets(targets),
            DeskAsked::Retention | DeskAsked::SaveRetention { .. } | DeskAsked::Erase { .. } => {
                self.kept_asked(asked, now)
            }
        }
    }

    /// # Errors
    /// What is to be loaded first.
    fn queue(&mut self, asked: &QueueAsked, now: Millis) -> Result<Queue, Box<Response>> {
        self.wind();
        let owners = self.case_owners();
        let theirs = |key: &PostKey| owners.get(key).is_some_and(|owner| !owner.mine);
        let mut counts = [0usize; List::ALL.len()];
        let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
        let mut brands: Vec<String> = Vec::new();
        let mut found: Vec<(Ranked, &Case, &PostKey)> = Vec::new();
        let searched = fold(&asked.search);
        let words: Vec<&str> = searched.split_whitespace().collect();
        if !words.is_empty()
            && let Some(need) = self.cases.excerpts.lacks_any()
        {
            return Err(need.into());
        }
        let mut look = |key: &PostKey, case: &'_ Case| {
            if !brands.contains(&case.brand) {
                brands.push(case.brand.clone());
            }
            let fits = asked.list.has(case, theirs(key), now)
                && (asked.brand.is_empty() || asked.brand == case.brand)
                && (asked.topic.is_empty() || case.sight.topic.as_ref() == Some(&asked.topic))
                && (words.is_empty() || self.is_found(case, &words));
            fits.then(|| {
                let clocks = self.cases.clocks.get(key).copied().unwrap_or_default();
                rank(case, &clocks, now)
            })
        };
        for (key, case) in self.desk.open_cases().filter(|(_, case)| case.is_read()) {
            for (count, list) in counts.iter_mut().zip(List::ALL) {
                *count += usize::from(list.has(case, theirs(key), now));
            }
            if let Some(topic) = &case.sight.topic {
                *topics.entry(topic).or_default() += 1;
            }
            found.extend(look(key, case).map(|ranked| (ranked, case, key)));
        }
        // Most cases are handled, and only one list shows them.
        if asked.list == List::Handled {
            let handled = self.desk.cases().filter(|(_, case)| !case.is_open());
            found.extend(handled.filter_map(|(key, case)| Some((look(key, case)?, case, key))));
        }
        let by_last = matches!(asked.list, List::Handled);
        found.sort_by(|a, b| {
            if by_last {
                return (b.1.last, b.2).cmp(&(a.1.last, a.2));
            }
            order((&a.0, a.1, a.2), (&b.0, b.1, b.2))
        });
        let total = found.len();
        let part = found.into_iter().skip(asked.from);
        let rows = self.rows(part.take(asked.most.clamp(1, MOST)), &owners, now)?;
        let promises = self.desk.promises();
        let overdue = promises.iter().filter(|promise| promise.due < now).count();
        brands.sort_unstable();
        Ok(Queue {
            rows,
            total,
            lists: List::ALL
                .into_iter()
                .zip(counts)
                .filter(|(list, _)| *list != List::Colleagues || self.has_team())
                .map(|(list, open)| ListCount {
                    list,
                    cases: if list == List::Handled {
                        self.desk.handled_cases()
                    } else {
                        open
                    },
                })
                .collect(),
            brands,
            topics: self.issues(topics),
            promises: [promises.len(), overdue],
            shift: self.desk.shift(),
        })
    }

    /// Cases as they are shown.
    ///
    /// # Errors
    /// The words that are to be loaded first.
    fn rows<'a>(
        &self,
        cases: impl Iterator<Item = (Ranked, &'a Case, &'a PostKey)>,
        owners: &BTreeMap<PostKey, Owner>,
        now: Millis,
    ) -> Result<Vec<CaseRow>, Box<Response>> {
        let cases: Vec<(Ranked, &Case, &PostKey)> = cases.collect();
        let posts = cases
            .iter()
            .map(|(_, case, key)| case.posts.last().unwrap_or(key));
        if let Some(need) = self.cases.excerpts.lacks(posts) {
            return Err(need.into());
        }
        let rows = cases.into_iter();
        Ok(rows
            .map(|(ranked, case, key)| CaseRow {
                owner: owners.get(key).cloned(),
                ..self.row(key, case, ranked, now)
            })
            .collect())
    }

    fn is_found(&self, case: &Case, words: &[&str]) -> bool {
        let mut posts = case.posts.iter();
        posts.any(|post| self.cases.excerpts.matches(post, words))
    }

    fn issues(&self, topics: BTreeMap<&str, usize>) -> Vec<Issue> {
        let mut issues: Vec<Issue> = topics
            .into_iter()
            .map(|(code, cases)| Issue {
                cases,
                ..self.issue(code)
            })
            .collect();
        issues.sort_by(|a, b| (b.cases, &a.code).cmp(&(a.cases, &b.code)));
        issues
    }

    fn issue(&self, code: &str) -> Issue {
        let mut topics = (0..).map_while(|at| self.triage.topic(at));
        let topic = topics.find(|topic| topic.code == code);
        Issue {
            name: topic.map_or(code, |topic| &topic.name).to_owned(),
            code: code.to_owned(),
            cases: 0,
        }
    }

    fn row(&self, key: &PostKey, case: &Case, ranked: Ranked, now: Millis) -> CaseRow {
        let post = case.posts.last().unwrap_or(key);
        let clocks = self.cases.clocks.get(key).copied().unwrap_or_default();
        let excerpt = self.cases.excerpts.of(post).cloned();
        // The address that the page gave is the better one; what was removed is found by its key.
        let url = excerpt.as_ref().map(|kept| kept.url.clone());
        let url = url.filter(|url| !url.is_empty());
        CaseRow {
            case: key.clone(),
            post: post.clone(),
            excerpt,
            url: url.or_else(|| site::address(post)),
            brand: case.brand.clone(),
            intent: case.sight.intent,
            urgency: case.sight.urgency,
            topic: case.sight.topic.as_deref().map(|code| self.issue(code)),
            posts: case.posts.len(),
            status: case.status,
            how: case.stretch().and_then(|stretch| Some(stretch.closed?.1)),
            awaiting: case.awaiting,
            last: case.last,
            level: ranked.level,
            clock: clocks.nearest().copied(),
            why: ranked.why,
            claimed: case.claimed.clone().filter(|_| case.is_open()),
            owner: None,
            escalated: case.escalated.clone(),
            snoozed: case.snoozed.clone().filter(|(until, _)| now < *until),
            notes: case.notes,
            may_be_answered: case.may_be_answered(),
        }
    }

    fn case(&mut self, post: &str, now: Millis) -> Response {
        let Some((key, members)) = self.desk.case_members(post) else {
            let message =
                "This case is no longer here. It may have been erased; look at the queue again.";
            return failed("case.gone", message, "post");
        };
        let (key, members) = (key.clone(), members.cloned().collect::<Vec<_>>());
        let lacking = self.desk.lacks_case(&key);
        if !lacking.is_empty() {
            return Response::Need {
                records: lacking.into_iter().map(StoredRecord::Events).collect(),
            };
        }
        self.wind();
        let Some(case) = self.desk.case(&key) else {
            return failed("case.gone", "This case is no longer here.", "post");
        };
        if let Some(need) = self.cases.excerpts.lacks(case.posts.iter().chain([&key])) {
            return need;
        }
        let clocks = self.cases.clocks.get(&key).copied();
        let clocks = clocks.unwrap_or_else(|| self.reckon(case));
        let row = CaseRow {
            owner: self.owner(post),
            ..self.row(&key, case, rank(case, &clocks, now), now)
        };
        let mut history: Vec<Event> = Vec::new();
        for member in &members {
            let events = self.desk.events(member);
            let events = events.filter(|(_, act)| !matches!(act, Act::Undone { .. }));
            history.extend(events.map(|((at, id), act)| Event {
                id: id.clone(),
                post: member.clone(),
                at: *at,
                act: act.clone(),
            }));
        }
        history.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        let kept = |post: &PostKey| self.cases.excerpts.of(post).cloned();
        answer(DeskAnswer::Case {
            detail: Box::new(CaseDetail {
                posts: case
                    .posts
                    .iter()
                    .map(|post| (post.clone(), kept(post)))
                    .collect(),
                target: self.target(case),
                used: self.used(&history),
                colleagues: self.named_in(&history),
                row,
                history,
                clocks,
            }),
        })
    }

    /// What answered a case last, of what happened to it from new to old.
    fn used(&self, history: &[Event]) -> UsedInCase {
        let mut used = UsedInCase::default();
        for event in history {
            match &event.act {
                Act::Linked { article, .. } if used.article.is_none() => {
                    let index = self.library.index(&article.base);
                    let titled = index.and_then(|index| index.titled(&article.group));
                    used.article = Some(titled.unwrap_or_else(|| (article.group.clone(), None)));
                }
                Act::Used { playbook, .. } if used.playbook.is_none() => {
                    let name = self.playbooks.ready.name_of(playbook);
                    used.playbook = Some(name.unwrap_or(playbook).to_owned());
                }
                _ => {}
            }
        }
        used
    }

    fn hand_over(&mut self, now: Millis) -> Result<HandOver, Box<Response>> {
        self.wind();
        let owners = self.case_owners();
        let mut claimed = Vec::new();
        let mut heated = Vec::new();
        let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, case) in self.desk.open_cases() {
            let clocks = self.cases.clocks.get(key).copied().unwrap_or_default();
            let ranked = rank(case, &clocks, now);
            if let Some(topic) = &case.sight.topic {
                *topics.entry(topic).or_default() += 1;
            }
            let worse = ranked.level >= ClockLevel::Breach || case.sight.heat >= 60;
            let theirs = owners.get(key).is_some_and(|owner| !owner.mine);
            if case.claimed.is_some() && !theirs {
                claimed.push((ranked, case, key));
            } else if worse && List::Next.has(case, theirs, now) {
                heated.push((ranked, case, key));
            }
        }
        topics.retain(|_, cases| *cases >= KNOWN_ISSUE);
        let issues = self.issues(topics);
        let rows = |mut found: Vec<(Ranked, &Case, &PostKey)>| {
            found.sort_by(|a, b| order((&a.0, a.1, a.2), (&b.0, b.1, b.2)));
            self.rows(found.into_iter().take(MOST), &owners, now)
        };
        let since = self.desk.shift().map_or(now - DAY, |(_, began)| began);
        Ok(HandOver {
            claimed: rows(claimed)?,
            heated: rows(heated)?,
            promises: self.open_promises(now),
            issues,
            figures: figures(&self.desk, since),
            since,
        })
    }
}

pub(super) const fn answer(answer: DeskAnswer) -> Response {
    Response::Desk { answer }
}
