//! The hours and private ways of each brand.

use super::files::{self, Picked};
use super::kept::{self, Answer, Check, Kept, Setting, send};
use crate::brand::Profile;
use crate::hours::Typed;
use crate::problem::Problem;
use crate::protocol::{Failure, Request, Response, WaysState};
use crate::reply::way::form::{BrandForm, Times, WayForm};
use crate::reply::way::{BrandWays, WayKind};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::clipboard::copy;
use crate::wasm::pages::clock;
use crate::wasm::pages::words;

mod hours_view;
mod view;
mod way_view;

/// The largest calendar file that is read, in bytes.
const LARGEST: f64 = 4e6;

/// The forms of all brands.
#[derive(Clone, Default)]
pub(super) struct Forms(Vec<BrandForm>);

impl Forms {
    /// What there is to keep.
    fn ways(&self) -> Vec<BrandWays> {
        self.0.iter().filter_map(BrandForm::ways).collect()
    }

    fn hours(&mut self, at: Place) -> Option<&mut Typed> {
        let brand = self.0.get_mut(at.brand)?;
        match at.way {
            None => Some(&mut brand.hours),
            Some(way) => Some(&mut brand.ways.get_mut(way)?.hours),
        }
    }

    /// A form for each of the brands, in their order; behind them those that have something to keep and no brand.
    fn follow(&mut self, brands: &[String]) {
        let mut forms = std::mem::take(&mut self.0);
        for brand in brands {
            let known = forms.iter().position(|form| is_one(&form.brand, brand));
            let form = known.map_or_else(|| blank(brand), |at| forms.remove(at));
            // As the profile writes it.
            self.0.push(BrandForm {
                brand: brand.clone(),
                ..form
            });
        }
        forms.retain(|form| form.ways().is_some());
        self.0.append(&mut forms);
    }
}

/// Whether these name the same brand: the engine knows no capitals either.
fn is_one(a: &str, b: &str) -> bool {
    a == b || a.eq_ignore_ascii_case(b)
}

fn blank(brand: &str) -> BrandForm {
    BrandForm {
        brand: brand.to_owned(),
        hours: Typed {
            zone: clock::own_zone(),
            ..Typed::default()
        },
        ..BrandForm::default()
    }
}

impl Setting for Forms {
    /// How each brand stands, in the order of what was sent: its place in the list is that in the problems.
    type More = Vec<(String, WaysState)>;
    const SAVED: &'static str = "ways_saved";
    const SAVE: &'static str = "ways_save";

    fn load() -> Request {
        Request::Ways
    }

    fn check(&self) -> Check {
        let ways = self.ways();
        Check::Ask(Request::CheckWays { ways })
    }

    fn save(&self) -> Request {
        let ways = self.ways();
        Request::SaveWays { ways }
    }

    fn read(response: Response) -> Result<Answer<Self>, Failure> {
        match response {
            Response::Ways {
                ways,
                problems,
                states,
                saved,
            } => Ok(Answer {
                value: Self(ways.iter().map(BrandForm::of).collect()),
                problems,
                saved,
                more: ways.into_iter().map(|way| way.brand).zip(states).collect(),
            }),
            other => unexpected(other),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let sorted = |forms: &Self| {
            let mut ways = forms.ways();
            ways.iter_mut().for_each(|brand| brand.copied = None);
            ways.sort_by(|a, b| a.brand.cmp(&b.brand));
            ways
        };
        sorted(self) == sorted(other)
    }
}

/// Whose hours: a brand's, or those of one of its ways.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Place {
    brand: usize,
    way: Option<usize>,
}

/// A field of hours.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Zone,
    Week,
    Special,
}

/// A field of a way.
#[derive(Clone, Copy)]
pub(super) enum Item {
    Kind,
    To,
    Text,
    Times,
}

#[derive(Clone)]
pub(super) enum Msg {
    Hours(Place, Part, String),
    Way(usize, usize, Item, String),
    AddWay(usize),
    RemoveWay(usize, usize),
    RemoveBrand(usize),
    Picked(Place, Vec<Picked>),
    /// The list with the file's dates.
    Dates(Place, Result<Dates, String>),
    /// A brand's text for its profile.
    Copy(String, String),
    Copied(String, Result<Option<Answer<Forms>>, Failure>),
    Kept(kept::Msg<Forms>),
}

/// What a calendar file came to.
#[derive(Clone)]
pub(super) struct Dates {
    special: String,
    new: usize,
    problems: Vec<Problem>,
}

/// What was said last of a calendar file.
struct Noted {
    at: Place,
    words: String,
    bad: bool,
    problems: Vec<Problem>,
}

/// The section's state.
pub(super) struct Ways {
    pub(super) kept: Kept<Forms>,
    brands: Vec<String>,
    calendar: Option<Noted>,
    /// The brand whose text was copied last, and what is said of it.
    copied: Option<(String, String, bool)>,
}

impl Ways {
    pub(super) fn new(to: &To<Msg>) -> Self {
        Self {
            kept: Kept::new(&to.map(Msg::Kept)),
            brands: Vec::new(),
            calendar: None,
            copied: None,
        }
    }

    /// The brands that are saved.
    pub(super) fn follow(&mut self, profile: Option<&Profile>) {
        let brands = profile.map(|profile| profile.brands.as_slice());
        let names = brands.unwrap_or_default().iter();
        self.brands = names.map(|brand| brand.name.clone()).collect();
        self.kept.typed.follow(&self.brands);
    }

    /// Whether a brand has a private way, and whether one has hours; `None`: not known yet.
    pub(super) fn has(&self) -> Option<(bool, bool)> {
        let ways = self.kept.saved()?.ways();
        let way = ways.iter().any(|brand| !brand.ways.is_empty());
        Some((way, ways.iter().any(|brand| brand.hours.is_some())))
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        let kept = to.map(Msg::Kept);
        match msg {
            Msg::Hours(at, part, typed) => self.kept.edit(&kept, |forms| {
                if let Some(hours) = forms.hours(at) {
                    match part {
                        Part::Zone => hours.zone = typed,
                        Part::Week => hours.week = typed,
                        Part::Special => hours.special = typed,
                    }
                }
            }),
            Msg::Way(brand, way, item, typed) => self.kept.edit(&kept, |forms| {
                let brand = forms.0.get_mut(brand);
                if let Some(brand) = brand {
                    set(brand, way, item, typed);
                }
            }),
            Msg::AddWay(at) => {
                self.kept.edit(&kept, |forms| add(forms, at));
                let ways = self.kept.typed.0.get(at).map_or(0, |form| form.ways.len());
                focus(format!("way-{at}-{}-kind", ways.saturating_sub(1)));
            }
            Msg::RemoveWay(at, way) => {
                self.kept.edit(&kept, |forms| {
                    let form = forms.0.get_mut(at);
                    if let Some(form) = form.filter(|form| way < form.ways.len()) {
                        form.ways.remove(way);
                    }
                });
                self.kept.said = (words::t("ways_removed"), false);
                focus(format!("way-{at}-add"));
            }
            Msg::RemoveBrand(at) => {
                self.kept.edit(&kept, |forms| {
                    if at < forms.0.len() {
                        forms.0.remove(at);
                    }
                });
                self.kept.said = (words::t("ways_removed"), false);
                focus("hours");
            }
            Msg::Picked(at, picked) => self.pick(at, picked, to),
            Msg::Dates(at, dates) => self.dates(at, dates, &kept),
            Msg::Copy(brand, text) => to.later(async move {
                let copied = self::copied(brand.clone(), text).await;
                Msg::Copied(brand, copied)
            }),
            Msg::Copied(brand, answer) => self.copied(brand, answer),
            Msg::Kept(msg) => self.kept.update(msg, &kept),
        }
        self.kept.typed.follow(&self.brands);
    }

    fn pick(&mut self, at: Place, picked: Vec<Picked>, to: &To<Msg>) {
        let hours = self.kept.typed.hours(at).cloned();
        let Some((picked, hours)) = picked.into_iter().next().zip(hours) else {
            return;
        };
        to.later(async move { Msg::Dates(at, read(picked, hours).await) });
    }

    fn dates(&mut self, at: Place, dates: Result<Dates, String>, to: &To<kept::Msg<Forms>>) {
        let (words, bad, problems) = match dates {
            Ok(dates) => {
                self.kept.edit(to, |forms| {
                    if let Some(hours) = forms.hours(at) {
                        hours.special = dates.special;
                    }
                });
                let words = words::count("ways_dates_added", dates.new);
                (words, false, dates.problems)
            }
            Err(words) => (words, true, Vec::new()),
        };
        self.calendar = Some(Noted {
            at,
            words,
            bad,
            problems,
        });
    }

    fn copied(&mut self, brand: String, answer: Result<Option<Answer<Forms>>, Failure>) {
        let (words, bad) = match answer {
            Ok(Some(answer)) => {
                // The button is there only while nothing else is typed.
                if !self.kept.is_changed() {
                    self.kept.take(answer);
                }
                (words::t("ways_copied"), false)
            }
            Ok(None) => (words::t("ways_not_copied"), true),
            Err(failure) => (words::failure(&failure), true),
        };
        self.copied = Some((brand, words, bad));
    }

    /// How a brand stands, and its number among what was sent.
    fn state(&self, brand: &str) -> Option<(usize, &WaysState)> {
        let mut states = self.kept.more.iter().enumerate();
        states.find_map(|(at, (name, state))| is_one(name, brand).then_some((at, state)))
    }
}

fn add(forms: &mut Forms, at: usize) {
    let Some(form) = forms.0.get_mut(at) else {
        return;
    };
    let times = if form.has_hours() {
        Times::Brand
    } else {
        Times::Always
    };
    let hours = Typed {
        zone: form.hours.zone.clone(),
        ..Typed::default()
    };
    form.ways.push(WayForm {
        times,
        hours,
        ..WayForm::default()
    });
}

fn set(brand: &mut BrandForm, way: usize, item: Item, typed: String) {
    let zone = brand.hours.zone.clone();
    let Some(way) = brand.ways.get_mut(way) else {
        return;
    };
    match item {
        Item::To => way.to = typed,
        Item::Text => way.text = typed,
        Item::Kind => {
            way.kind = match typed.as_str() {
                "chat" => WayKind::Chat,
                "phone" => WayKind::Phone,
                _ => WayKind::Message,
            }
        }
        Item::Times => {
            way.times = match typed.as_str() {
                "brand" => Times::Brand,
                "own" => Times::Own,
                _ => Times::Always,
            };
            if way.hours.zone.is_empty() {
                way.hours.zone = zone;
            }
        }
    }
}

/// Puts a brand's text on the clipboard and has that noted; `None` if the browser does not let us.
async fn copied(brand: String, text: String) -> Result<Option<Answer<Forms>>, Failure> {
    if !copy(text.clone()).await {
        return Ok(None);
    }
    send(Request::HoursCopied { brand, text }).await.map(Some)
}

async fn read(picked: Picked, hours: Typed) -> Result<Dates, String> {
    if picked.file.size() > LARGEST {
        return Err(words::t("ways_calendar_large"));
    }
    let text = files::text(&picked.file).await;
    let Some(file) = text else {
        return Err(words::t("ways_calendar_unread"));
    };
    match ask(Request::ImportHolidays { file, hours }).await {
        Ok(Response::Holidays {
            special,
            new,
            problems,
        }) => Ok(Dates {
            special,
            new,
            problems,
        }),
        Ok(other) => unexpected(other).map_err(|failure| words::failure(&failure)),
        Err(failure) => Err(words::failure(&failure)),
    }
}
