//! Hours, private ways and promises: the lead's settings of a brand, and what follows from them now.

use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome, failed};
use crate::hours::{Calendar, Hours, When, Zone, due, hours_text};
use crate::post::Millis;
use crate::protocol::{
    Effect, OpenPromise, Request, Response, Stand, StoredRecord, WayState, WaysState,
};
use crate::reply::way::{
    BrandWays, ClosedWay, Copied, OpenWay, Private, Way, check_all, open_ways,
};
use crate::site;
use crate::text::fold::fold;

/// The longest text of hours that is kept, in letters.
const LONGEST: usize = 2_000;

/// The hours and private ways of all brands.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// As the lead typed them.
    pub(super) kept: Vec<BrandWays>,
    /// Each of them prepared.
    ready: Vec<Ready>,
}

#[derive(Debug)]
struct Ready {
    /// The brand's name, folded.
    brand: String,
    /// When its agents answer.
    calendar: Option<Calendar>,
    ways: Vec<Private>,
}

impl Ready {
    fn new(kept: &BrandWays) -> Self {
        Self {
            brand: fold(&kept.brand),
            calendar: kept.read_hours().map(|hours| hours.calendar()),
            ways: kept.ways.iter().map(Private::new).collect(),
        }
    }
}

impl Ways {
    pub(super) fn new(kept: Vec<BrandWays>) -> Self {
        Self {
            ready: kept.iter().map(Ready::new).collect(),
            kept,
        }
    }

    /// What a brand offers at a moment: what is open, and what is closed.
    pub(super) fn of(&self, brand: &str, now: Millis) -> (Vec<OpenWay>, Vec<ClosedWay>) {
        let ways = self.ready(brand).map(|ready| ready.ways.as_slice());
        open_ways(ways.unwrap_or_default(), now)
    }

    /// How many private ways there are.
    pub(super) fn count(&self) -> usize {
        self.kept.iter().map(|brand| brand.ways.len()).sum()
    }

    /// When a brand's agents answer.
    pub(super) fn calendar(&self, brand: &str) -> Option<&Calendar> {
        self.ready(brand)?.calendar.as_ref()
    }

    fn ready(&self, brand: &str) -> Option<&Ready> {
        let brand = fold(brand);
        self.ready.iter().find(|ready| ready.brand == brand)
    }
}

impl Engine {
    /// Requests about hours and private ways.
    pub(super) fn ways_asked(&mut self, request: Request, now: Millis) -> Outcome {
        match request {
            Request::CheckWays { ways } => ways_response(ways, now, false).into(),
            Request::SaveWays { ways } => self.save_ways(ways, now),
            Request::HoursCopied { brand, text } => self.hours_copied(&brand, &text, now),
            _ => ways_response(self.ways.kept.clone(), now, true).into(),
        }
    }

    pub(super) fn save_ways(&mut self, mut ways: Vec<BrandWays>, now: Millis) -> Outcome {
        // A page that was opened before the hours were copied knows nothing of it.
        for brand in &mut ways {
            let mut kept = self.ways.kept.iter();
            let kept = kept.find(|kept| fold(&kept.brand) == fold(&brand.brand));
            brand.copied = kept.and_then(|kept| kept.copied.clone());
        }
        if any_fatal(&check_all(&ways)) {
            return ways_response(ways, now, false).into();
        }
        self.keep_ways(ways, now)
    }

    fn keep_ways(&mut self, ways: Vec<BrandWays>, now: Millis) -> Outcome {
        self.ways = Ways::new(ways.clone());
        self.cases.clocks.clear();
        Outcome {
            effects: vec![put(StoredRecord::Ways, &ways), Effect::Again],
            response: ways_response(ways, now, true),
        }
    }

    fn hours_copied(&mut self, brand: &str, text: &str, now: Millis) -> Outcome {
        let mut ways = self.ways.kept.clone();
        let wanted = fold(brand);
        let mut brands = ways.iter_mut();
        let found = brands.find(|kept| fold(&kept.brand) == wanted);
        let found = found.and_then(|kept| Some((kept.read_hours()?, kept)));
        let Some((hours, kept)) = found else {
            let message = "This brand has no hours. Save its hours first, then copy them.";
            return failed("way.hours.none", message, "brand").into();
        };
        kept.copied = Some(Copied {
            text: text.chars().take(LONGEST).collect(),
            lines: hours_text(&hours),
            zone: hours.zone,
            at: now,
        });
        self.keep_ways(ways, now)
    }

    /// When a promise that is made at the moment `sent` on behalf of a brand is due, by the hours in which it answers
    /// and the clock of its customers. For [`crate::desk::Act::Promised`].
    #[must_use]
    pub fn promise_due(&self, brand: &str, when: When, sent: Millis) -> Millis {
        let calendar = self.ways.calendar(brand);
        let greenwich = Zone::default();
        let zone = calendar.map_or(&greenwich, Calendar::zone);
        due(when, sent, calendar, zone)
    }

    /// What was promised and is still to be kept.
    pub(super) fn promises(&self, now: Millis) -> Response {
        Response::Promises {
            promises: self.open_promises(now),
        }
    }

    pub(super) fn open_promises(&self, now: Millis) -> Vec<OpenPromise> {
        let promises = self.desk.promises().into_iter().map(|promise| OpenPromise {
            url: site::address(&promise.post),
            overdue: promise.due < now,
            event: promise.event,
            post: promise.post,
            what: promise.what,
            words: promise.words,
            at: promise.at,
            due: promise.due,
        });
        promises.collect()
    }
}

fn ways_response(ways: Vec<BrandWays>, now: Millis, saved: bool) -> Response {
    Response::Ways {
        problems: check_all(&ways),
        states: ways.iter().map(|brand| state(brand, now)).collect(),
        ways,
        saved,
    }
}

fn state(brand: &BrandWays, now: Millis) -> WaysState {
    let hours = brand.read_hours();
    let of_ways = brand.ways.iter().filter_map(|way| way.hours.as_ref());
    let mut all = of_ways.chain(&brand.hours);
    let (open, closed) = open_ways(&Ready::new(brand).ways, now);
    WaysState {
        answers: hours.as_ref().map(|hours| stand(&hours.calendar(), now)),
        ways: brand.ways.iter().map(|way| way_state(way, now)).collect(),
        lines: hours.as_ref().map(hours_text).unwrap_or_default(),
        stale: brand.is_stale(),
        outdated: all.any(|typed| Hours::read(typed).0.is_outdated(now)),
        open,
        closed,
    }
}

fn way_state(way: &Way, now: Millis) -> WayState {
    let hours = way.hours.as_ref().map(|typed| Hours::read(typed).0);
    let always = Stand {
        open: true,
        until: None,
    };
    WayState {
        lines: hours.as_ref().map(hours_text).unwrap_or_default(),
        now: hours.map_or(always, |hours| stand(&hours.calendar(), now)),
    }
}

fn stand(calendar: &Calendar, now: Millis) -> Stand {
    let open = calendar.is_open(now);
    let until = if open {
        calendar.next_close(now)
    } else {
        calendar.next_open(now)
    };
    Stand { open, until }
}
