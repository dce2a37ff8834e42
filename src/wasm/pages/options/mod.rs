//! The options: brands, articles and what is missing in them, promises, replies, hours, checks, rewriting, topics, sites'
//! tables, privacy. One page, in sections; a new team is led through the first two.

use gloo::events::EventListener;

use super::app::{self, Page, To, document};
use super::view::{El, div, el};
use super::words;
use crate::protocol::Part;

mod about;
mod bases;
mod brands;
mod brands_view;
mod caret;
mod checks;
mod checks_view;
mod files;
mod first_line;
mod form;
mod gaps;
mod gaps_view;
mod guard;
mod held;
mod import;
mod kept;
mod keyboard;
mod learnt;
mod learnt_view;
mod managed;
mod nav;
mod network;
mod nicknames;
mod onboarding;
mod profile_file;
mod promises;
mod replies;
mod replies_help;
mod replies_preview;
mod replies_view;
mod retention;
mod rewriting;
mod rewriting_view;
mod second;
mod sign_off;
mod site_data;
mod site_data_view;
mod synonyms;
mod targets;
mod targets_view;
mod team;
mod topics;
mod topics_view;
mod tryout;
mod ways;

use bases::Bases;
use brands::Brands;
use checks::Checks;
use gaps::Gaps;
use guard::Guard;
use keyboard::Keyboard;
use learnt::Learnt;
use managed::Managed;
use network::Network;
use onboarding::{Onboarding, Standing};
use profile_file::ProfileFile;
use promises::Promises;
use replies::Replies;
use retention::Retention;
use rewriting::Rewriting;
use second::SecondLook;
use sign_off::SignOff;
use site_data::SiteData;
use targets::Targets;
use team::Team;
use topics::Topics;
use ways::Ways;

/// Draws the options.
pub(super) fn start() {
    let _ = app::run(Options::new);
}

enum Msg {
    Brands(brands::Msg),
    Learnt(learnt::Msg),
    Bases(bases::Msg),
    Gaps(gaps::Msg),
    Promises(promises::Msg),
    Replies(replies::Msg),
    SignOff(sign_off::Msg),
    Ways(ways::Msg),
    Checks(checks::Msg),
    Rewriting(rewriting::Msg),
    Topics(topics::Msg),
    Second(second::Msg),
    Keyboard(keyboard::Msg),
    SiteData(site_data::Msg),
    Team(team::Msg),
    Retention(retention::Msg),
    Targets(targets::Msg),
    ProfileFile(profile_file::Msg),
    Managed(managed::Msg),
    Network(network::Msg),
    Onboarding(onboarding::Msg),
    /// This section is read now.
    Here(&'static str),
}

/// The page's state.
struct Options {
    brands: Brands,
    learnt: Learnt,
    bases: Bases,
    gaps: Gaps,
    promises: Promises,
    replies: Replies,
    sign_off: SignOff,
    ways: Ways,
    checks: Checks,
    rewriting: Rewriting,
    topics: Topics,
    second: SecondLook,
    keyboard: Keyboard,
    site_data: SiteData,
    team: Team,
    retention: Retention,
    targets: Targets,
    profile_file: ProfileFile,
    managed: Managed,
    network: Network,
    onboarding: Onboarding,
    guard: Guard,
    /// The section that is read.
    here: &'static str,
    /// Whether the page was scrolled to the section that its address names.
    arrived: bool,
    _scrolled: Option<EventListener>,
}

impl Options {
    fn new(to: &To<Msg>) -> Self {
        Self {
            brands: Brands::new(&to.map(Msg::Brands)),
            learnt: Learnt::default(),
            bases: Bases::new(&to.map(Msg::Bases)),
            gaps: Gaps::new(&to.map(Msg::Gaps)),
            promises: Promises::new(&to.map(Msg::Promises)),
            replies: Replies::new(&to.map(Msg::Replies)),
            sign_off: SignOff::new(&to.map(Msg::SignOff)),
            ways: Ways::new(&to.map(Msg::Ways)),
            checks: Checks::new(&to.map(Msg::Checks)),
            rewriting: Rewriting::new(&to.map(Msg::Rewriting)),
            topics: Topics::new(&to.map(Msg::Topics)),
            second: SecondLook::new(&to.map(Msg::Second)),
            keyboard: Keyboard::new(&to.map(Msg::Keyboard)),
            site_data: SiteData::new(&to.map(Msg::SiteData)),
            team: Team::new(&to.map(Msg::Team)),
            retention: Retention::new(&to.map(Msg::Retention)),
            targets: Targets::new(&to.map(Msg::Targets)),
            profile_file: ProfileFile::default(),
            managed: Managed::new(&to.map(Msg::Managed)),
            network: Network::new(&to.map(Msg::Network)),
            onboarding: Onboarding::new(&to.map(Msg::Onboarding)),
            guard: Guard::new(),
            here: "brands",
            arrived: false,
            _scrolled: None,
        }
        .followed(to)
    }

    /// Notices which section is read.
    fn followed(mut self, to: &To<Msg>) -> Self {
        let ids = self.sections().iter().map(|section| section.0).collect();
        self._scrolled = nav::watch(ids, to);
        self
    }

    /// Scrolls to the section of the address once everything above it is there.
    fn arrive(&mut self) {
        let loaded = self.brands.saved.is_some()
            && self.bases.is_loaded()
            && self.promises.is_loaded()
            && self.replies.is_loaded()
            && self.sign_off.kept.is_loaded()
            && self.ways.kept.is_loaded()
            && self.checks.kept.is_loaded()
            && self.rewriting.kept.is_loaded()
            && self.site_data.is_loaded();
        if self.arrived || !loaded {
            return;
        }
        self.arrived = true;
        wasm_bindgen_futures::spawn_local(async {
            let hash = web_sys::window().and_then(|window| window.location().hash().ok());
            let section = hash
                .as_deref()
                .and_then(|hash| hash.strip_prefix('#'))
                .and_then(|id| document()?.get_element_by_id(id));
            if let Some(section) = section {
                section.scroll_into_view();
            }
        });
    }

    /// The sections in their order.
    fn sections(&self) -> [nav::Section; 20] {
        [
            ("brands", "options_brands", self.brands.is_changed()),
            ("learnt", "options_learnt", false),
            ("articles", "options_articles", self.bases.is_changed()),
            ("gaps", "options_gaps", false),
            ("promises", "options_promises", false),
            ("replies", "options_replies", self.replies.is_changed()),
            (
                "sign-off",
                "options_sign_off_short",
                self.sign_off.kept.is_changed(),
            ),
            ("hours", "options_hours", self.ways.kept.is_changed()),
            ("targets", "targets_short", self.targets.kept.is_changed()),
            ("checks", "options_checks", self.checks.kept.is_changed()),
            (
                "rewriting",
                "rewrite_short",
                self.rewriting.kept.is_changed(),
            ),
            ("topics", "options_topics", self.topics.is_changed()),
            ("second", "options_second", false),
            ("keyboard", "options_keyboard", false),
            ("team", "team_short", false),
            ("site-data", "site_data_short", self.site_data.is_changed()),
            ("retention", "retention_short", self.retention.is_changed()),
            ("network", "network_title", false),
            ("setup", "setup_short", false),
            ("about", "options_about", false),
        ]
    }

    /// Whether something is typed that nobody has saved.
    fn is_unsaved(&self) -> bool {
        self.sections().iter().any(|section| section.2)
    }

    /// What of the set-up is there.
    fn standing(&self) -> Standing {
        let saved = self.brands.saved.as_ref();
        let ways = self.ways.has();
        Standing {
            brand: saved.map(|saved| !saved.brands.is_empty()),
            articles: self.bases.has_articles(),
            way: ways.map(|(way, _)| way),
            hours: ways.map(|(_, hours)| hours),
            tried: self.brands.is_tried(),
        }
    }

    /// Everything that a file or an organisation may have set up is asked for anew.
    fn again(&mut self, to: &To<Msg>) {
        let network = std::mem::replace(&mut self.network, Network::new(&to.map(Msg::Network)));
        let file = std::mem::take(&mut self.profile_file);
        let (here, over) = (self.here, std::mem::take(&mut self.onboarding));
        *self = Self {
            network,
            profile_file: file,
            here,
            onboarding: over,
            arrived: true,
            ..Self::new(to)
        };
    }
}

impl Page for Options {
    type Msg = Msg;

    fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Brands(msg) => {
                self.brands.update(msg, &to.map(Msg::Brands));
                let saved = self.brands.saved.as_ref();
                self.learnt.follow(saved, &to.map(Msg::Learnt));
                self.bases.follow(saved);
                self.ways.follow(saved);
                self.targets.follow(saved);
            }
            Msg::Learnt(msg) => self.learnt.update(msg, &to.map(Msg::Learnt)),
            Msg::Bases(msg) => self.bases.update(msg, &to.map(Msg::Bases)),
            Msg::Gaps(msg) => self.gaps.update(msg, &to.map(Msg::Gaps)),
            Msg::Promises(msg) => self.promises.update(msg, &to.map(Msg::Promises)),
            Msg::Replies(msg) => self.replies.update(msg, &to.map(Msg::Replies)),
            Msg::SignOff(msg) => self.sign_off.update(msg, &to.map(Msg::SignOff)),
            Msg::Ways(msg) => self.ways.update(msg, &to.map(Msg::Ways)),
            Msg::Checks(msg) => self.checks.update(msg, &to.map(Msg::Checks)),
            Msg::Rewriting(msg) => self.rewriting.update(msg, &to.map(Msg::Rewriting)),
            Msg::Topics(msg) => self.topics.update(msg, &to.map(Msg::Topics)),
            Msg::Second(msg) => self.second.update(msg, &to.map(Msg::Second)),
            Msg::Keyboard(msg) => self.keyboard.update(msg, &to.map(Msg::Keyboard)),
            Msg::Team(msg) => self.team.update(msg, &to.map(Msg::Team)),
            Msg::SiteData(msg) => self.site_data.update(msg, &to.map(Msg::SiteData)),
            Msg::Retention(msg) => self.retention.update(msg, &to.map(Msg::Retention)),
            Msg::Targets(msg) => self.targets.update(msg, &to.map(Msg::Targets)),
            Msg::ProfileFile(msg) => {
                if self.profile_file.update(msg, &to.map(Msg::ProfileFile)) {
                    self.again(to);
                }
            }
            Msg::Managed(msg) => {
                let unsaved = self.is_unsaved();
                if self.managed.update(msg, unsaved) {
                    self.again(to);
                }
            }
            Msg::Network(msg) => self.network.update(msg, &to.map(Msg::Network)),
            Msg::Onboarding(msg) => self.onboarding.update(&msg),
            Msg::Here(section) => {
                self.here = section;
                nav::show();
            }
        }
        let unsaved = self.is_unsaved();
        self.guard.set(unsaved || self.bases.is_importing());
        self.arrive();
    }

    fn view(&self, to: &To<Msg>) -> El {
        div("options")
            .add(
                el("header")
                    .add(el("h1").text(words::t("options_title")))
                    .add(nav::draw(self.sections(), self.here)),
            )
            .add(self.main(to))
    }
}

impl Options {
    fn main(&self, to: &To<Msg>) -> El {
        let managed = &self.managed;
        let unsaved = self.is_unsaved();
        let onboarding = self
            .onboarding
            .view(self.standing(), &to.map(Msg::Onboarding));
        let ways = self.ways.view(&to.map(Msg::Ways));
        let bases = self.bases.view(&to.map(Msg::Bases));
        let rewriting = self.rewriting.view(&to.map(Msg::Rewriting));
        el("main")
            .maybe(managed.news(&to.map(Msg::Managed)))
            .maybe(onboarding)
            .maybe(managed.faults())
            .add(managed.above(&[Part::Brands], self.brands.view(&to.map(Msg::Brands))))
            .add(self.learnt.view(&to.map(Msg::Learnt)))
            .add(managed.above(&[Part::Articles, Part::Synonyms], bases))
            .add(self.gaps.view(&to.map(Msg::Gaps)))
            .add(self.promises.view(&to.map(Msg::Promises)))
            .add(managed.above(&[Part::Playbooks], self.replies.view(&to.map(Msg::Replies))))
            .add(managed.above(
                &[Part::Customers],
                self.sign_off.view(&to.map(Msg::SignOff)),
            ))
            .add(managed.around(Part::Hours, ways))
            .add(managed.around(Part::Targets, self.targets.view(&to.map(Msg::Targets))))
            .add(managed.around(Part::Checks, self.checks.view(&to.map(Msg::Checks))))
            .add(managed.around(Part::Rewriting, rewriting))
            .add(managed.around(Part::Topics, self.topics.view(&to.map(Msg::Topics))))
            .add(self.second.view(&to.map(Msg::Second)))
            .add(self.keyboard.view(&to.map(Msg::Keyboard)))
            .add(self.team.view(&to.map(Msg::Team)))
            .add(self.site_data.view(&to.map(Msg::SiteData)))
            .add(managed.above(
                &[Part::Retention],
                self.retention.view(&to.map(Msg::Retention)),
            ))
            .add(self.network.view(&to.map(Msg::Network)))
            .add(self.profile_file.view(unsaved, &to.map(Msg::ProfileFile)))
            .add(about::view())
    }
}
