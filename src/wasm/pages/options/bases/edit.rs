//! A knowledge base as the lead sets it up: typed, then kept whole or not at all.

use super::Answer;
use crate::knowledge::source::{BodyKind, Mapping, Settings};
use crate::problem::Problem;
use crate::protocol::{Base, Request};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::random_id;
use crate::wasm::pages::words;

/// The kinds of sources, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wasm::pages::options) enum Kind {
    Files,
    Csv,
    Json,
    Zendesk,
    Site,
    Feed,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Files,
        Self::Csv,
        Self::Json,
        Self::Zendesk,
        Self::Site,
        Self::Feed,
    ];

    pub(super) const fn of(source: &Settings) -> Self {
        match source {
            Settings::Files {} => Self::Files,
            Settings::Csv { .. } => Self::Csv,
            Settings::Json { .. } => Self::Json,
            Settings::Zendesk { .. } => Self::Zendesk,
            Settings::Site { .. } => Self::Site,
            Settings::Feed { .. } => Self::Feed,
        }
    }

    /// As in the keys of its words.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Zendesk => "zendesk",
            Self::Site => "site",
            Self::Feed => "feed",
        }
    }

    pub(super) fn words(self) -> String {
        words::t(&format!("bases_kind_{}", self.name()))
    }

    /// Whether its articles are fetched, not picked.
    pub(super) const fn is_web(self) -> bool {
        matches!(self, Self::Zendesk | Self::Site | Self::Feed)
    }

    pub(super) const fn has_columns(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }
}

/// The columns, in the order of [`Edit::columns`]: as the settings call them.
pub(super) const COLUMNS: [&str; 9] = [
    "title",
    "body",
    "url",
    "id",
    "group",
    "lang",
    "updated",
    "keywords",
    "breadcrumb",
];

/// A field that is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wasm::pages::options) enum Field {
    Name,
    Address,
    Pages,
    Locales,
    BaseUrl,
    Lang,
    Campaign,
    Column(usize),
    BodyKind,
}

#[derive(Clone)]
pub(in crate::wasm::pages::options) enum Msg {
    Typed(Field, String),
    Brand(String, bool),
    Save,
    Saved(Answer),
    Leave,
}

/// The form's state.
#[derive(Default)]
pub(super) struct Edit {
    pub(super) id: String,
    pub(super) new: bool,
    pub(super) kind: Option<Kind>,
    pub(super) name: String,
    pub(super) address: String,
    /// One a line, as the locales.
    pub(super) pages: String,
    pub(super) locales: String,
    pub(super) base_url: String,
    pub(super) lang: String,
    pub(super) campaign: String,
    pub(super) columns: [String; COLUMNS.len()],
    pub(super) body_kind: String,
    pub(super) brands: Vec<String>,
    pub(super) problems: Vec<Problem>,
    pub(super) saving: bool,
    pub(super) said: (String, bool),
}

impl Edit {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            id: random_id(),
            new: true,
            kind: Some(kind),
            ..Self::default()
        }
    }

    pub(super) fn of(base: &Base) -> Self {
        let mut edit = Self {
            id: base.id.clone(),
            kind: Some(Kind::of(&base.source)),
            name: base.name.clone(),
            base_url: base.base_url.clone(),
            lang: base.lang.clone(),
            campaign: base.campaign.clone(),
            brands: base.brands.clone(),
            ..Self::default()
        };
        match &base.source {
            Settings::Files {} => {}
            Settings::Csv { mapping } | Settings::Json { mapping } => edit.fill(mapping),
            Settings::Zendesk { address, locales } => {
                edit.address.clone_from(address);
                edit.locales = locales.join("\n");
            }
            Settings::Site { address, pages } => {
                edit.address.clone_from(address);
                edit.pages = pages.join("\n");
            }
            Settings::Feed { address } => edit.address.clone_from(address),
        }
        edit
    }

    fn fill(&mut self, mapping: &Mapping) {
        let columns = [
            &mapping.title,
            &mapping.body,
            &mapping.url,
            &mapping.id,
            &mapping.group,
            &mapping.lang,
            &mapping.updated,
            &mapping.keywords,
            &mapping.breadcrumb,
        ];
        self.columns = columns.map(|column| column.clone().unwrap_or_default());
        let kind = mapping.body_kind.map(|kind| match kind {
            BodyKind::Markdown => "markdown",
            BodyKind::Html => "html",
        });
        kind.unwrap_or_default().clone_into(&mut self.body_kind);
    }

    fn mapping(&self) -> Mapping {
        let [
            title,
            body,
            url,
            id,
            group,
            lang,
            updated,
            keywords,
            breadcrumb,
        ] = self.columns.each_ref().map(|column| {
            let column = column.trim();
            (!column.is_empty()).then(|| column.to_owned())
        });
        Mapping {
            id,
            group,
            title,
            body,
            url,
            lang,
            updated,
            keywords,
            breadcrumb,
            body_kind: match self.body_kind.as_str() {
                "markdown" => Some(BodyKind::Markdown),
                "html" => Some(BodyKind::Html),
                _ => None,
            },
        }
    }

    fn source(&self) -> Settings {
        let address = self.address.trim().to_owned();
        match self.kind.unwrap_or(Kind::Files) {
            Kind::Files => Settings::Files {},
            Kind::Csv => Settings::Csv {
                mapping: self.mapping(),
            },
            Kind::Json => Settings::Json {
                mapping: self.mapping(),
            },
            Kind::Zendesk => Settings::Zendesk {
                address,
                locales: lines(&self.locales),
            },
            Kind::Site => Settings::Site {
                address,
                pages: lines(&self.pages),
            },
            Kind::Feed => Settings::Feed { address },
        }
    }

    fn base(&self) -> Base {
        let plain = |text: &str| text.trim().to_owned();
        Base {
            id: self.id.clone(),
            name: plain(&self.name),
            brands: self.brands.clone(),
            source: self.source(),
            base_url: plain(&self.base_url),
            lang: plain(&self.lang),
            campaign: plain(&self.campaign),
        }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Typed(field, typed) => {
                if let Some(place) = self.place(field) {
                    *place = typed;
                }
            }
            Msg::Brand(brand, chosen) => {
                self.brands.retain(|other| *other != brand);
                if chosen {
                    self.brands.push(brand);
                }
            }
            Msg::Save => {
                if self.saving {
                    return;
                }
                self.saving = true;
                self.said = (words::t("options_saving"), false);
                let base = self.base();
                to.later(async move { Msg::Saved(super::bases(Request::SaveBase { base }).await) });
            }
            Msg::Saved(Err(failure)) => {
                self.saving = false;
                self.said = (words::failure(&failure), true);
            }
            // What else there is the section knows.
            Msg::Saved(Ok(_)) | Msg::Leave => {}
        }
    }

    fn place(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::Name => &mut self.name,
            Field::Address => &mut self.address,
            Field::Pages => &mut self.pages,
            Field::Locales => &mut self.locales,
            Field::BaseUrl => &mut self.base_url,
            Field::Lang => &mut self.lang,
            Field::Campaign => &mut self.campaign,
            Field::BodyKind => &mut self.body_kind,
            Field::Column(at) => return self.columns.get_mut(at),
        })
    }

    /// Whether the base is kept; if not, what is wrong stands at the fields.
    pub(super) fn kept(&mut self, problems: Vec<Problem>) -> bool {
        self.saving = false;
        self.problems = problems;
        let wrong = self.problems.iter().any(|problem| problem.fatal);
        if wrong {
            self.said = (words::t("options_not_saved"), true);
            focus("base-form");
        }
        !wrong
    }

    /// What is wrong with a field, by its path in the base.
    pub(super) fn problems_of(&self, field: &str) -> Vec<&Problem> {
        let problems = self.problems.iter();
        problems
            .filter(|problem| is_at(&problem.path, field))
            .collect()
    }
}

/// Whether a problem's path is this field or an entry of it.
pub(super) fn is_at(path: &str, field: &str) -> bool {
    path.strip_prefix(field)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.split(['\n', ',']).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
